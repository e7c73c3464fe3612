import { setTimeout as delay } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { TABLES } from '../../../local/local-aws.ts';
import type { Fate } from '../store-proxy.ts';
import type { FaultCase } from './fault-case.ts';
import { RATE_LIMIT } from './fault-world.ts';
import { sendRaw } from './send-raw.ts';

const ROUTE = '/omni-channel-insights';
const MODEL_TAKES_MS = 300;
const CLIENT_WAITS_MS = 100;

export const REQUEST_FAULTS: readonly FaultCase[] = [
  rejected('malformed JSON', { body: '{"account_number":', status: 400, code: 'malformed_json' }),
  rejected('an account number that is no text', {
    body: '{"account_number":1234567890,"contact_id":"c"}',
    status: 400,
    code: 'invalid_request',
  }),
  rejected('a member twice', {
    body: '{"account_number":"1234567890","contact_id":"a","contact_id":"b"}',
    status: 400,
    code: 'malformed_json',
  }),
  rejected('a poisoned member', {
    body: '{"account_number":"1234567890","contact_id":"a","__proto__":{"a":1}}',
    status: 400,
    code: 'malformed_json',
  }),
  rejected('an unknown member', {
    body: '{"account_number":"1234567890","contact_id":"a","max_interaction":1}',
    status: 400,
    code: 'invalid_request',
  }),
  {
    ...rejected('a body above 32 KiB', { body: ' '.repeat(40_000), status: 413, code: 'payload_too_large' }),
    row: 'S4',
  },
  {
    row: 'S4',
    fault: 'another media type',
    send: ({ post, request }) => post(request(), { headers: { 'content-type': 'text/plain' } }),
    answer: { status: 415, body: { code: 'unsupported_media_type' } },
    logged: ['REQUEST_REJECTED'],
    metered: ['RequestsRejected'],
    kept: 'nothing',
  },
  {
    row: 'S4',
    fault: 'headers above 16 KiB',
    send: ({ api }) =>
      sendRaw(api.url, `POST ${ROUTE} HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`),
    answer: { status: 431, body: { code: 'headers_too_large' } },
    logged: ['REQUEST_REJECTED'],
    metered: ['RequestsRejected'],
    kept: 'nothing',
  },
  {
    row: 'S4',
    fault: 'headers that never end',
    send: ({ api }) => sendRaw(api.url, `POST ${ROUTE} HTTP/1.1\r\nHost: a\r\nX-Slow: `),
    answer: { status: 408, body: { code: 'slow_request' } },
    logged: ['REQUEST_REJECTED'],
    metered: ['RequestsRejected'],
    kept: 'nothing',
  },
  {
    row: 'S5',
    fault: 'a client above its rate',
    send: async ({ post, request, issuer }) => {
      const token = await issuer.sign({ clientId: 'chaos-greedy' });
      const answers = await Promise.all(
        Array.from({ length: 3 * RATE_LIMIT.burst }, () => post(request({ contact_id: '' }), { token })),
      );
      const refused = answers.find(({ status }) => status === 429);
      return refused ?? { status: null, headers: {}, body: {} };
    },
    answer: {
      status: 429,
      body: { code: 'rate_limited', retryable: true },
      headers: { 'retry-after': '1', 'ratelimit-limit': String(RATE_LIMIT.burst) },
    },
    logged: ['REQUEST_REJECTED'],
    metered: ['RateLimited'],
    kept: 'nothing',
  },
  {
    row: 'S9',
    fault: 'an id that is of another account',
    send: async ({ post, request, contactId }) => {
      await post(request({ unique_process_id: contactId }));
      return post(request({ unique_process_id: contactId, account_number: '2000000002' }));
    },
    answer: { status: 409, body: { code: 'id_conflict' } },
    logged: ['REQUEST_REJECTED'],
    metered: ['RequestsRejected'],
    kept: 'nothing',
  },
  {
    row: 'S33',
    fault: 'the client goes while the model writes',
    inject: ({ proxies }) =>
      proxies.setHook(async ({ operation }, moment): Promise<Fate> => {
        if (operation === 'Converse' && moment === 'received') await delay(MODEL_TAKES_MS);
        return 'pass';
      }),
    send: ({ post, request }) => post(request(), { signal: AbortSignal.timeout(CLIENT_WAITS_MS) }),
    answer: { status: null },
    logged: ['CLIENT_GONE', 'REQUEST_REJECTED'],
    metered: ['Requests'],
    kept: 'nothing',
  },
  {
    row: 'S40',
    fault: 'a record that has expired is still in the table',
    inject: async ({ clients, contactId }) => {
      const Item = { ...EXPIRED_ITEM, unique_process_id: contactId };
      await clients.documents.send(new PutCommand({ TableName: TABLES.summaryCache, Item }));
    },
    send: ({ get, contactId }) => get(contactId),
    answer: { status: 404, body: { code: 'summary_not_found' } },
    logged: ['REQUEST_REJECTED'],
    metered: ['RequestsRejected'],
    kept: 'nothing',
  },
];

const EXPIRED_ITEM = {
  record_key: 'record#2020-01-01T00:00:00.000Z#expired',
  request_id: 'expired',
  generated_at: '2020-01-01T00:00:00.000Z',
  expires_at: 1_577_836_800,
  account_number: '2000000003',
  record: '{}',
};

interface Rejected {
  readonly body: string;
  readonly status: number;
  readonly code: string;
}

function rejected(fault: string, { body, status, code }: Rejected): FaultCase {
  return {
    row: 'S3',
    fault,
    send: ({ post }) => post(body),
    answer: { status, body: { code } },
    logged: ['REQUEST_REJECTED'],
    metered: ['RequestsRejected'],
    kept: 'nothing',
  };
}
