import { describe, expect, it } from 'vitest';
import { judge, shown } from '../../tests/fixtures/grounding.ts';

const records = shown(
  { at: '2025-12-05T09:00Z', channel: 'agent', text: 'cust calls again' },
  { at: '2025-12-03T09:00Z', channel: 'agent', text: 'cust calls' },
  { at: '2025-12-01T09:00Z', channel: 'agent', text: 'new booking 771' },
);

describe('contacts counted from a day on', () => {
  it.each([
    'After the booking on 1 December came two calls.',
    'Two calls since 3 December.',
    'Three calls since 1 December.',
    'Booked on 1 December; since then two calls came.',
    'Two calls since Wednesday.',
  ])('are those that came then: %s', (sentence) => {
    expect(judge(sentence, records)).toBeNull();
  });

  it.each([
    'After the booking on 1 December came three calls.',
    'Three calls since 3 December.',
    'Booked on 1 December; since then three calls came.',
    'Three calls since Wednesday.',
  ])('are not those before: %s', (sentence) => {
    expect(judge(sentence, records)).toMatch(/^number 3/);
  });
});
