import { describe, expect, it } from 'vitest';
import { aNote, judge, shown } from '../../tests/fixtures/grounding.ts';

const WAIT = 'Waited 3 days for the part. Repair takes 5-7 working days.';

describe('lengths of time', () => {
  it.each([
    ['Customer waited three days for the part.', WAIT],
    ['Customer waited 72 hours for the part.', WAIT],
    ['The repair takes 5 working days.', WAIT],
    ['The repair takes up to seven working days.', WAIT],
    ['The line was down half an hour.', 'Line down 30 min.'],
    ['The line was down for a fortnight.', 'Line down 14 days.'],
    ['The line was down for over an hour.', 'Line down 75 min.'],
    ['The line was down for about two hours.', 'Line down 130 min.'],
    ['The stay was 4 nights.', 'Stay of 4 nts.'],
    ['The contract has one year left, another year to run.', 'Contract has 12 months left.'],
  ])('shows "%s" over "%s"', (sentence, note) => {
    expect(judge(sentence, note)).toBeNull();
  });

  it.each([
    ['Customer waited four days for the part.', WAIT, 'duration 4 days'],
    ['Customer waited three weeks for the part.', WAIT, 'duration 3 weeks'],
    ['The repair takes 9 working days.', WAIT, 'duration 9 working days'],
    ['The line was down for 45 minutes.', 'Line down 30 min.', 'duration 45 minutes'],
    ['The line was down for a quarter of an hour.', 'Line down 30 min.', 'duration 15 minutes'],
    ['The line was down for over two hours.', 'Line down 75 min.', 'duration 2 hours'],
    ['The line was down for about five hours.', 'Line down 130 min.', 'duration 5 hours'],
    ['The stay was 5 nights.', 'Stay of 4 nts.', 'duration 5 nights'],
  ])('removes "%s" over "%s": %s', (sentence, note, detail) => {
    expect(judge(sentence, note)).toBe(detail);
  });

  it('knows how long a contact took', () => {
    const call = aNote('Asked about the charge.', { minutes: 14 });
    expect(judge('The call lasted 14 minutes.', [call])).toBeNull();
    expect(judge('The call lasted 24 minutes.', [call])).toBe('duration 24 minutes');
  });

  it('reckons from the days of the records to today', () => {
    const call = aNote('Reported the outage.', { at: '2025-11-24T10:00Z' });
    expect(judge('The outage has been open for 14 days.', [call])).toBeNull();
    expect(judge('The outage has been open for two weeks.', [call])).toBeNull();
    expect(judge('The outage has been open for 20 days.', [call])).toBe('duration 20 days');
    expect(judge('The outage has been open for 5 weeks.', [call])).toBe('duration 5 weeks');
  });

  it('reckons between the hours of two records', () => {
    const calls = [
      aNote('Called back about the outage.', { interactionIds: ['int-1'], at: '2025-12-07T13:15Z' }),
      aNote('Reported the outage.', { interactionIds: ['int-2'], at: '2025-12-07T10:15Z' }),
    ];
    expect(judge('The customer called back three hours later.', calls)).toBeNull();
    expect(judge('The customer called back seven hours later.', calls)).toBe('duration 7 hours');
  });

  it.each([
    ['es', 'Esperó tres días por la pieza.', 'Esperó treinta días por la pieza.', 'duration 30 dias'],
    ['fr', 'Il a attendu trois jours la pièce.', 'Il a attendu trente jours la pièce.', 'duration 30 jours'],
    ['de', 'Er wartete drei Tage auf das Teil.', 'Er wartete dreißig Tage auf das Teil.', 'duration 30 tage'],
    ['pt', 'Esperou três dias pela peça.', 'Esperou trinta dias pela peça.', 'duration 30 dias'],
  ])('tells in %s three days from thirty', (language, three, thirty, detail) => {
    expect(judge(three, WAIT, { language })).toBeNull();
    expect(judge(thirty, WAIT, { language })).toBe(detail);
  });
});

describe('lengths reckoned from a day', () => {
  const records = shown(
    { at: '2025-12-05T09:00Z', text: 'auto reply sent' },
    { at: '2025-12-03T09:00Z', text: 'web form, ordered on 1 dec' },
  );

  it.each([
    'The form of 3 December was answered two days later.',
    'The two contacts came within three days.',
    'He wrote two days after the order.',
  ])('stay: %s', (sentence) => {
    expect(judge(sentence, records)).toBeNull();
  });

  it.each([
    ['The form of 3 December was answered three days later.', 'duration 3 days'],
    ['The form of 3 December was answered four days later.', 'duration 4 days'],
  ])('go when they lead to no day, the first one not counted: %s', (sentence, detail) => {
    expect(judge(sentence, records)).toBe(detail);
  });

  it('is none behind a price', () => {
    expect(judge('He pays $35 a month.', shown({ text: 'pays 35 every month' }))).toBeNull();
  });
});
