import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { OmniError } from '../lib/domain/errors.ts';
import type { ServedSummary } from '../lib/insights/served-summary.ts';
import { aGet, aPost, buildTestApp, ROUTE, started } from '../tests/fixtures/api.ts';
import { aRecord } from '../tests/fixtures/domain.ts';
import type { AppDependencies } from './app.ts';

const REQUEST_METRICS = ['Requests', 'RequestsRejected', 'RequestsFailed', 'AuthRejected'];
const SUMMARY_METRICS = [
  'SummaryRequests',
  'SummaryLatency',
  'SummaryDegraded',
  'SummaryFailovers',
  'SummaryHedges',
  'SummariesByModel',
  'ReuseEligible',
  'SummaryReused',
  'TransferReused',
  'SummaryCoalesced',
  'SummaryUnstored',
  'SummaryDeferred',
  'SummaryCost',
  'RetryQueueDepth',
  'NoInteractions',
  'SentencesRemoved',
  'SentencesUngrounded',
  'HistoryTruncated',
  'InteractionsSkipped',
  'HistoryUnusable',
  'ModelCalls',
  'ModelLatency',
  'ModelTimeouts',
  'ModelThrottles',
  'InputTokens',
  'OutputTokens',
  'PromptCacheReadTokens',
  'PromptCacheWriteTokens',
];

/** What is answered once more was paid for and stored once. */
const REPEATED_METRICS = [
  'SummaryRequests',
  'SummaryLatency',
  'SummaryDegraded',
  'SummariesByModel',
  'ReuseEligible',
  'SummaryReused',
  'TransferReused',
  'SummaryCoalesced',
  'NoInteractions',
  'RetryQueueDepth',
];
const FIRST = { requestId: '01JEXAMPLE', ageMs: 4_000 };

interface Outcome {
  readonly name: string;
  readonly request: InjectOptions;
  readonly overrides?: Partial<AppDependencies>;
  readonly status: number;
  readonly route?: string;
  readonly events: readonly string[];
  readonly metrics?: readonly string[];
}

const NO_CONTACTS = {
  contacts7d: 0,
  contacts30d: 0,
  byChannel: {},
  lastContactAt: null,
  lastChannel: null,
  openIssues: 0,
};

const rejected = { events: ['REQUEST_REJECTED'] };
const failed = { events: ['REQUEST_FAILED'] };

const OUTCOMES: readonly Outcome[] = [
  {
    name: 'a summary',
    request: aPost(),
    status: 200,
    events: ['SUMMARY_READY', 'SUMMARY_STORED'],
    metrics: SUMMARY_METRICS,
  },
  {
    name: 'a degraded summary',
    request: aPost(),
    overrides: summarizing({ status: 'degraded', reason: 'model_timeout' }),
    status: 200,
    events: ['SUMMARY_DEGRADED', 'SUMMARY_READY', 'SUMMARY_STORED'],
    metrics: SUMMARY_METRICS,
  },
  {
    name: 'no interactions',
    request: aPost(),
    overrides: summarizing({ status: 'no_interactions', attempts: [] }),
    status: 200,
    events: ['NO_INTERACTIONS', 'SUMMARY_READY', 'SUMMARY_STORED'],
    metrics: SUMMARY_METRICS.filter((name) => name !== 'ModelCalls' && name !== 'ModelLatency'),
  },
  {
    name: 'a summary that S3 has not taken yet',
    request: aPost(),
    overrides: summarizing({}, { storedIn: 'ddb' }),
    status: 200,
    events: ['SUMMARY_READY', 'SUMMARY_STORED', 'STORE_DEFERRED'],
    metrics: SUMMARY_METRICS,
  },
  {
    name: 'records of other days that cannot be read',
    request: aPost(),
    overrides: summarizing({
      status: 'no_interactions',
      attempts: [],
      coverage: { found: 0, foundCapped: false, used: 0, skipped: 3, truncated: false },
    }),
    status: 200,
    events: ['NO_INTERACTIONS', 'SUMMARY_READY', 'SUMMARY_STORED'],
    metrics: SUMMARY_METRICS.filter((name) => name !== 'ModelCalls' && name !== 'ModelLatency'),
  },
  {
    name: 'a long history',
    request: aPost(),
    overrides: summarizing({
      coverage: { found: 60, foundCapped: false, used: 60, skipped: 0, truncated: true },
    }),
    status: 200,
    events: ['HISTORY_TRUNCATED', 'SUMMARY_READY', 'SUMMARY_STORED'],
    metrics: SUMMARY_METRICS,
  },
  {
    name: 'records that cannot be read',
    request: aPost(),
    overrides: summarizing({
      status: 'no_interactions',
      attempts: [],
      coverage: { found: 0, foundCapped: false, used: 0, skipped: 3, truncated: false },
      customer: NO_CONTACTS,
    }),
    status: 200,
    events: ['HISTORY_UNUSABLE', 'SUMMARY_READY', 'SUMMARY_STORED'],
    metrics: SUMMARY_METRICS.filter((name) => name !== 'ModelCalls' && name !== 'ModelLatency'),
  },
  {
    name: 'a summary that was given before',
    request: aPost(),
    overrides: summarizing({ cacheHit: true }, { reused: { how: 'repeated', ...FIRST } }),
    status: 200,
    events: ['SUMMARY_REUSED', 'SUMMARY_READY'],
    metrics: REPEATED_METRICS,
  },
  {
    name: 'a summary that was waited for together',
    request: aPost(),
    overrides: summarizing({ cacheHit: true, failover: true }, { reused: { how: 'joined', ...FIRST } }),
    status: 200,
    events: ['COALESCED', 'SUMMARY_READY'],
    metrics: REPEATED_METRICS,
  },
  {
    name: 'a text that was taken over on a transfer',
    request: aPost(),
    overrides: summarizing({ cacheHit: true, attempts: [] }, { reused: { how: 'transferred', ...FIRST } }),
    status: 200,
    events: ['TRANSFER_REUSED', 'SUMMARY_READY', 'SUMMARY_STORED'],
    metrics: SUMMARY_METRICS.filter((name) => name !== 'ModelCalls' && name !== 'ModelLatency'),
  },
  { name: 'malformed JSON', request: aPost({ payload: '{' }), status: 400, ...rejected },
  { name: 'an invalid body', request: aPost({ body: { x: 1 } }), status: 400, ...rejected },
  { name: 'too large a body', request: aPost({ payload: 'x'.repeat(40_000) }), status: 413, ...rejected },
  {
    name: 'another media type',
    request: aPost({ headers: { 'content-type': 'application/xml' } }),
    status: 415,
    ...rejected,
  },
  {
    name: 'no token',
    request: aPost({ token: null }),
    status: 401,
    events: ['AUTH_REJECTED'],
  },
  {
    name: 'an expired token',
    request: aPost({ token: 'expired' }),
    status: 401,
    events: ['AUTH_REJECTED'],
  },
  {
    name: 'a missing scope',
    request: aPost({ token: 'read-only' }),
    status: 403,
    events: ['AUTHZ_DENIED'],
    metrics: ['AuthorizationDenied'],
  },
  {
    name: 'a token without a tenant where one is required',
    request: aPost({ token: 'no-tenant' }),
    overrides: { tenantRequired: true },
    status: 403,
    events: ['AUTHZ_DENIED'],
    metrics: ['AuthorizationDenied'],
  },
  {
    name: 'a client over its rate',
    request: aPost(),
    overrides: {
      rateLimit: {
        takeToken: () => ({ granted: false, remaining: 0, retryAfterSeconds: 3 }),
        burst: 600,
      },
    },
    status: 429,
    metrics: ['RateLimited'],
    ...rejected,
  },
  {
    name: 'an id of another account',
    request: aPost({ body: { unique_process_id: 'upi-7' } }),
    overrides: { summarize: () => Promise.reject(new OmniError('id_conflict')) },
    status: 409,
    ...rejected,
  },
  {
    name: 'more than 64 header lines',
    request: aPost({ headers: Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`x-${n}`, '1'])) }),
    status: 431,
    ...rejected,
  },
  {
    name: 'an unknown summary',
    request: aGet('upi-1'),
    status: 404,
    route: `GET ${ROUTE}/:unique_process_id`,
    ...rejected,
  },
  { name: 'an unknown route', request: { url: '/nowhere' }, status: 404, route: 'GET (none)', ...rejected },
  { name: 'keys that are down', request: aPost({ token: 'keys-down' }), status: 503, ...failed },
  {
    name: 'a history that is down',
    request: aPost(),
    overrides: throwing(new OmniError('history_unavailable', { retryable: true })),
    status: 503,
    ...failed,
  },
  {
    name: 'a fault of ours',
    request: aPost(),
    overrides: throwing(new TypeError('x')),
    status: 500,
    ...failed,
  },
];

describe.each(OUTCOMES)('$name', ({ request, overrides = {}, status, route, events, metrics = [] }) => {
  test(`is answered ${status}, logged by name and metered once`, async () => {
    const app = buildTestApp(overrides);
    const response = await app.send(request);

    expect(response.statusCode).toBe(status);
    expect(app.log.names).toEqual(['REQUEST_RECEIVED', ...events, 'REQUEST_COMPLETED']);
    const added = app.metrics.added.map(({ name }) => name);
    expect(added.toSorted()).toEqual([...metrics, ...REQUEST_METRICS].toSorted());
    expect(app.metrics.added).toContainEqual({ name: 'Requests', value: 1 });
    expect(app.metrics.added).toContainEqual({
      name: 'RequestsRejected',
      value: Number(status >= 400 && status < 500),
    });
    expect(app.metrics.added).toContainEqual({ name: 'RequestsFailed', value: Number(status >= 500) });
    expect(app.metrics.published).toEqual([response.headers['x-request-id']]);
    expect(app.log.events.at(-1)?.fields).toMatchObject({ status, route: route ?? `POST ${ROUTE}` });
  });
});

describe('an unknown route', () => {
  test.each([
    ['GET', '/'],
    ['GET', ROUTE],
    ['PUT', ROUTE],
    ['DELETE', `${ROUTE}/upi-1`],
    ['OPTIONS', ROUTE],
    ['POST', `${ROUTE}/`],
    ['POST', '/Omni-Channel-Insights'],
    ['GET', `${ROUTE}/upi-1/`],
    ['POST', '/livez'],
  ] as const)('%s %s is a 404 problem that needs no token', async (method, url) => {
    const { app } = buildTestApp();
    const response = await app.inject({ method, url });
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:route_not_found',
      title: expect.any(String),
      status: 404,
      detail: expect.stringContaining('omni-channel-insights'),
      code: 'route_not_found',
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
  });
});

describe('a programming error', () => {
  const SECRET = 'note of customer 1234567890';

  test('is a 500 that says nothing of the inside', async () => {
    const { app } = buildTestApp(throwing(new TypeError(SECRET)));
    const response = await app.inject(aPost());
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:internal_error',
      title: 'Internal error',
      status: 500,
      code: 'internal_error',
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
  });

  test('is logged with its name and where it was thrown, without its message', async () => {
    const { send, log } = buildTestApp(throwing(new TypeError(SECRET)));
    await send(aPost());
    expect(log.events).toContainEqual({
      name: 'REQUEST_FAILED',
      fields: {
        code: 'internal_error',
        fault: 'TypeError',
        at: expect.arrayContaining([expect.stringContaining('app.test.ts')]),
      },
    });
    expect(JSON.stringify(log.events)).not.toContain(SECRET);
  });

  test('is logged by the cause when an error of ours has one', async () => {
    const cause = Object.assign(new Error(SECRET), { code: 'ECONNRESET' });
    const { send, log } = buildTestApp(throwing(new OmniError('history_unavailable', { cause })));
    await send(aPost());
    expect(log.events[1]?.fields).toMatchObject({ code: 'history_unavailable', fault: 'ECONNRESET' });
  });

  test.each([
    ['text', SECRET],
    ['null', null],
    ['an object', { message: SECRET, statusCode: 404 }],
  ])('is a 500 also when %s is thrown', async (_name, thrown) => {
    const { send, log } = buildTestApp(throwing(thrown));
    const response = await send(aPost());
    expect(response.json()).toMatchObject({ status: 500, code: 'internal_error' });
    expect(response.body + JSON.stringify(log.events)).not.toContain(SECRET);
  });
});

describe('a value of the request', () => {
  const MARK = 'zq7mark';
  const requests: readonly [string, InjectOptions][] = [
    ['malformed JSON', aPost({ payload: `{"contact_id":${MARK}` })],
    ['JSON cut in a value', aPost({ payload: `{"contact_id":"${MARK}` })],
    ['poisoning', aPost({ payload: `{"__proto__":"${MARK}"}` })],
    ...['account_number', 'contact_id', 'initial_contact_id', 'unique_process_id', 'agent_key'].map(
      (member): [string, InjectOptions] => [member, aPost({ body: { [member]: `${MARK} <b>` } })],
    ),
    ...['ivr_intent', 'language', 'max_history_days', 'max_interactions', 'channel_filter'].map(
      (member): [string, InjectOptions] => [member, aPost({ body: { [member]: `${MARK} <b>` } })],
    ),
    ['a channel', aPost({ body: { channel_filter: [MARK] } })],
    ['the current interaction', aPost({ body: { current_interaction: { channel: MARK, text: MARK } } })],
    ['an unknown member', aPost({ body: { colour: MARK } })],
    ['the name of an unknown member with other characters', aPost({ body: { [`${MARK} 1`]: 1 } })],
    ['the media type', aPost({ headers: { 'content-type': `text/${MARK}` } })],
    ['a forged token', aPost({ token: MARK })],
    ['a valid request that fails', aPost({ body: { contact_id: MARK } })],
    ['the path of a summary', aGet(MARK)],
    ['the path of a summary with a bad id', aGet(`${MARK}%20`)],
    ['the query', aGet(`upi-1?x=${MARK}`)],
    ['an unknown path', { url: `/${MARK}` }],
    ['another header', { url: '/nowhere', headers: { 'x-request-id': MARK, cookie: MARK } }],
  ];

  test.each(requests)('in %s comes back in no error and in no log line', async (_name, request) => {
    const { send, log } = buildTestApp(throwing(new TypeError('x')));
    const response = await send(request);
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.body + JSON.stringify(response.headers)).not.toContain(MARK);
    expect(JSON.stringify(log.events)).not.toContain(MARK);
  });
});

describe('hostile requests', () => {
  test.each([
    ['is not percent-encoding', '%zzSECRET', 400],
    ['is not UTF-8', '%F0%9FSECRET', 400],
    ['is far too long', 'SECRET'.repeat(200), 400],
  ])('a path that %s is a problem without the path', async (_name, id, status) => {
    const { send } = buildTestApp();
    const response = await send(aGet(id));
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body).not.toContain('SECRET');
  });

  test('a path that cannot be read has a request id and is logged', async () => {
    const { send, log } = buildTestApp();
    const response = await send(aGet('%zz'));
    expect(response.headers).toHaveProperty('x-request-id');
    expect(log.names).toContain('REQUEST_REJECTED');
  });

  test('QUERY without a media type is not a fault of ours', async () => {
    const { app } = buildTestApp();
    const response = await app.inject({ method: 'QUERY', url: '/' });
    expect(response.statusCode).toBeLessThan(500);
  });

  test('a line of a message that looks like a frame is not logged', async () => {
    const { send, log } = buildTestApp(throwing(new Error('Not JSON: "\n    at 1234567890 Main Street"')));
    await send(aPost());
    expect(JSON.stringify(log.events)).not.toContain('Main Street');
  });
});

function throwing(thrown: unknown): Partial<AppDependencies> {
  return {
    summarize: async () => {
      throw thrown;
    },
  };
}

function summarizing(
  changes: Parameters<typeof aRecord>[0],
  { storedIn = 'ddb+s3', reused = null }: Partial<Pick<ServedSummary, 'storedIn' | 'reused'>> = {},
): Partial<AppDependencies> {
  return {
    summarize: async () =>
      started({
        record: aRecord(changes),
        historyTokens: { from: 2_000, to: 850 },
        storedIn,
        reused,
      }),
  };
}
