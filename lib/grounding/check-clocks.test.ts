import { describe, expect, it } from 'vitest';
import { judge } from '../../tests/fixtures/grounding.ts';

const SLOT = 'Slot is 14:30, or btw 8 and 12.';

describe('times of the day', () => {
  it.each([
    ['The slot is at 14:30.'],
    ['The slot is at 2:30 pm.'],
    ['The slot is at 2.30 p.m. sharp.'],
    ['The slot is from 8 am on.'],
    ['The slot is until noon.'],
    ['The contact was at 10:15.'],
  ])('shows "%s" over a slot and a contact of 10:15', (sentence) => {
    expect(judge(sentence, SLOT)).toBeNull();
  });

  it.each([
    ['The slot is at 15:30.', 'time 15:30'],
    ['The slot is at 2:30 am.', 'time 2:30 am'],
    ['The slot is from 9 am on.', 'time 9 am'],
    ['The contact was at 11:15.', 'time 11:15'],
    ["The slot is at 5 o'clock.", "time 5 o'clock"],
  ])('removes "%s": %s', (sentence, detail) => {
    expect(judge(sentence, SLOT)).toBe(detail);
  });

  it('reads the hours of other languages', () => {
    expect(judge('Der Termin ist um 14:30 Uhr.', SLOT, { language: 'de' })).toBeNull();
    expect(judge('Der Termin ist um 16 Uhr.', SLOT, { language: 'de' })).toBe('time 16 uhr');
    expect(judge('Le rendez-vous est à 14h30.', SLOT, { language: 'fr' })).toBeNull();
    expect(judge('Le rendez-vous est à 16h30.', SLOT, { language: 'fr' })).toBe('time 16h30');
  });

  it.each([
    ['de', 'Der Termin ist um 14 Uhr 30.', null],
    ['de', 'Der Termin ist um 14 Uhr 45.', 'time 14 uhr 45'],
    ['fr', 'Le rendez-vous est à 16 h.', 'time 16 h'],
    ['en', 'The slot is at half past two.', null],
    ['en', 'The slot is at quarter past two.', 'time quarter past 2'],
  ])('reads times in words, in %s: %s', (language, sentence, detail) => {
    expect(judge(sentence, SLOT, { language })).toBe(detail);
  });
});
