import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { OmniError } from '../../lib/domain/errors.ts';
import { composeSummary } from '../../lib/domain/summary.ts';
import type { StoredIn } from '../../lib/insights/save-summary.ts';
import { aGet, aPost, buildTestApp, ROUTE, SUMMARY_MS, started } from '../../tests/fixtures/api.ts';
import { aContact, aRecord, NOW_MS } from '../../tests/fixtures/domain.ts';

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const ANSWER_HEADERS = [
  'x-model-used',
  'x-cache-hit',
  'x-latency-ms',
  'x-request-id',
  'x-prompt-version',
  'x-stored',
];

/** The body for `aRecord()`, without what differs between requests. */
const ANSWER = {
  unique_process_id: 'upi-1',
  contact_id: 'abc-123-xyz',
  account_number: '1234567890',
  status: 'ok',
  reason: null,
  summary: 'Asks about $45.',
  sections: {
    reason: 'Asks about $45.',
    open_issues: [],
    history: '',
    promises: [],
    dont_ask_again: [],
    sentiment: '',
    next_best_action: '',
    since_last_agent: null,
  },
  sentences: [{ section: 'reason', text: 'Asks about $45.' }],
  citations: [{ sentence: 0, interactions: ['int-1'] }],
  customer: {
    contacts_7d: 1,
    contacts_30d: 1,
    by_channel: { ivr: 1 },
    last_contact_at: '2025-12-07T10:15:00.000Z',
    last_channel: 'ivr',
    open_issues: 1,
  },
  date_range: '2025-12-07 to 2025-12-07',
  coverage: { found: 1, found_capped: false, used: 1, skipped: 0, truncated: false },
  data_as_of: '2025-12-08T14:32:15.010Z',
  model_used: 'nova-lite',
  model_id: 'us.amazon.nova-lite-v1:0',
  prompt_version: 'v1.0.0',
  cache_hit: false,
  prompt_cache: { tokens_read: 1_776, tokens_written: 0 },
  stored: true,
  generated_at: '2025-12-08T14:32:16.020Z',
  max_history_days: 90,
  max_interactions: 10,
  channel_filter: null,
};

describe('POST /omni-channel-insights', () => {
  test('answers a minimal request with the defaults and with every header of the contract', async () => {
    const { app } = buildTestApp();
    const response = await app.inject(aPost({ body: { unique_process_id: 'upi-1' } }));

    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-model-used': 'nova-lite',
      'x-cache-hit': 'false',
      'x-latency-ms': String(SUMMARY_MS),
      'x-request-id': expect.stringMatching(ULID),
      'x-prompt-version': 'v1.0.0',
      'x-stored': 'ddb+s3',
    });
    expect(response.json()).toEqual({
      ...ANSWER,
      request_id: response.headers['x-request-id'],
      latency_ms: SUMMARY_MS,
    });
  });

  test('asks for what the body says, with the tenant of the token and the moment of arrival', async () => {
    const { app, tasks } = buildTestApp();
    const currentInteraction = { channel: 'ivr', intent: 'billing', text: 'Line one\nline two' };
    const response = await app.inject(
      aPost({
        body: {
          unique_process_id: 'upi-7',
          initial_contact_id: 'abc-123-first',
          ivr_intent: 'billing_inquiry',
          max_history_days: 365,
          max_interactions: 100,
          channel_filter: ['ivr', 'agent'],
          current_interaction: currentInteraction,
          language: 'es-MX',
          agent_key: 'agent-9',
        },
      }),
    );
    expect(tasks).toEqual([
      {
        idIsGiven: true,
        contact: {
          uniqueProcessId: 'upi-7',
          accountNumber: '1234567890',
          contactId: 'abc-123-xyz',
          initialContactId: 'abc-123-first',
          ivrIntent: 'billing_inquiry',
          maxHistoryDays: 365,
          maxInteractions: 100,
          channelFilter: ['ivr', 'agent'],
          currentInteraction,
          language: 'es-MX',
          agentKey: 'agent-9',
        },
        requestId: response.headers['x-request-id'],
        tenant: 'acme',
        arrivedAtMs: NOW_MS,
      },
    ]);
    expect(response.json()).toMatchObject({
      max_history_days: 365,
      max_interactions: 100,
      channel_filter: ['ivr', 'agent'],
    });
  });

  test('a token without a tenant asks for no tenant', async () => {
    const { app, tasks } = buildTestApp();
    await app.inject(aPost({ token: 'no-tenant' }));
    expect(tasks[0]?.tenant).toBeNull();
  });

  test('without unique_process_id one is derived, the same for the same account and chain', async () => {
    const { app } = buildTestApp();
    const derive = async (body: object) =>
      (await app.inject(aPost({ body }))).json<{ unique_process_id: string }>().unique_process_id;

    const first = await derive({ initial_contact_id: 'first-1' });
    expect(first).toMatch(/^upi-[0-9a-f]{32}$/);
    expect(await derive({ initial_contact_id: 'first-1', contact_id: 'transferred' })).toBe(first);
    expect(await derive({ contact_id: 'first-1' })).toBe(first);
    expect(await derive({ initial_contact_id: 'first-2' })).not.toBe(first);
    expect(await derive({ initial_contact_id: 'first-1', account_number: '1234567891' })).not.toBe(first);
  });

  test.each([
    ['ddb+s3', true],
    ['ddb', true],
    ['s3', true],
    ['none', false],
  ] as const)('stored in %s is said by X-Stored, and `stored` is %s', async (storedIn, stored) => {
    const response = await served({ storedIn });
    expect(response.statusCode).toBe(200);
    expect(response.headers['x-stored']).toBe(storedIn);
    expect(response.json()).toMatchObject({ stored });
  });

  test('no_interactions is a 200 with model none', async () => {
    const record = { status: 'no_interactions', modelUsed: null, modelId: null, interactions: [] } as const;
    const response = await served({ record });
    expect(response.statusCode).toBe(200);
    expect(response.headers['x-model-used']).toBe('none');
    expect(response.json()).toMatchObject({
      status: 'no_interactions',
      reason: null,
      model_used: 'none',
      model_id: null,
      date_range: null,
    });
  });

  test('degraded is a 200 with its reason', async () => {
    const record = { status: 'degraded', reason: 'model_timeout', modelUsed: null, modelId: null } as const;
    const response = await served({ record });
    expect(response.statusCode).toBe(200);
    expect(response.headers['x-model-used']).toBe('none');
    expect(response.json()).toMatchObject({ status: 'degraded', reason: 'model_timeout' });
  });

  test('a reused summary says so in the body and in X-Cache-Hit', async () => {
    const response = await served({ record: { cacheHit: true } });
    expect(response.headers['x-cache-hit']).toBe('true');
    expect(response.json()).toMatchObject({ cache_hit: true });
  });

  test('an id that the client sends for its request is not taken over', async () => {
    const { app } = buildTestApp();
    const headers = { 'x-request-id': 'mine', 'request-id': 'mine' };
    const response = await app.inject(aPost({ headers }));
    expect(response.headers['x-request-id']).toMatch(ULID);
  });

  test('no two requests have the same id', async () => {
    const { app } = buildTestApp();
    const responses = await Promise.all(Array.from({ length: 50 }, () => app.inject(aPost())));
    expect(new Set(responses.map(({ headers }) => headers['x-request-id'])).size).toBe(50);
  });

  test('a history that cannot be read is a retryable 503 that says nothing of the inside', async () => {
    const response = await failing(
      new OmniError('history_unavailable', { retryable: true, details: 'table ucdp-prod hangs' }),
    );
    expect(response.headers['retry-after']).toBe('2');
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:history_unavailable',
      title: expect.any(String),
      status: 503,
      code: 'history_unavailable',
      retryable: true,
      request_id: response.headers['x-request-id'],
    });
    for (const header of ['x-model-used', 'x-cache-hit', 'x-stored'])
      expect(response.headers).not.toHaveProperty(header);
  });

  test('a history that is wrongly set up is a 503 that a retry does not help', async () => {
    const response = await failing(new OmniError('history_misconfigured'));
    expect(response.headers['retry-after']).toBeUndefined();
    expect(response.json()).toMatchObject({ status: 503, code: 'history_misconfigured', retryable: false });
  });

  test('the signal of the work is aborted when the time of the request is up, not before', async () => {
    const aborted: boolean[] = [];
    const { app } = buildTestApp({
      requestTimeoutMs: 20,
      summarize: async (_task, { deadline }) => {
        aborted.push(deadline.aborted);
        await new Promise((resolve) => deadline.addEventListener('abort', resolve, { once: true }));
        aborted.push(deadline.aborted);
        return started({ record: aRecord(), historyTokens: null, storedIn: 'none', reused: null });
      },
    });
    expect((await app.inject(aPost())).statusCode).toBe(200);
    expect(aborted).toEqual([false, true]);
  });
});

describe('GET /omni-channel-insights/{unique_process_id}', () => {
  test('answers the stored record with every header and exactly the members of a POST', async () => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant: 'acme' }));
    const response = await app.inject(aGet('upi-1'));

    expect(response.statusCode).toBe(200);
    for (const header of ANSWER_HEADERS) expect(response.headers).toHaveProperty(header);
    expect(response.headers).toMatchObject({
      'x-model-used': 'nova-lite',
      'x-prompt-version': 'v1.0.0',
      'x-stored': 'ddb+s3',
      'x-request-id': expect.stringMatching(ULID),
    });
    expect(response.json()).toEqual({ ...ANSWER, request_id: '01JEXAMPLE', latency_ms: 1_020 });
  });

  test('a record that the archive does not have yet is stored in ddb', async () => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant: 'acme' }), { archived: false });
    const response = await app.inject(aGet('upi-1'));
    expect(response.headers['x-stored']).toBe('ddb');
    expect(response.json()).toMatchObject({ stored: true });
  });

  test('makes no summary', async () => {
    const { app, store, tasks } = buildTestApp();
    store(aRecord({ tenant: 'acme' }));
    await app.inject(aGet('upi-1'));
    expect(tasks).toEqual([]);
  });

  test('an unknown id is a 404', async () => {
    const response = await buildTestApp().app.inject(aGet('upi-unknown'));
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({
      type: 'urn:omni-channel-insights:problem:summary_not_found',
      title: expect.any(String),
      status: 404,
      detail: 'No summary of the last 7 days has this unique_process_id.',
      code: 'summary_not_found',
      retryable: false,
      request_id: response.headers['x-request-id'],
    });
  });

  test.each([
    ['another tenant', 'acme', 'globex'],
    ['a token without tenant, record with one', 'acme', 'no-tenant'],
    ['a token with tenant, record without one', null, 'globex'],
  ])('%s gets exactly the answer of an id that does not exist', async (_name, tenant, token) => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant }));
    const hidden = await app.inject(aGet('upi-1', { token }));
    const absent = await app.inject(aGet('upi-2', { token }));
    expect(hidden.statusCode).toBe(404);
    expect(withoutRequestId(hidden)).toEqual(withoutRequestId(absent));
  });

  test('a record without tenant is seen by a token without tenant', async () => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant: null }));
    expect((await app.inject(aGet('upi-1', { token: 'no-tenant' }))).statusCode).toBe(200);
  });

  test.each(['a', 'a'.repeat(128), 'A-Z.a_z:09-'])('takes the valid id %s', async (uniqueProcessId) => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant: 'acme', contact: aContact({ uniqueProcessId }) }));
    expect((await app.inject(aGet(uniqueProcessId))).json()).toMatchObject({
      unique_process_id: uniqueProcessId,
    });
  });

  test('decodes a percent-encoded id', async () => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant: 'acme', contact: aContact({ uniqueProcessId: 'upi:1' }) }));
    expect((await app.inject(aGet('%75pi%3A1'))).statusCode).toBe(200);
  });

  test.each([
    ['129 characters', 'a'.repeat(129)],
    ['1,000 characters', 'a'.repeat(1_000)],
    ['1,024 characters', 'a'.repeat(1_024)],
    ['none', ''],
    ['a space', 'upi-1%20'],
    ['a slash', 'upi%2F1'],
    ['a NUL', 'upi%001'],
    ['a line feed', 'upi%0A1'],
    ['a line feed at the end', 'upi-1%0A'],
    ['a percent sign encoded twice', '%2575pi-1'],
    ['a letter outside ASCII', 'upi-%C3%A9'],
    ['markup', '%3Cscript%3E'],
    ['a semicolon', 'upi-1;x=1'],
    ['an encoded way out', '..%2f..%2flivez'],
  ])('an id with %s is a 400 that says what an id looks like', async (_name, id) => {
    const { app } = buildTestApp();
    const response = await app.inject(aGet(id));
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'unique_process_id', message: 'send 1 to 128 characters of A-Z a-z 0-9 . _ : -' }],
    });
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is an id like any other', async (id) => {
    expect((await buildTestApp().app.inject(aGet(id))).json()).toMatchObject({ code: 'summary_not_found' });
  });

  test.each([
    ['wiat=5', 'wiat'],
    ['wait=11', 'wait'],
    ['wait=1.5', 'wait'],
    ['wait=', 'wait'],
    ['wait=1&wait=2', 'wait'],
  ])('a query of %s is told what to send', async (query, path) => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant: 'acme' }));
    const { errors, ...problem } = (await app.inject(aGet(`upi-1?${query}`))).json();
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(errors).toMatchObject([{ path }]);
  });

  test('a store that fails is a retryable 503', async () => {
    const { app } = buildTestApp({
      awaitNewest: async () => {
        throw new OmniError('store_failed', { retryable: true, cause: new Error('ddb-table-7') });
      },
    });
    const response = await app.inject(aGet('upi-1'));
    expect(response.headers['retry-after']).toBe('2');
    expect(response.json()).toMatchObject({ status: 503, code: 'store_failed', retryable: true });
    expect(response.body).not.toContain('ddb-table-7');
  });

  test.each([
    ['is cut', '{"schema_version":1,"summ'],
    ['has another shape', '{"schema_version":1}'],
  ])(
    'a stored record that %s is our own fault and none of its text is shown or logged',
    async (_name, body) => {
      const { send, log } = buildTestApp({
        awaitNewest: async () => ({ body, archived: true, generatedAt: '' }),
      });
      const response = await send(aGet('upi-1'));
      expect(response.json()).toMatchObject({ status: 500, code: 'internal_error' });
      expect(response.body + JSON.stringify(log.events)).not.toContain('schema_version');
    },
  );

  test('the signal of the read is aborted when the time of the request is up', async () => {
    const signals: AbortSignal[] = [];
    const { app } = buildTestApp({
      requestTimeoutMs: 20,
      awaitNewest: async (_id, { deadline }) => {
        signals.push(deadline);
        await new Promise((resolve) => deadline.addEventListener('abort', resolve, { once: true }));
        return null;
      },
    });
    expect((await app.inject(aGet('upi-1'))).statusCode).toBe(404);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('HEAD has the status and the headers of GET without its body', async () => {
    const { app, store } = buildTestApp();
    store(aRecord({ tenant: 'acme' }));
    const response = await app.inject({ ...aGet('upi-1'), method: 'HEAD' });
    expect(response.statusCode).toBe(200);
    expect(response.headers['x-stored']).toBe('ddb+s3');
    expect(response.body).toBe('');
    expect((await app.inject({ method: 'HEAD', url: `${ROUTE}/upi-1` })).statusCode).toBe(401);
  });
});

describe('an answer with customer data', () => {
  test.each([
    ['cache-control', 'no-store'],
    ['x-content-type-options', 'nosniff'],
    ['strict-transport-security', expect.stringContaining('max-age=')],
  ])('customer data is sent with %s', async (name, value) => {
    expect((await served({})).headers[name]).toEqual(value);
  });

  test('<, >, & and U+2028 of a summary leave as escapes', async () => {
    const summary = composeSummary([
      { section: 'reason', text: 'A <b>bold</b> & long\u2028line.', interactionIds: [] },
    ]);
    expect((await served({ record: { summary } })).body).not.toMatch(/[<>&\u2028]/);
  });
});

function served({
  record = {},
  storedIn = 'ddb+s3',
}: {
  record?: Parameters<typeof aRecord>[0];
  storedIn?: StoredIn;
}): Promise<LightMyRequestResponse> {
  const { app } = buildTestApp({
    summarize: async () => started({ record: aRecord(record), historyTokens: null, storedIn, reused: null }),
  });
  return app.inject(aPost());
}

function failing(error: Error): Promise<LightMyRequestResponse> {
  const { app } = buildTestApp({
    summarize: async () => {
      throw error;
    },
  });
  return app.inject(aPost());
}

function withoutRequestId({ statusCode, headers, body }: LightMyRequestResponse) {
  const { 'x-request-id': requestId, date: _date, ...others } = headers;
  return { statusCode, headers: others, body: body.replaceAll(String(requestId), '') };
}
