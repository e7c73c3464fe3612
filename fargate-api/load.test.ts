import { describe, expect, it } from 'vitest';
import { recordedLog } from '../tests/fixtures/recorded-log.ts';
import { createLoad } from './load.ts';

const STAYS = new AbortController().signal;

function setUp() {
  return createLoad({
    mostInFlight: 1_000,
    log: recordedLog(),
    metrics: { add: () => undefined, publish: () => undefined },
    runInRequest: (_state, work) => work(),
    sleep: async () => undefined,
  });
}

/** Nothing else is done meanwhile, as while code is compiled. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('a task whose event loop is late', () => {
  it('takes its first requests all the same', async () => {
    const { isTooMuch, takePlace } = setUp();
    for (let requests = 0; requests < 99; requests += 1) await takePlace(STAYS);
    block(300);
    expect(isTooMuch()).toBe(false);
  });

  it('refuses more once it has had them', async () => {
    const { isTooMuch, takePlace } = setUp();
    for (let requests = 0; requests < 100; requests += 1) await takePlace(STAYS);
    expect(isTooMuch()).toBe(false);
    block(300);
    expect(isTooMuch()).toBe(true);
  });
});
