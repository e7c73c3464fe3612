import { describe, expect, it } from 'vitest';
import { aNote, judge } from '../../tests/fixtures/grounding.ts';

const ORDER = 'Order #AB-1234, ticket 5567, card ending 4471, flight NV 412, acct 4471 8820, ref 0099812.';

describe('references', () => {
  it.each([
    ['The order is AB-1234.'],
    ['The order is AB1234.'],
    ['Ticket #5567 is meant.'],
    ['It is about the card ending in 4471.'],
    ['It is about flight NV412.'],
    ['It is about account 44718820.'],
    ['The reference is 0099812.'],
    ['The card ends in 71.'],
  ])('shows "%s"', (sentence) => {
    expect(judge(sentence, ORDER)).toBeNull();
  });

  it.each([
    ['The order is AB-1243.', 'reference ab-1243'],
    ['The order is XB-1234.', 'reference xb-1234'],
    ['Ticket #5576 is meant.', 'reference 5576'],
    ['It is about the card ending in 4417.', 'reference 4417'],
    ['It is about flight NV421.', 'reference nv421'],
    ['It is about account 44718821.', 'reference 44718821'],
    ['The reference is 0099821.', 'reference 0099821'],
    ['The card ends in 44.', 'reference 44'],
  ])('removes "%s": %s', (sentence, detail) => {
    expect(judge(sentence, ORDER)).toBe(detail);
  });

  it('cites the record that holds the reference where another was cited', () => {
    const records = [aNote('Asked about it.'), aNote(ORDER, { interactionIds: ['int-2'] })];
    expect(judge('The order is AB-1234.', records, { cites: ['int-1'] })).toBeNull();
  });
});
