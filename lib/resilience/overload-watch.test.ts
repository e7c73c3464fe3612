import { describe, expect, it } from 'vitest';
import { overloadWatch } from './overload-watch.ts';

function setUp() {
  const clock = { nowMs: 10_000, lagMs: 0 };
  const watch = overloadWatch({
    lagMs: () => clock.lagMs,
    aboveMs: 200,
    forMs: 1_000,
    calmMs: 5_000,
    now: () => clock.nowMs,
  });
  /** The lag is this for so long; whether anything was refused, and whether all was. */
  const lagged = (lagMs: number, forMs: number) => {
    const refusals: boolean[] = [];
    for (const endMs = clock.nowMs + forMs; clock.nowMs < endMs; clock.nowMs += 20) {
      clock.lagMs = lagMs;
      watch.tick();
      refusals.push(watch.isTooMuch());
    }
    return { some: refusals.some(Boolean), all: refusals.every(Boolean) };
  };
  return { clock, lagged, ...watch };
}

describe('overloadWatch', () => {
  it('refuses nothing during a burst, nor after a pause', () => {
    const { lagged } = setUp();
    expect(lagged(600, 380)).toMatchObject({ some: false });
    expect(lagged(10, 100)).toMatchObject({ some: false });
    expect(lagged(600, 380)).toMatchObject({ some: false });
  });

  it('refuses when the lag has lasted', () => {
    const { lagged } = setUp();
    lagged(300, 720);
    expect(lagged(300, 500)).toEqual({ some: true, all: true });
  });

  it('takes work again as soon as there is little left to do', () => {
    const { lagged } = setUp();
    lagged(300, 1_000);
    expect(lagged(190, 200)).toMatchObject({ some: false });
  });

  it('refuses at once while the overload goes on', () => {
    const { lagged } = setUp();
    lagged(300, 1_000);
    lagged(100, 1_000);
    expect(lagged(300, 100)).toEqual({ some: true, all: true });
  });

  it('takes a lag for a burst again after a calm', () => {
    const { lagged } = setUp();
    lagged(300, 1_000);
    lagged(100, 5_100);
    expect(lagged(300, 600)).toMatchObject({ some: false });
  });

  it('counts a pause by its whole length, also before the timer comes', () => {
    const { clock, isTooMuch } = setUp();
    clock.nowMs += 1_500;
    clock.lagMs = 1_480;
    expect(isTooMuch()).toBe(true);
  });
});
