import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type VirtualTime, virtualTime } from '../../tests/fixtures/virtual-time.ts';
import { inFlightLimit } from './in-flight-limit.ts';

const STAYS = new AbortController().signal;

function setUp({ most = 2, mostWaiting = 2, waitMs = 100 } = {}) {
  const time = virtualTime();
  const limit = inFlightLimit({ most, mostWaiting, waitMs, sleep: time.sleep });
  return { time, ...limit };
}

describe('inFlightLimit', () => {
  it('gives places up to its limit, and one again when one is left', async () => {
    const { take, taken, isFull } = setUp({ most: 2, mostWaiting: 0 });
    const [first] = [await take(STAYS), await take(STAYS)];
    expect([taken(), isFull(), await take(STAYS)]).toEqual([2, true, null]);
    first?.();
    expect([taken(), isFull()]).toEqual([1, false]);
    expect(await take(STAYS)).not.toBeNull();
  });

  it('hands a place to who has waited longest', async () => {
    const { take, taken } = setUp({ most: 1 });
    const leave = await take(STAYS);
    const order: string[] = [];
    const wait = async (name: string) => {
      const place = await take(STAYS);
      order.push(name);
      place?.();
    };
    const waits = [wait('first'), wait('second')];
    leave?.();
    await Promise.all(waits);
    expect([order, taken()]).toEqual([['first', 'second'], 0]);
  });

  it('refuses at once when as many wait as may', async () => {
    const { take, isFull } = setUp({ most: 1, mostWaiting: 1 });
    await take(STAYS);
    void take(STAYS);
    expect(isFull()).toBe(true);
    expect(await take(STAYS)).toBeNull();
  });

  it('refuses who has waited as long as one may, and nobody takes that one’s place', async () => {
    const { take, taken, time } = setUp({ most: 1, waitMs: 100 });
    const leave = await take(STAYS);
    const refused = take(STAYS).then((place) => [place, time.now()]);
    await time.run();
    expect(await refused).toEqual([null, 100]);
    leave?.();
    expect(taken()).toBe(0);
  });

  it('forgets who does not want to wait any more', async () => {
    const { take, taken } = setUp({ most: 1, mostWaiting: 1 });
    const leave = await take(STAYS);
    const client = new AbortController();
    const gone = take(client.signal);
    client.abort();
    expect(await gone).toBeNull();
    leave?.();
    expect(taken()).toBe(0);
  });

  it('takes a place back once, however often it is left', async () => {
    const { take, taken } = setUp({ most: 2 });
    const leave = await take(STAYS);
    await take(STAYS);
    leave?.();
    leave?.();
    expect(taken()).toBe(1);
  });

  it('never has more work than its limit, lets nobody wait too long, and has no place left over', async () => {
    const arrival = fc.record({
      atMs: fc.nat({ max: 300 }),
      takesMs: fc.nat({ max: 120 }),
      leavesAfterMs: fc.option(fc.nat({ max: 120 })),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrival, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat({ max: 4 }),
        async (arrivals, most, mostWaiting) => {
          const { take, taken, time } = setUp({ most, mostWaiting, waitMs: 50 });
          let highest = 0;
          let longestMs = 0;
          const works = arrivals.map(async ({ atMs, takesMs, leavesAfterMs }) => {
            await time.sleep(atMs, STAYS);
            const place = await take(leavesAfterMs === null ? STAYS : signalAfter(time, leavesAfterMs));
            longestMs = Math.max(longestMs, time.now() - Math.max(1, atMs));
            highest = Math.max(highest, taken());
            if (place === null) return;
            await time.sleep(takesMs, STAYS);
            place();
          });
          await time.run();
          await Promise.all(works);
          expect(highest).toBeLessThanOrEqual(most);
          expect(longestMs).toBeLessThanOrEqual(51);
          expect(taken()).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

function signalAfter(time: VirtualTime, ms: number): AbortSignal {
  const controller = new AbortController();
  time.after(ms, () => controller.abort());
  return controller.signal;
}
