import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { aRecord } from '../../tests/fixtures/domain.ts';
import { type RetryQueueDependencies, retryQueue, type UnstoredRecord } from './retry-queue.ts';

describe('retryQueue', () => {
  it('tries a record again until the cache has it', async () => {
    const { queue, tries, elapse } = setUp({ failures: 2 });
    queue.add(unstored('a'));
    expect(tries).toEqual([]);
    await elapse();
    await elapse();
    expect(queue.size()).toBe(1);
    await elapse();
    expect(tries).toEqual(['a', 'a', 'a']);
    expect(queue.size()).toBe(0);
  });

  it('waits longer with each failure, and not at all once the store is back', async () => {
    const { queue, waits, elapse } = setUp({ failures: 3 });
    for (const id of ['a', 'b', 'c']) queue.add(unstored(id));
    for (let time = 0; time < 5; time += 1) await elapse();
    expect(waits).toEqual([1, 2, 3, 4]);
    expect(queue.size()).toBe(0);
  });

  it('tries one at a time, the oldest first', async () => {
    const { queue, tries, elapse } = setUp({ failures: 0 });
    for (const id of ['a', 'b', 'c']) queue.add(unstored(id));
    await elapse();
    expect(tries).toEqual(['a', 'b', 'c']);
  });

  it('stores the others although one is never taken', async () => {
    const stored: string[] = [];
    const { queue, elapse } = setUp({
      store: async ({ body }) => {
        const inCache = body !== 'refused';
        if (inCache) stored.push(body);
        return { inCache, inAny: inCache };
      },
    });
    for (const id of ['refused', 'a', 'b']) queue.add(unstored(id));
    for (let time = 0; time < 5; time += 1) await elapse();
    expect(stored).toEqual(['a', 'b']);
    expect(queue.size()).toBe(1);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'also tries a record that comes %i steps after the last one was stored',
    async (steps) => {
      const { queue, elapse } = setUp({
        store: async ({ body }) => {
          if (body === 'a') afterSteps(steps, () => queue.add(unstored('b')));
          return { inCache: true, inAny: true };
        },
      });
      queue.add(unstored('a'));
      for (let time = 0; time < 3; time += 1) await elapse();
      expect(queue.size()).toBe(0);
    },
  );

  it('starts again for a record that comes after it was empty', async () => {
    const { queue, tries, elapse } = setUp({ failures: 0 });
    queue.add(unstored('a'));
    await elapse();
    queue.add(unstored('b'));
    await elapse();
    expect(tries).toEqual(['a', 'b']);
  });

  it('gives up the oldest, and says so, when there are more records than it may keep', () => {
    const { queue, dropped } = setUp({ limits: { records: 2, bytes: 1_000 } });
    for (const id of ['a', 'b', 'c']) queue.add(unstored(id));
    expect(queue.size()).toBe(2);
    expect(dropped).toEqual(['a']);
  });

  it('gives up the oldest when there are more bytes than it may keep', () => {
    const { queue, dropped } = setUp({ limits: { records: 10, bytes: 25 } });
    for (const id of ['a', 'b', 'c']) queue.add(unstored(id, '0123456789'));
    expect(queue.size()).toBe(2);
    expect(dropped).toEqual(['a']);
  });

  it('makes the room of a stored record free again', async () => {
    const { queue, dropped, elapse } = setUp({ failures: 0, limits: { records: 10, bytes: 25 } });
    for (const id of ['a', 'b']) queue.add(unstored(id, '0123456789'));
    await elapse();
    for (const id of ['c', 'd']) queue.add(unstored(id, '0123456789'));
    expect(dropped).toEqual([]);
  });

  it('tries everything once more when it is drained, and says how many are in no store', async () => {
    const outcomes = new Map([
      ['a', { inCache: true, inAny: true }],
      ['b', { inCache: false, inAny: true }],
      ['c', { inCache: false, inAny: false }],
    ]);
    const { queue, tries } = setUp({
      store: async ({ body }) => {
        tries.push(body);
        return outcomes.get(body) ?? { inCache: false, inAny: false };
      },
    });
    for (const id of outcomes.keys()) queue.add(unstored(id));
    expect(await queue.drain()).toBe(1);
    expect(tries.toSorted()).toEqual(['a', 'b', 'c']);
    expect(queue.size()).toBe(0);
  });

  it('drains at once when nothing waits', async () => {
    expect(await setUp({}).queue.drain()).toBe(0);
  });
});

/** Steps of the queue of promises, between which other requests go on. */
function afterSteps(steps: number, work: () => void): void {
  queueMicrotask(() => (steps === 0 ? work() : afterSteps(steps - 1, work)));
}

function unstored(id: string, body = id): UnstoredRecord {
  return { record: aRecord({ requestId: id }), body };
}

/** A queue whose waits end when `elapse` is called, on stores that fail the first `failures` times. */
function setUp({ failures = Number.POSITIVE_INFINITY, ...changes }: Settings) {
  const tries: string[] = [];
  const waits: number[] = [];
  const dropped: string[] = [];
  let wake = () => {};
  const queue = retryQueue({
    store: async ({ body }) => {
      tries.push(body);
      const inCache = tries.length > failures;
      return { inCache, inAny: inCache };
    },
    limits: { records: 10, bytes: 1_000 },
    backoffMs: (failed) => failed,
    wait: (ms, signal) => {
      waits.push(ms);
      return new Promise((resolve, reject) => {
        wake = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
    onDropped: ({ record }) => dropped.push(record.requestId),
    ...changes,
  });
  const elapse = async () => {
    wake();
    await setImmediate();
  };
  return { queue, tries, waits, dropped, elapse };
}

interface Settings extends Partial<RetryQueueDependencies> {
  readonly failures?: number;
}
