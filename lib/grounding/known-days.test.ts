import { describe, expect, it } from 'vitest';
import { aNote, judge } from '../../tests/fixtures/grounding.ts';

/** All over a record of Thursday, 4 December 2025. */
const ofThursday = (text: string) => [aNote(text, { at: '2025-12-04T09:00Z' })];

describe('the days that a record knows', () => {
  it.each([
    ['A refund is due by 8 December.', 'Refund within 4 days.'],
    ['A refund is due by 6 December.', 'Refund within 48 h.'],
    ['A refund is due by 18 December.', 'Refund within 2 weeks.'],
    ['A refund is due by 9 December.', 'Refund within 3 working days.'],
    ['The refund is due by Friday.', 'Refund by Friday.'],
    ['The parcel came on 3 December.', 'Parcel came yesterday.'],
    ['The parcel is due by 5 December.', 'Parcel due by tomorrow.'],
    ['The parcel came on 1 December.', 'Parcel came on Monday.'],
    ['The contract ends on 31 January 2026.', 'Contract ends 31 Jan.'],
  ])('bear out "%s" over "%s"', (sentence, note) => {
    expect(judge(sentence, ofThursday(note))).toBeNull();
  });

  it.each([
    ['A refund is due by 10 December.', 'Refund within 4 days.', 'date 10 december'],
    ['A refund is due by 7 December.', 'Refund within 48 h.', 'date 7 december'],
    ['A refund is due by 25 December.', 'Refund within 2 weeks.', 'date 25 december'],
    ['A refund is due by 10 December.', 'Refund within 3 working days.', 'date 10 december'],
    ['The refund is due by Saturday.', 'Refund by Friday.', 'date saturday'],
    ['The parcel came on 2 December.', 'Parcel came yesterday.', 'date 2 december'],
    ['The parcel is due by 6 December.', 'Parcel due by tomorrow.', 'date 6 december'],
    ['The parcel came on 2 December.', 'Parcel came on Monday.', 'date 2 december'],
    ['The contract ends on 31 January 2025.', 'Contract ends 31 Jan.', 'date 31 january 2025'],
  ])('do not bear out "%s" over "%s": %s', (sentence, note, detail) => {
    expect(judge(sentence, ofThursday(note))).toBe(detail);
  });

  it('take words such as yesterday from the day of the record, and of a sentence from today', () => {
    const note = ofThursday('Parcel came yesterday.');
    expect(judge('The parcel came yesterday.', note)).toBe('date yesterday');
    expect(judge('The parcel came 5 days ago.', note)).toBeNull();
  });

  it('are the first and the last one of a record that stands for several', () => {
    const several = aNote('', { at: undefined, first: '2025-11-02', last: '2025-11-20', records: 4 });
    expect(judge('Contacts from 2 November to 20 November.', [several])).toBeNull();
    expect(judge('Contacts from 2 November to 21 November.', [several])).toBe('date 21 november');
  });

  it('are of the nearest year when none is written', () => {
    const inJanuary = { nowMs: Date.parse('2026-01-05T09:00Z') };
    const note = aNote('Order placed on 28 December.', { at: '2026-01-02T09:00Z' });
    expect(judge('The order was placed on 28 December 2025.', [note], inJanuary)).toBeNull();
    expect(judge('The order was placed on 28 December 2026.', [note], inJanuary)).toBe(
      'date 28 december 2026',
    );
  });
});
