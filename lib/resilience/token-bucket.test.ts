import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TokenBucketOptions, tokenBuckets } from './token-bucket.ts';

describe('tokenBuckets', () => {
  it('lets a burst pass and then says when to come back', () => {
    const { take } = setUp({ ratePerSecond: 2, burst: 3 });
    expect([take(), take(), take()].map(({ granted, remaining }) => [granted, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
    ]);
    expect(take()).toEqual({ granted: false, remaining: 0, retryAfterSeconds: 1 });
  });

  it('gives tokens back at its rate, up to the burst', () => {
    const { take, elapse } = setUp({ ratePerSecond: 2, burst: 3 });
    for (let taken = 0; taken < 3; taken += 1) take();
    elapse(500);
    expect([take().granted, take().granted]).toEqual([true, false]);
    elapse(3_600_000);
    expect(take().remaining).toBe(2);
  });

  it('keeps keys apart', () => {
    const { take } = setUp({ burst: 1 });
    expect([take('a').granted, take('a').granted, take('b').granted]).toEqual([true, false, true]);
  });

  it('forgets the key that was not seen for longest when there are too many', () => {
    const { take } = setUp({ burst: 1, mostKeys: 2 });
    for (const key of ['a', 'b', 'a', 'c']) take(key);
    expect([take('a').granted, take('b').granted]).toEqual([false, true]);
  });

  it('never grants more than burst and rate allow, whatever the arrivals, and loses none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 400 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        (gapsMs, ratePerSecond, burst) => {
          const { take, elapse } = setUp({ ratePerSecond, burst });
          let granted = 0;
          let elapsedMs = 0;
          for (const gapMs of gapsMs) {
            elapse(gapMs);
            elapsedMs += gapMs;
            const grant = take();
            if (grant.granted) granted += 1;
            else {
              // After the time that it names, a token is there.
              elapse(grant.retryAfterSeconds * 1_000);
              elapsedMs += grant.retryAfterSeconds * 1_000;
              expect(take().granted).toBe(true);
              granted += 1;
            }
            expect(granted).toBeLessThanOrEqual(burst + (elapsedMs / 1_000) * ratePerSecond + 1e-6);
          }
        },
      ),
    );
  });
});

function setUp(options: Partial<TokenBucketOptions>) {
  let nowMs = 0;
  const take = tokenBuckets({ ratePerSecond: 1, burst: 1, mostKeys: 100, now: () => nowMs, ...options });
  const elapse = (ms: number) => {
    nowMs += ms;
  };
  return { take: (key = 'client') => take(key), elapse };
}
