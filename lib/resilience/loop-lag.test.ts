import { describe, expect, it } from 'vitest';
import { loopLag } from './loop-lag.ts';

function setUp() {
  const clock = { nowMs: 1_000 };
  const lag = loopLag({ everyMs: 20, stuckAboveMs: 1_000, stuckAfterMs: 5_000, now: () => clock.nowMs });
  /** The timer comes so many milliseconds after the tick before. */
  const tickAfter = (ms: number) => {
    clock.nowMs += ms;
    lag.tick();
  };
  return { clock, tickAfter, ...lag };
}

describe('loopLag', () => {
  it('is none while the timer is on time', () => {
    const { tickAfter, ms } = setUp();
    for (let tick = 0; tick < 10; tick += 1) tickAfter(20);
    expect(ms()).toBe(0);
  });

  it('is what the timer was late by, until it is on time again', () => {
    const { tickAfter, ms } = setUp();
    tickAfter(320);
    expect(ms()).toBe(300);
    tickAfter(20);
    expect(ms()).toBe(0);
  });

  it('is known before the timer comes', () => {
    const { clock, ms } = setUp();
    clock.nowMs += 170;
    expect(ms()).toBe(150);
  });

  it('is stuck when it was long for long', () => {
    const { clock, tickAfter, isStuck } = setUp();
    for (let tick = 0; tick < 4; tick += 1) tickAfter(1_100);
    expect(isStuck()).toBe(false);
    tickAfter(1_100);
    expect(isStuck()).toBe(true);
    tickAfter(20);
    expect(isStuck()).toBe(false);
    clock.nowMs += 6_000;
    expect(isStuck()).toBe(true);
  });
});
