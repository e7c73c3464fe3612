import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../integration/test-api.ts';
import { type Balancer, startBalancer } from './balancer/balancer.ts';
import { keepResult } from './results.ts';

const REUSES = Number(process.env.CHAOS_REUSES ?? 200);
const CONNECTIONS = 250;
const OPENING_MS = 1_000;
const TIMEOUT_MS = 60_000 + REUSES * 200;
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

interface Timeouts {
  readonly apiClosesAfterMs: number;
  readonly balancerClosesAfterMs: number;
  /** When the next request is sent on a connection that has nothing to do. */
  readonly reuseAfterMs: () => number;
}

/** A balancer whose connections are all used again and again, each after its pause. */
async function startReusing(timeouts: Timeouts): Promise<Balancer> {
  const { apiClosesAfterMs, balancerClosesAfterMs, reuseAfterMs } = timeouts;
  api = await startTestApi({ KEEP_ALIVE_TIMEOUT_MS: String(apiClosesAfterMs - CLOSED_LATER_MS) });
  const started = await startBalancer({
    idleTimeoutMs: balancerClosesAfterMs,
    readyzEveryMs: null,
    onIdle: { after: reuseAfterMs, call: send },
  });
  balancer = started;
  started.add(api.url);
  for (let connections = 0; connections < CONNECTIONS; connections += 1) open();
  return started;

  /** Has nothing to do only when all others are open too: one that had would be used for the next. */
  function open(): void {
    const opening = request(`${started.url}/livez`, { method: 'POST', agent: false }, (answer) =>
      answer.resume(),
    );
    opening.on('error', () => undefined);
    opening.flushHeaders();
    setTimeout(() => opening.end(), OPENING_MS);
  }

  function send(): void {
    fetch(`${started.url}/livez`)
      .then((answer) => answer.text())
      .catch(() => undefined);
  }
}

describe('a connection that is used again when it is about to be closed', () => {
  it('is kept by the API for longer than by the load balancer in AWS', async () => {
    api = await startTestApi();
    const { headers } = await fetch(`${api.url}/livez`);
    const seconds = Number(/\btimeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1]);
    expect(seconds).toBeGreaterThan(REAL_IDLE_TIMEOUT_S);
  });

  it('is never reset when the API keeps it for longer than the balancer, as 72 s are to 60 s', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { figures } = await startReusing({
      apiClosesAfterMs: 1.2 * IDLE_TIMEOUT_MS,
      balancerClosesAfterMs: IDLE_TIMEOUT_MS,
      reuseAfterMs: () => 0.95 * IDLE_TIMEOUT_MS,
    });
    const reuses = () => figures.idleMs.filter((ms) => ms >= NEAR_LIMIT_MS).length;
    await expect.poll(reuses, { timeout: TIMEOUT_MS, interval: 200 }).toBeGreaterThanOrEqual(REUSES);
    const { resets, unserved } = figures;
    keepResult('keep-alive', { reuses: reuses(), resets, idleTimeoutMs: IDLE_TIMEOUT_MS });
    expect([resets, unserved]).toEqual([0, 0]);
  });

  it('is reset now and then when the API closes it first (control)', { timeout: TIMEOUT_MS }, async () => {
    const { figures } = await startReusing({
      apiClosesAfterMs: IDLE_TIMEOUT_MS,
      balancerClosesAfterMs: 1.2 * IDLE_TIMEOUT_MS,
      reuseAfterMs: () => IDLE_TIMEOUT_MS - 20 + Math.random() * 30,
    });
    await expect.poll(() => figures.resets, { timeout: TIMEOUT_MS, interval: 200 }).toBeGreaterThan(0);
  });
});
