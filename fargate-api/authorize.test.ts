import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { aGet, aPost, buildTestApp, ROUTE } from '../tests/fixtures/api.ts';
import { callerOf } from './authorize.ts';

const REJECTIONS = [
  { name: 'no token', token: null, status: 401, code: 'token_missing', challenge: 'Bearer' },
  {
    name: 'an expired token',
    token: 'expired',
    status: 401,
    code: 'token_expired',
    challenge: 'Bearer error="invalid_token", error_description="token_expired"',
  },
  {
    name: 'an invalid token',
    token: 'forged',
    status: 401,
    code: 'token_invalid',
    challenge: 'Bearer error="invalid_token", error_description="token_invalid"',
  },
];

describe.each(REJECTIONS)('$name', ({ token, status, code, challenge }) => {
  test.each([
    ['POST', aPost({ token })],
    ['GET', aGet('upi-1', { token })],
  ])('on %s is answered 401 with a challenge', async (_method, request) => {
    const { app, tasks } = buildTestApp();
    const response = await app.inject(request);
    expect(response.statusCode).toBe(status);
    expect(response.headers['www-authenticate']).toBe(challenge);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: `urn:omni-channel-insights:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
    expect(tasks).toEqual([]);
  });

  test.each([
    ['malformed JSON', { payload: '{' }],
    ['an unknown member', { body: { nonsense: 1 } }],
    ['too large', { payload: 'x'.repeat(40_000) }],
    ['of another media type', { headers: { 'content-type': 'application/xml' } }],
  ])('is told before the body is looked at, also when that is %s', async (_name, broken) => {
    const { app } = buildTestApp();
    const response = await app.inject(aPost({ token, ...broken }));
    expect(response.json()).toMatchObject({ status: 401, code });
  });

  test('is told before the id of the path is looked at', async () => {
    const { app } = buildTestApp();
    const response = await app.inject(aGet('a'.repeat(129), { token }));
    expect(response.json()).toMatchObject({ status: 401, code });
  });
});

describe('a token without the scope of the route', () => {
  test.each([
    ['POST', aPost({ token: 'read-only' }), 'insights/summarize'],
    ['POST', aPost({ token: 'feedback-only', payload: '{' }), 'insights/summarize'],
    ['GET', aGet('upi-1', { token: 'summarize-only' }), 'insights/read'],
    ['GET', aGet('a'.repeat(129), { token: 'feedback-only' }), 'insights/read'],
  ])('on %s is answered 403 naming the scope', async (_method, request, scope) => {
    const { app, tasks } = buildTestApp();
    const response = await app.inject(request);
    expect(response.statusCode).toBe(403);
    expect(response.headers['www-authenticate']).toBeUndefined();
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:scope_missing',
      title: expect.any(String),
      status: 403,
      detail: `The token needs the scope ${scope}.`,
      code: 'scope_missing',
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
    expect(tasks).toEqual([]);
  });
});

describe('a token with only the scope of the route', () => {
  test('is let in', async () => {
    const { app } = buildTestApp();
    expect((await app.inject(aPost({ token: 'summarize-only' }))).statusCode).toBe(200);
    expect((await app.inject(aGet('upi-1', { token: 'read-only' }))).statusCode).toBe(404);
  });

  test('names the client in the log lines of the request', async () => {
    const { app, keys } = buildTestApp();
    const response = await app.inject(aPost({ token: 'globex' }));
    expect(keys).toContainEqual({ requestId: response.headers['x-request-id'], clientId: 'client-globex' });
  });
});

test.each([
  ['POST', aPost({ token: 'keys-down' })],
  ['GET', aGet('upi-1', { token: 'keys-down' })],
])('%s while the keys cannot be fetched is a retryable 503, not a 401', async (_method, request) => {
  const { app } = buildTestApp();
  const response = await app.inject(request);
  expect(response.statusCode).toBe(503);
  expect(response.headers['retry-after']).toBe('2');
  expect(response.headers['www-authenticate']).toBeUndefined();
  expect(response.json()).toMatchObject({ code: 'token_keys_unavailable', retryable: true });
});

test('the verifier gets the header as it came', async () => {
  const seen: (string | undefined)[] = [];
  const { app } = buildTestApp({
    tokens: {
      loadKeys: async () => undefined,
      verify: async (header) => {
        seen.push(header);
        return { clientId: 'c', tenant: null, scopes: [] };
      },
    },
  });
  await app.inject({ method: 'POST', url: ROUTE, headers: { authorization: 'bearer  a b' } });
  await app.inject({ method: 'POST', url: ROUTE });
  expect(seen).toEqual(['bearer  a b', undefined]);
});

test('a route that forgot its authorize hook fails instead of serving somebody unknown', async () => {
  const app = Fastify();
  app.decorateRequest('caller', null);
  app.get('/forgotten', async (request) => callerOf(request).clientId);
  expect((await app.inject('/forgotten')).statusCode).toBe(500);
});
