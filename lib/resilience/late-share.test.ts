import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lateShare } from './late-share.ts';

const HALF_LIFE_MS = 60_000;

function setUp() {
  let nowMs = 0;
  const share = lateShare({ usual: 0.05, weight: 0.1, halfLifeMs: HALF_LIFE_MS, now: () => nowMs });
  const elapse = (ms: number) => {
    nowMs += ms;
  };
  return { ...share, elapse };
}

describe('lateShare', () => {
  it('is the usual one of a side of which nothing is known', () => {
    expect(setUp().value()).toBe(0.05);
  });

  it('comes near the share of late calls', () => {
    const { note, value } = setUp();
    for (let call = 0; call < 400; call += 1) note(call % 4 === 0);
    expect(value()).toBeGreaterThan(0.15);
    expect(value()).toBeLessThan(0.35);
  });

  it('is half forgotten after its half-life', () => {
    const { note, value, elapse } = setUp();
    note(true);
    const before = value();
    elapse(HALF_LIFE_MS);
    expect(value()).toBeCloseTo((before + 0.05) / 2);
  });

  it('stays a share, grows with a late call and never with one in time', () => {
    const steps = fc.array(fc.record({ isLate: fc.boolean(), ms: fc.nat({ max: 100_000 }) }));
    fc.assert(
      fc.property(steps, (taken) => {
        const { note, value, elapse } = setUp();
        for (const { isLate, ms } of taken) {
          elapse(ms);
          const before = value();
          note(isLate);
          expect(value() >= before).toBe(isLate || value() === before);
          expect(value()).toBeGreaterThanOrEqual(0);
          expect(value()).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
