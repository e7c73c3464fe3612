import { describe, expect, test } from 'vitest';
import { buildTestApp } from '../../tests/fixtures/api.ts';

describe('GET /livez', () => {
  test.each([true, false])('answers 200 without a token, ready or not (%s)', async (ready) => {
    const { app } = buildTestApp({ readiness: { ready } });
    const response = await app.inject('/livez');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'ok' });
  });
});

describe('GET /readyz', () => {
  test('answers 200 without a token while the task wants traffic', async () => {
    const { app } = buildTestApp({ readiness: { ready: true } });
    const response = await app.inject('/readyz');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'ok' });
  });

  test('answers 503 while the task is not ready', async () => {
    const { app } = buildTestApp({ readiness: { ready: false } });
    const response = await app.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'not_ready' });
  });

  test('follows the readiness from warm-up to shutdown', async () => {
    const readiness = { ready: false };
    const { app } = buildTestApp({ readiness });
    const statuses: number[] = [];
    for (const ready of [false, true, false]) {
      readiness.ready = ready;
      statuses.push((await app.inject('/readyz')).statusCode);
    }
    expect(statuses).toEqual([503, 200, 503]);
  });
});

test.each(['/livez', '/readyz'])('%s leaves no log line and no metric', async (url) => {
  const { send, log, metrics, keys } = buildTestApp();
  await send({ url });
  expect(log.names).toEqual([]);
  expect(metrics.added).toEqual([]);
  expect(metrics.published).toEqual([]);
  expect(keys).toEqual([]);
});

test('health does not look at dependencies: it answers while all of them fail', async () => {
  const down = async () => {
    throw new Error('down');
  };
  const { app } = buildTestApp({
    summarize: down,
    tokens: { verify: down, loadKeys: down },
    awaitNewest: down,
  });
  expect((await app.inject('/livez')).statusCode).toBe(200);
  expect((await app.inject('/readyz')).statusCode).toBe(200);
});
