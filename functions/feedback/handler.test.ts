import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SECURITY_HEADERS } from '../../fargate-api/request-context.ts';
import { feedbackEvent, type SampleEvent, sampleEvent } from '../../tests/fixtures/feedback.ts';
import type { GatewayAnswer } from './gateway-event.ts';

/** The wiring, as far as no store is called: that is in tests/integration/feedback.test.ts. */

const GOOD = { request_id: '01JEXAMPLE', feedback: 'helpful' };
const context = {
  functionName: 'feedback',
  awsRequestId: 'lambda-1',
  getRemainingTimeInMillis: () => 10_000,
};
let call: (event: unknown) => Promise<GatewayAnswer>;
let lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    ACCOUNT_HASH_KEY: '0123456789abcdef',
    SUMMARY_CACHE_TABLE_NAME: 'SummaryCache',
    SUMMARY_BUCKET_NAME: 'omni-summaries-dev',
    TENANCY: 'optional',
  });
  // As on Lambda, where a container has one request at a time.
  delete process.env.AWS_LAMBDA_MAX_CONCURRENCY;
  const { handler } = await import('./handler.ts');
  // biome-ignore lint/suspicious/noExplicitAny: middy wants the types of a whole event and context of Lambda
  call = (event) => (handler as any)(structuredClone(event), context);
});
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      lines.push(JSON.parse(String(line)));
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

const good = feedbackEvent(GOOD);
const withHeaders = (headers: Record<string, string>) => ({
  ...good,
  headers: { ...good.headers, ...headers },
});
const withBody = (body: unknown, isBase64Encoded = false) => ({ ...good, body, isBase64Encoded });
const withoutBody = () => {
  const { body: _, ...event } = good;
  return event;
};
const asBase64 = (bytes: Buffer | string) => withBody(Buffer.from(bytes).toString('base64'), true);

describe('a request that is not let in', () => {
  it.each<[string, SampleEvent, number, string]>([
    ['without the scope', sampleEvent('feedback.no-scope'), 403, 'scope_missing'],
    ['without an authorizer', { ...good, requestContext: { requestId: 'r' } }, 401, 'token_missing'],
    ['with claims that name nobody', feedbackEvent(GOOD, { client_id: '' }), 401, 'token_invalid'],
    [
      'without the scope and with a body that is no JSON',
      { ...sampleEvent('feedback.no-scope'), body: '{' },
      403,
      'scope_missing',
    ],
  ])('%s is told so before its body is looked at', async (_name, event, status, code) => {
    const answer = await call(event);
    expect(answer.statusCode).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({
      status,
      code,
      request_id: event.requestContext.requestId,
    });
    expect(answer.headers['www-authenticate'] !== undefined).toBe(status === 401);
    expect(lines.map(({ message }) => message)).toContain(status === 403 ? 'AUTHZ_DENIED' : 'AUTH_REJECTED');
  });
});

describe('a body that cannot be read', () => {
  it.each<[string, unknown, number, string]>([
    ['cut off', withBody('{"feedback":"helpful"'), 400, 'malformed_json'],
    ['empty', withBody(''), 400, 'malformed_json'],
    ['not there', withoutBody(), 400, 'malformed_json'],
    [
      'naming a member twice',
      withBody('{"request_id":"a","request_id":"b","feedback":"helpful"}'),
      400,
      'malformed_json',
    ],
    ['poisoned', withBody('{"__proto__":{"a":1},"feedback":"helpful"}'), 400, 'malformed_json'],
    ['not UTF-8', asBase64(Buffer.from([0x7b, 0xff, 0x7d])), 400, 'malformed_json'],
    ['a list', withBody('[]'), 400, 'invalid_request'],
    ['larger than 32 KiB', withBody(`"${'x'.repeat(32_767)}"`), 413, 'payload_too_large'],
    ['larger than 32 KiB in bytes', withBody(`"${'é'.repeat(16_384)}"`), 413, 'payload_too_large'],
    ['larger than 32 KiB behind base64', asBase64(`"${'x'.repeat(32_767)}"`), 413, 'payload_too_large'],
    ['of another type', withHeaders({ 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
    [
      'of another charset',
      withHeaders({ 'content-type': 'application/json; charset=latin1' }),
      415,
      'unsupported_media_type',
    ],
    ['compressed', withHeaders({ 'content-encoding': 'gzip' }), 415, 'unsupported_media_type'],
  ])('%s is refused in words that say what to send', async (_name, event, status, code) => {
    const answer = await call(event);
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([status, code]);
    expect(JSON.parse(answer.body).detail ?? JSON.parse(answer.body).errors[0].message).toMatch(/send/i);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });

  it('of exactly 32 KiB is read', async () => {
    expect(JSON.parse((await call(withBody(`"${'x'.repeat(32_766)}"`))).body).code).toBe('invalid_request');
  });
});

describe('a body that is read and not valid', () => {
  it.each<[string, SampleEvent]>([
    ['as a sample', sampleEvent('feedback.invalid-value')],
    ['in base64', asBase64(JSON.stringify({ ...GOOD, feedback: 'great' }))],
    [
      'under a header with capitals',
      {
        ...feedbackEvent({ ...GOOD, feedback: 'great' }),
        headers: { 'Content-Type': 'Application/JSON; charset=UTF-8' },
      },
    ],
    [
      'behind a byte order mark',
      withBody(`\uFEFF${JSON.stringify({ ...GOOD, feedback: 'great' })}`) as SampleEvent,
    ],
  ])('%s is answered with what to send', async (_name, event) => {
    const answer = await call(event);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      type: 'urn:omni-channel-insights:problem:invalid_request',
      title: 'The request is not valid',
      status: 400,
      detail: expect.any(String),
      code: 'invalid_request',
      retryable: false,
      request_id: 'JKJaXmPLvHcESHA=',
      errors: [{ path: 'feedback', message: 'send one of helpful, not_helpful' }],
    });
  });
});

describe('every answer', () => {
  it('has the headers of the API, and lines and metrics that bear its id and its client', async () => {
    const answer = await call(sampleEvent('feedback.invalid-value'));
    expect(answer.headers).toMatchObject({
      'x-request-id': 'JKJaXmPLvHcESHA=',
      'x-latency-ms': expect.stringMatching(/^\d+$/),
      'cache-control': 'no-store',
    });
    const lowerCase = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(lowerCase).toMatchObject(SECURITY_HEADERS);
    expect(Object.keys(lowerCase)).toHaveLength(6);
    const logged = lines.filter(({ message }) => message !== undefined);
    expect(logged.map(({ message }) => message)).toEqual([
      'REQUEST_RECEIVED',
      'REQUEST_REJECTED',
      'REQUEST_COMPLETED',
    ]);
    expect(logged.map(({ request_id }) => request_id)).toEqual(Array(3).fill('JKJaXmPLvHcESHA='));
    expect(logged.at(-1)).toMatchObject({
      client_id: 'salesforce-local',
      status: 400,
      function_request_id: 'lambda-1',
    });
    expect(lines.find((line) => '_aws' in line)).toMatchObject({
      Requests: 1,
      RequestsRejected: 1,
      service: 'feedback',
    });
  });

  it('has no keys of the request before', async () => {
    await call(sampleEvent('feedback.invalid-value'));
    lines = [];
    await call({ ...good, requestContext: { requestId: 'second' } });
    expect(lines.filter(({ client_id }) => client_id !== undefined)).toEqual([]);
    expect(lines.at(0)).toMatchObject({ request_id: 'second' });
  });

  it('to an event that is not of the gateway is a fault of ours that says nothing of the inside', async () => {
    const answer = await call({ Records: [] });
    expect(answer.statusCode).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'internal_error', request_id: 'unknown' });
    expect(JSON.parse(answer.body)).not.toHaveProperty('detail');
  });

  it('never repeats what was sent, nor does any line', async () => {
    const secret = 'secret-4111111111111111';
    for (const event of [
      feedbackEvent({ ...GOOD, comment: [secret], reason: secret }),
      withBody(`{"comment":"${secret}"`),
      withBody(`{"comment":"${secret}","comment":"${secret}"}`),
    ]) {
      expect((await call(event)).body).not.toContain('4111');
    }
    expect(JSON.stringify(lines)).not.toContain('4111');
  });
});
