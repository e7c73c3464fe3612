import { createServer, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import { readInteractionHistory } from '../../lib/dynamo/interaction-history.ts';
import { nameInTable } from '../../lib/dynamo/ucdp-attributes.ts';
import { listenLocally } from '../../local/local-server.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';

/** A table whose answers are written by this test: what the real client and our two tries make of a bad day. */

type Reply = (response: ServerResponse, request: Record<string, unknown>) => void;

const NOW_MS = Date.parse('2025-12-08T14:32:15.000Z');
const TRY_TIMEOUT_MS = 150;
const TIMEOUT_MS = 4 * TRY_TIMEOUT_MS;
const QUERY = {
  accountNumber: '3000000009',
  window: { from: '2025-09-09T14:32:15.000Z', to: '2025-12-08T14:32:15.000Z' },
  channels: null,
  tenant: null,
};

let server: Server | undefined;
let clients: AwsClients | undefined;
afterEach(() => {
  clients?.destroy();
  server?.closeAllConnections();
  server?.close();
});

describe('a page of the history', () => {
  it('is asked for once more when it does not answer in time', async () => {
    const { read, log } = await setUp([hang, page(['a', 'b'])]);
    expect(await read()).toMatchObject({ interactions: [{ id: 'a' }, { id: 'b' }], foundCapped: false });
    expect(log.names).toEqual(['DYNAMODB_QUERY_START', 'DYNAMODB_QUERY_SUCCESS']);
  });

  it('is unavailable when it does not answer twice', async () => {
    const { read, log, replies } = await setUp([hang, hang, page(['a'])]);
    await expect(read()).rejects.toMatchObject({ code: 'history_unavailable', retryable: true });
    expect(log.names.at(-1)).toBe('DYNAMODB_QUERY_TIMEOUT');
    expect(replies).toHaveLength(1);
  });

  it('is tried again by the client when it is throttled, and found', async () => {
    const { read } = await setUp([throttle, page(['a'])]);
    expect(await read()).toMatchObject({ interactions: [{ id: 'a' }] });
  });

  it('is throttled by name, in log and metrics, when that goes on', async () => {
    const { read, log, metrics } = await setUp([throttle, throttle, throttle]);
    await expect(read()).rejects.toMatchObject({ code: 'history_unavailable' });
    expect(log.names.at(-1)).toBe('DYNAMODB_QUERY_THROTTLED');
    expect(metrics).toContainEqual(['HistoryThrottled', 1]);
  });

  it.each([
    ['does not answer', [hang, hang]],
    ['is throttled', [throttle, throttle]],
  ])('that %s does not cost the newer ones: the summary is of at least these', async (_, failing) => {
    const { read, log } = await setUp([page(['a', 'b'], { more: true }), ...failing]);
    expect(await read()).toMatchObject({ interactions: [{ id: 'a' }, { id: 'b' }], foundCapped: true });
    expect(log.names.at(-1)).toBe('DYNAMODB_QUERY_PARTIAL');
  });

  it('is the last one that is waited for when all of them together take too long', async () => {
    const slow = (id: string, more: boolean): Reply => {
      const reply = page([id], { more });
      return (response, request) => setTimeout(() => reply(response, request), TRY_TIMEOUT_MS / 2);
    };
    const pages = Array.from({ length: 20 }, (_, index) => slow(`p${index}`, index < 19));
    const { read } = await setUp(pages);
    const { interactions, foundCapped } = await read();
    expect(foundCapped).toBe(true);
    expect(interactions.length).toBeLessThan(20);
  });

  it('that held nothing to show is no reason to say that there is nothing', async () => {
    const { read } = await setUp([page(['a'], { more: true }), hang, hang]);
    await expect(read({ ...QUERY, channels: ['chat'] })).rejects.toMatchObject({
      code: 'history_unavailable',
    });
  });

  it('is misconfigured, and not tried again, when the role may not read it', async () => {
    const { read, replies } = await setUp([denied, page(['a'])]);
    await expect(read()).rejects.toMatchObject({ code: 'history_misconfigured', retryable: false });
    expect(replies).toHaveLength(1);
  });

  it('is read under the names that the table has for its attributes', async () => {
    const item = {
      acct: { S: QUERY.accountNumber },
      sk: { S: '2025-12-08T10:00:00Z#x' },
      timestamp: { S: '2025-12-08T10:00:00Z' },
      replicated_at: { S: '2025-12-08T10:00:02Z' },
      channel: { S: 'ivr' },
      call_notes: { S: 'Asked about $45.' },
    };
    const { read, requests, metrics } = await setUp([answer({ Items: [item] })], {
      account_number: 'acct',
      interaction_key: 'sk',
      notes: 'call_notes',
    });
    expect(await read()).toMatchObject({ interactions: [{ id: 'x', text: 'Asked about $45.' }] });
    expect(requests[0]?.ExpressionAttributeNames).toMatchObject({
      '#account_number': 'acct',
      '#notes': 'call_notes',
      '#channel': 'channel',
    });
    expect(metrics).toContainEqual(['ReplicaLag', 2_000]);
  });
});

describe('the role of another account', () => {
  it('is assumed for the interactions and for nothing else', async () => {
    const sts = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end(
        '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>' +
          '<AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>' +
          '<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
      );
    });
    process.env.AWS_ENDPOINT_URL_STS = await listenLocally(sts);
    const { keys, run } = await recordKeys();

    await run();
    sts.closeAllConnections();
    sts.close();
    expect(keys).toEqual({ ucdp: 'ASSUMED', documents: 'local' });
  });
});

describe('a role that is never given', () => {
  it('costs a request no more than a table that does not answer', async () => {
    const sts = createServer(hang);
    process.env.AWS_ENDPOINT_URL_STS = await listenLocally(sts);
    server = createServer((_request, response) => answer({ Items: [] })(response, {}));
    await pointClientsAt(server, 'arn:aws:iam::111122223333:role/ucdp-reader');
    if (clients === undefined) throw new Error('There is no client.');
    const { read } = readerOf(clients.ucdp);

    await expect(read()).rejects.toMatchObject({ code: 'history_unavailable', retryable: true });
    sts.closeAllConnections();
    sts.close();
  }, 5_000);
});

/** Which access key signs a query of each client. */
async function recordKeys() {
  const keys: Record<string, string> = {};
  let asking = '';
  server = createServer((request, response) => {
    keys[asking] = /Credential=(\w+)\//.exec(String(request.headers.authorization))?.[1] ?? '';
    answer({ Items: [] })(response, {});
  });
  await pointClientsAt(server, 'arn:aws:iam::111122223333:role/ucdp-reader');
  const run = async () => {
    for (const name of ['ucdp', 'documents'] as const) {
      asking = name;
      if (clients !== undefined) await readerOf(clients[name], { timeoutMs: 10_000 }).read();
    }
  };
  return { keys, run };
}

async function setUp(replies: Reply[], differing: Record<string, string> = {}) {
  const requests: Record<string, unknown>[] = [];
  server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    requests.push(body);
    (replies.shift() ?? hang)(response, body);
  });
  await pointClientsAt(server);
  const log = recordedLog();
  if (clients === undefined) throw new Error('There is no client.');
  return { ...readerOf(clients.ucdp, { log, differing }), log, replies, requests };
}

async function pointClientsAt(target: Server, ucdpRoleArn: string | null = null): Promise<void> {
  process.env.AWS_ENDPOINT_URL_DYNAMODB = await listenLocally(target);
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10, ucdpRoleArn });
}

interface Reading {
  readonly log?: ReturnType<typeof recordedLog>;
  readonly differing?: Record<string, string>;
  readonly timeoutMs?: number;
}

function readerOf(
  client: AwsClients['ucdp'],
  { log = recordedLog(), differing = {}, timeoutMs = TIMEOUT_MS }: Reading = {},
) {
  const metrics: [string, number][] = [];
  const readHistory = readInteractionHistory({
    client,
    tableName: 'ucdp',
    nameInTable: nameInTable(differing),
    timeoutMs,
    tryTimeoutMs: timeoutMs / 4,
    log,
    addMetric: (name, value, ..._dimensions) => {
      metrics.push([name, value]);
    },
    now: () => NOW_MS,
  });
  const read = (query: Parameters<typeof readHistory>[0] = QUERY) =>
    readHistory(query, new AbortController().signal);
  return { read, metrics };
}

function answer(body: object, status = 200): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(body));
  };
}

function page(ids: readonly string[], { more = false } = {}): Reply {
  const key = (id: string) => ({
    account_number: { S: QUERY.accountNumber },
    interaction_key: { S: `2025-12-08T10:00:00Z#${id}` },
  });
  const Items = ids.map((id) => ({
    ...key(id),
    timestamp: { S: '2025-12-08T10:00:00Z' },
    channel: { S: 'ivr' },
  }));
  return answer({ Items, ...(more ? { LastEvaluatedKey: key(ids.at(-1) ?? '') } : {}) });
}

function hang(): void {}

function throttle(response: ServerResponse): void {
  const __type = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
  answer({ __type, message: 'Slow down.' }, 400)(response, {});
}

function denied(response: ServerResponse): void {
  answer({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'No.' }, 400)(response, {});
}
