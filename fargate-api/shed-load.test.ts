import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ServedSummary } from '../lib/insights/served-summary.ts';
import { inFlightLimit } from '../lib/resilience/in-flight-limit.ts';
import { aGet, aPost, buildTestApp, NO_LOAD } from '../tests/fixtures/api.ts';
import { aRecord } from '../tests/fixtures/domain.ts';

const SERVED: ServedSummary = {
  record: aRecord(),
  historyTokens: null,
  storedIn: 'ddb+s3',
  reused: null,
};

/** A task with so much to do that it refuses, or with a single place and nobody who may wait. */
function setUp({ isTooMuch = false } = {}) {
  const refused: unknown[] = [];
  const made: PromiseWithResolvers<ServedSummary>[] = [];
  const limit = inFlightLimit({ most: 1, mostWaiting: 0, waitMs: 100, sleep: async () => undefined });
  const test = buildTestApp({
    load: {
      ...NO_LOAD,
      isTooMuch: () => isTooMuch,
      takePlace: limit.take,
      noteRefusal: () => refused.push(null),
    },
    summarize: async () => {
      const making = Promise.withResolvers<ServedSummary>();
      made.push(making);
      return { preliminary: () => ({ ...SERVED.record, status: 'preliminary' }), served: making.promise };
    },
  });
  return { ...test, refused, made, limit };
}

describe('a task with too much to do', () => {
  it.each([
    ['a POST', aPost()],
    ['a GET', aGet('upi-1')],
    ['a POST without a token', aPost({ token: null })],
  ])('refuses %s before anything else, with when to come back', async (_name, request) => {
    const { send, refused, log, metrics } = setUp({ isTooMuch: true });
    const answer = await send(request);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(['1', '2', '3']).toContain(answer.headers['retry-after']);
    expect(answer.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:overloaded',
      title: expect.any(String),
      status: 503,
      code: 'overloaded',
      retryable: true,
      request_id: answer.headers['x-request-id'],
    });
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-latency-ms': expect.stringMatching(/^\d{1,3}$/),
    });
    expect(refused).toHaveLength(1);
    expect([log.names, metrics.added, metrics.published]).toEqual([[], [], []]);
  });

  it('answers health checks, so that it is not taken for dead', async () => {
    const { app } = setUp({ isTooMuch: true });
    expect((await app.inject('/livez')).statusCode).toBe(200);
    expect((await app.inject('/readyz')).statusCode).toBe(200);
  });

  it('is not ready when hardly anything is done any more', async () => {
    const { app } = buildTestApp({ load: { ...NO_LOAD, isStuck: () => true } });
    expect((await app.inject('/livez')).statusCode).toBe(200);
    expect((await app.inject('/readyz')).statusCode).toBe(503);
  });
});

describe('a summary', () => {
  it('has the only place until it is there, and another one is refused meanwhile', async () => {
    const { send, made, refused } = setUp();
    const first = send(aPost());
    await expect.poll(() => made).toHaveLength(1);
    const second = await send(aPost());
    expect([second.statusCode, second.json().code, refused.length]).toEqual([503, 'overloaded', 1]);
    made[0]?.resolve(SERVED);
    expect((await first).statusCode).toBe(200);
  });

  it('keeps its place after facts were answered, until it is there itself', async () => {
    const { send, made, limit } = setUp();
    const facts = await send(aPost({ headers: { prefer: 'wait=0' } }));
    expect(facts.json()).toMatchObject({ status: 'preliminary' });
    expect((await send(aPost())).statusCode).toBe(503);
    made[0]?.resolve(SERVED);
    await expect.poll(limit.taken).toBe(0);
  }, 5_000);

  it('gives its place back when it fails', async () => {
    const { send, made, limit } = setUp();
    const failing = send(aPost());
    await expect.poll(() => made).toHaveLength(1);
    made[0]?.reject(new Error('a fault of ours'));
    expect((await failing).statusCode).toBe(500);
    await expect.poll(limit.taken).toBe(0);
  });

  it('needs no place when its request is refused before', async () => {
    const { send, limit } = setUp();
    await send(aPost({ body: { contact_id: '' } }));
    await send(aPost({ token: null }));
    await setImmediate();
    expect(limit.taken()).toBe(0);
  });
});
