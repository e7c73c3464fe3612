import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnedDelay } from './learned-delay.ts';

const BOUNDS = { atFirstMs: 1_700, quantile: 0.9, leastMs: 600, mostMs: 2_200 };

function learned(waits: readonly number[]): number {
  const { ms, note } = learnedDelay(BOUNDS);
  for (const wait of waits) note(wait);
  return ms();
}

const times = (count: number, ms: (index: number) => number) =>
  Array.from({ length: count }, (_, i) => ms(i));

describe('learnedDelay', () => {
  it('is the configured one until enough waits are known', () => {
    expect(learned(times(63, () => 900))).toBe(1_700);
    expect(learned(times(64, () => 900))).toBe(900);
  });

  it('is longer than the named share of the waits', () => {
    expect(learned(times(500, (index) => 1_000 + index))).toBeGreaterThanOrEqual(1_430);
    expect(learned(times(500, (index) => 1_000 + index))).toBeLessThanOrEqual(1_450);
  });

  it('follows the latest waits and forgets the old ones', () => {
    expect(learned([...times(600, () => 2_000), ...times(512, () => 800)])).toBe(800);
  });

  it('stays within its bounds, whatever the waits', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60_000 }), { minLength: 64, maxLength: 600 }), (waits) => {
        expect(learned(waits)).toBeGreaterThanOrEqual(600);
        expect(learned(waits)).toBeLessThanOrEqual(2_200);
      }),
    );
  });

  it('does not follow itself downwards when it is told of waits that were given up', () => {
    // Every wait beyond the delay is given up a little later, as when another call answers instead.
    const { ms, note } = learnedDelay(BOUNDS);
    const delays = times(3_000, (index) => {
      note(Math.min(1_000 + ((index * 37) % 100) * 10, ms() + 100));
      return ms();
    });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(1_700);
  });
});
