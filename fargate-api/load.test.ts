import { describe, expect, it } from 'vitest';
import { recordedLog } from '../tests/fixtures/recorded-log.ts';
import { createLoad } from './load.ts';

const STAYS = new AbortController().signal;

function setUp() {
  const log = recordedLog();
  const added: Record<string, number> = {};
  const load = createLoad({
    mostInFlight: 2,
    log,
    metrics: {
      add: (name, value, ..._dimensions) => {
        added[name] = value;
      },
      publish: () => undefined,
    },
    runInRequest: (_state, work) => work(),
    sleep: async () => undefined,
  });
  return { load, log, added };
}

/** Nothing else is done meanwhile, as while code is compiled. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('the load of a task', () => {
  it('is not too much because the event loop was late for a moment', () => {
    const { load } = setUp();
    block(400);
    expect(load.isTooMuch()).toBe(false);
  });

  it('is too much when it has been late for more than a second', () => {
    const { load } = setUp();
    block(1_300);
    expect(load.isTooMuch()).toBe(true);
  });

  it('is told of by how many were refused, and by the most that was under way', async () => {
    const { load, log, added } = setUp();
    await load.takePlace(STAYS);
    load.noteRefusal();
    load.noteRefusal();
    await new Promise((resolve) => setTimeout(resolve, 60));
    load.report();
    expect(log.events).toMatchObject([{ name: 'REQUESTS_SHED', fields: { refused: 2, inFlight: 1 } }]);
    expect(added).toMatchObject({ RequestsShed: 2, RequestsInFlight: 1 });
    load.report();
    expect(log.events).toHaveLength(1);
    expect(added).toMatchObject({ RequestsShed: 0 });
  });
});
