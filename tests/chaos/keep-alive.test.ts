import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../integration/test-api.ts';
import { type Balancer, startBalancer } from './balancer/balancer.ts';
import { keepResult } from './results.ts';

const REUSES = Number(process.env.CHAOS_REUSES ?? 200);
const AT_ONCE = 250;
const MOST_ROUNDS = 60;
/** Node closes a connection this much later than it says that it will. */
const CLOSED_LATER_MS = 1_000;
/** Of the load balancer in AWS, in seconds. */
const REAL_IDLE_TIMEOUT_S = 60;
const IDLE_TIMEOUT_MS = 2_000;
/** From here on a connection is about to be closed. */
const NEAR_LIMIT_MS = 0.9 * IDLE_TIMEOUT_MS;

let api: TestApi | undefined;
let balancer: Balancer | undefined;
afterEach(async () => {
  await balancer?.close();
  await api?.stop();
});

async function start({ apiClosesAfterMs, balancerClosesAfterMs }: Readonly<Record<string, number>>) {
  const KEEP_ALIVE_TIMEOUT_MS = String((apiClosesAfterMs ?? 0) - CLOSED_LATER_MS);
  api = await startTestApi({ KEEP_ALIVE_TIMEOUT_MS });
  balancer = await startBalancer({ idleTimeoutMs: balancerClosesAfterMs ?? 0, readyzEveryMs: null });
  balancer.add(api.url);
  return balancer;
}

/** Many requests at once, again and again after a pause in which all connections are idle, until it is enough. */
async function reuseAfter(pauseMs: number, { url }: Balancer, isEnough: () => boolean): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS && !isEnough(); round += 1) {
    await Promise.all(Array.from({ length: AT_ONCE }, async () => (await fetch(`${url}/livez`)).text()));
    await delay(pauseMs);
  }
}

describe('a connection that is used again when it is about to be closed', () => {
  it('is kept by the API for longer than by the load balancer in AWS', async () => {
    api = await startTestApi();
    const { headers } = await fetch(`${api.url}/livez`);
    const seconds = Number(/\btimeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1]);
    expect(seconds).toBeGreaterThan(REAL_IDLE_TIMEOUT_S);
  });

  it('is never reset when the API keeps it for longer than the balancer, as 72 s are to 60 s', async () => {
    const { figures, ...running } = await start({
      apiClosesAfterMs: 1.2 * IDLE_TIMEOUT_MS,
      balancerClosesAfterMs: IDLE_TIMEOUT_MS,
    });
    const reuses = () => figures.idleMs.filter((ms) => ms >= NEAR_LIMIT_MS).length;
    await reuseAfter(0.93 * IDLE_TIMEOUT_MS, { figures, ...running }, () => reuses() >= REUSES);
    keepResult('keep-alive', { reuses: reuses(), resets: figures.resets, idleTimeoutMs: IDLE_TIMEOUT_MS });
    expect(reuses()).toBeGreaterThanOrEqual(REUSES);
    expect([figures.resets, figures.unserved]).toEqual([0, 0]);
  });

  it('is reset now and then when the API closes it first (control)', async () => {
    const running = await start({
      apiClosesAfterMs: IDLE_TIMEOUT_MS,
      balancerClosesAfterMs: 1.2 * IDLE_TIMEOUT_MS,
    });
    await reuseAfter(IDLE_TIMEOUT_MS - 20, running, () => running.figures.resets > 0);
    expect(running.figures.resets).toBeGreaterThan(0);
  });
});
