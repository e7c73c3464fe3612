import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../tests/fixtures/grounding.ts';
import { differencesOf, multiplesOf, sharesOf, sumsOf } from './reckoned-amounts.ts';

const TWO_CHARGES = 'Charged $45 on the bill and $30 for delivery.';

describe('amounts that a sentence reckoned', () => {
  it.each([
    ['The charges come to $75 in total.', TWO_CHARGES],
    ['Together the charges are $75.', TWO_CHARGES],
    ['The difference of the charges is $15.', TWO_CHARGES],
    ['The bill was $15 more.', TWO_CHARGES],
    ['Two seats at $45 each are $90.', '2 seats at $45.'],
    ['A discount of 20% saves $9.', 'Charge $45, 20% off.'],
  ])('shows "%s" over "%s"', (sentence, note) => {
    expect(judge(sentence, note)).toBeNull();
  });

  it.each([
    ['The charges come to $85 in total.', TWO_CHARGES, 'amount $85'],
    ['A charge of $75 is disputed.', TWO_CHARGES, 'amount $75'],
    ['A charge of $15 is disputed.', TWO_CHARGES, 'amount $15'],
    ['The difference of the charges is $25.', TWO_CHARGES, 'amount $25'],
    ['Two seats for $90.', '2 seats at $45.', 'amount $90'],
    ['Three seats at $45 each are $90.', '3 seats at $45.', 'amount $90'],
    ['The seats are $90 each in total.', 'Seats $45 and $45.', 'amount $90'],
  ])('removes "%s" over "%s": %s', (sentence, note, detail) => {
    expect(judge(sentence, note)).toBe(detail);
  });

  const amounts = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 6 });

  it('are sums of two to four of the amounts', () => {
    expect(sumsOf([1, 10, 100], 'in total')).toEqual([11, 101, 110, 111]);
    fc.assert(
      fc.property(amounts, (values) => {
        const sums = sumsOf(values, 'in total');
        const most = values.toSorted((one, other) => other - one).slice(0, 4);
        expect(Math.max(0, ...sums)).toBeLessThanOrEqual(most.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  it('are none where the sentence does not say so', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        expect(sumsOf(values, 'charged on monday')).toEqual([]);
        expect(differencesOf(values, 'charged on monday')).toEqual([]);
        expect(multiplesOf(values, '2 seats')).toEqual([]);
        expect(sharesOf(values, '20 seats')).toEqual([]);
      }),
    );
  });

  it('are multiples by what is counted, and of prices from five on', () => {
    expect(multiplesOf([4, 45], '3 seats, each')).toEqual([135]);
    expect(multiplesOf([45], 'each on 3 dec')).toEqual([]);
  });

  it('are shares, what they leave and what they add', () => {
    expect(sharesOf([200], 'a discount of 25%')).toEqual([50, 150, 250]);
  });
});
