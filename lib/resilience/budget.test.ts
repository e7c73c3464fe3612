import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budget } from './budget.ts';

describe('budget', () => {
  it('has what may be saved up at first, and then what the requests earn', () => {
    const { earn, spend } = budget({ perRequest: 0.5, most: 2 });
    expect([spend(), spend(), spend()]).toEqual([true, true, false]);
    earn();
    expect(spend()).toBe(false);
    earn();
    expect([spend(), spend()]).toEqual([true, false]);
  });

  it('saves up no more than its most', () => {
    const { earn, spend } = budget({ perRequest: 1, most: 2 });
    for (let requests = 0; requests < 100; requests += 1) earn();
    expect([spend(), spend(), spend()]).toEqual([true, true, false]);
  });

  it('never grants more than the requests have earned, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), fc.integer({ min: 1, max: 20 }), (steps, most) => {
        const { earn, spend } = budget({ perRequest: 0.25, most });
        let granted = 0;
        for (const isRequest of steps) {
          if (isRequest) earn();
          else if (spend()) granted += 1;
        }
        expect(granted).toBeLessThanOrEqual(most + 0.25 * steps.filter(Boolean).length);
      }),
    );
  });
});
