import { describe, expect, test } from 'vitest';
import { tokenBuckets } from '../lib/resilience/token-bucket.ts';
import { aGet, aPost, buildTestApp } from '../tests/fixtures/api.ts';

describe('the rate of a client', () => {
  test('is told with every answer, and over it the client learns when to come back', async () => {
    const { send, metrics } = setUp({ ratePerSecond: 1, burst: 2 });
    const first = await send(aPost());
    await send(aPost());
    const third = await send(aPost());

    expect(first.headers).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
    expect(third.statusCode).toBe(429);
    expect(third.headers).toMatchObject({ 'ratelimit-remaining': '0', 'retry-after': '1' });
    expect(third.json()).toMatchObject({ code: 'rate_limited', retryable: true, status: 429 });
    expect(metrics.added).toContainEqual({
      name: 'RateLimited',
      value: 1,
      dimensions: { client: 'client-acme' },
    });
  });

  test('is one for both routes, and no other client pays for it', async () => {
    const { send } = setUp({ ratePerSecond: 1, burst: 1 });
    expect((await send(aGet('upi-1'))).statusCode).toBe(404);
    expect((await send(aPost())).statusCode).toBe(429);
    expect((await send(aPost({ token: 'globex' }))).statusCode).toBe(200);
  });

  test('counts nobody who is not let in', async () => {
    const { send } = setUp({ ratePerSecond: 1, burst: 1 });
    expect((await send(aPost({ token: 'expired' }))).statusCode).toBe(401);
    expect((await send(aPost({ token: 'feedback-only' }))).statusCode).toBe(403);
    expect((await send(aPost())).statusCode).toBe(200);
  });
});

function setUp({ ratePerSecond, burst }: { ratePerSecond: number; burst: number }) {
  const takeToken = tokenBuckets({ ratePerSecond, burst, mostKeys: 10, now: () => 0 });
  return buildTestApp({ rateLimit: { takeToken, burst } });
}
