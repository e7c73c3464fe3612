import { describe, expect, it } from 'vitest';
import { judge, shown } from '../../tests/fixtures/grounding.ts';

describe('the day of a contact', () => {
  const records = shown(
    { at: '2025-12-03T09:00Z', channel: 'chat', text: 'reinstated within 24 hours, RE-1185' },
    { at: '2025-12-02T09:00Z', channel: 'email', text: 'your letter of 28 nov came' },
  );

  it.each([
    "Reinstated within 24 hours of Wednesday's chat.",
    "The letter was named in Tuesday's e-mail.",
    'It was named in the e-mail of 2 December.',
  ])('is the own day of such a record: %s', (sentence) => {
    expect(judge(sentence, records)).toBeNull();
  });

  it.each([
    ["Reinstated within 24 hours of Thursday's chat.", 'date thursday'],
    ["Reinstated within 24 hours of Tuesday's chat.", 'date tuesday'],
    ['It was named in the e-mail of 28 November.', 'date 28 november'],
  ])('is no other day that the records know: %s', (sentence, detail) => {
    expect(judge(sentence, records)).toBe(detail);
  });
});
