import { createServer } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import { identityOf } from '../../lib/domain/summary-record.ts';
import { COUNT_CAP, readInteractionHistory } from '../../lib/dynamo/interaction-history.ts';
import { summaryOutbox } from '../../lib/dynamo/outbox.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import { nameInTable } from '../../lib/dynamo/ucdp-attributes.ts';
import type { HistoryQuery } from '../../lib/insights/ports.ts';
import { sweepOutbox } from '../../lib/insights/sweep-outbox.ts';
import { summaryKey } from '../../lib/s3/object-keys.ts';
import { summaryArchive } from '../../lib/s3/summary-archive.ts';
import { BUCKET, TABLES } from '../../local/local-aws.ts';
import { listenLocally } from '../../local/local-server.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { aContact, aRecord, NOW_MS } from '../fixtures/domain.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';

const DAY_MS = 86_400_000;
const ACCOUNT = '3000000001';
const signal = () => AbortSignal.timeout(5_000);

let clients: AwsClients;
beforeAll(() => {
  Object.assign(process.env, apiEnvironment(inject('aws')));
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
});
afterAll(() => clients.destroy());

describe('SummaryCache', () => {
  const ofNobody = (uniqueProcessId: string) => ({ uniqueProcessId, tenant: null });
  const cacheAt = (nowMs: number, log = recordedLog()) =>
    summaryCache({
      client: clients.documents,
      tableName: TABLES.summaryCache,
      log,
      addMetric: () => undefined,
      now: () => nowMs,
    });
  const recordOf = (uniqueProcessId: string, changes = {}) =>
    aRecord({ contact: aContact({ uniqueProcessId }), ...changes });

  it('never replaces a record, and takes a second put of it as done', async () => {
    const record = recordOf('upi-immutable');
    const log = recordedLog();
    await cacheAt(NOW_MS).put(record, 'the first', signal());
    await cacheAt(NOW_MS, log).put(record, 'the second', signal());

    expect(await cacheAt(NOW_MS).findNewest(ofNobody('upi-immutable'), signal())).toMatchObject({
      body: 'the first',
    });
    expect(log.names).toEqual([]);
  });

  it('says that it failed, and how, when the table is not there', async () => {
    const log = recordedLog();
    const cache = summaryCache({
      client: clients.documents,
      tableName: 'no-such-table',
      log,
      addMetric: () => undefined,
      now: () => NOW_MS,
    });

    await expect(cache.put(aRecord(), 'lost', signal())).rejects.toMatchObject({
      code: 'store_failed',
      retryable: true,
    });
    expect(log.events).toEqual([
      {
        name: 'STORE_FAILED',
        fields: { store: 'ddb', operation: 'PutItem', ms: 0, fault: 'ResourceNotFoundException' },
      },
    ]);
  });

  it('finds the newest of several records', async () => {
    for (const [generatedAt, body] of [
      ['2025-12-08T14:32:16.020Z', 'newest'],
      ['2025-12-08T14:31:00.000Z', 'older'],
    ] as const) {
      await cacheAt(NOW_MS).put(recordOf('upi-newest', { generatedAt }), body, signal());
    }

    expect(await cacheAt(NOW_MS).findNewest(ofNobody('upi-newest'), signal())).toEqual({
      body: 'newest',
      archived: false,
      generatedAt: '2025-12-08T14:32:16.020Z',
    });
  });

  it("finds a tenant's own record behind newer ones of others", async () => {
    for (const [tenant, minute] of [
      ['acme', '01'],
      ['globex', '02'],
      [null, '03'],
    ] as const) {
      const record = recordOf('upi-shared', { tenant, generatedAt: `2025-12-08T14:${minute}:00.000Z` });
      await cacheAt(NOW_MS).put(record, `of ${tenant}`, signal());
    }
    const find = (tenant: string | null) =>
      cacheAt(NOW_MS).findNewest({ uniqueProcessId: 'upi-shared', tenant }, signal());

    expect(await find('acme')).toMatchObject({ body: 'of acme' });
    expect(await find('globex')).toMatchObject({ body: 'of globex' });
    expect(await find(null)).toMatchObject({ body: 'of null' });
    expect(await find('initech')).toBeNull();
  });

  it('serves a record for seven days and not a second longer, whatever DynamoDB has deleted', async () => {
    const record = recordOf('upi-expiry');
    await cacheAt(NOW_MS).put(record, 'kept', signal());
    const expiresAtMs = Math.floor(Date.parse(record.generatedAt) / 1_000) * 1_000 + 7 * DAY_MS;

    expect(await cacheAt(expiresAtMs - 1).findNewest(ofNobody('upi-expiry'), signal())).not.toBeNull();
    expect(await cacheAt(expiresAtMs).findNewest(ofNobody('upi-expiry'), signal())).toBeNull();
  });

  it('keeps a record of more than 100 KB compressed and gives it back as it was', async () => {
    const record = recordOf('upi-large');
    const body = JSON.stringify({ text: 'á word '.repeat(30_000) });
    await cacheAt(NOW_MS).put(record, body, signal());

    const key = {
      unique_process_id: 'upi-large',
      record_key: `record#${record.generatedAt}#${record.requestId}`,
    };
    const { Item } = await clients.documents.send(
      new GetCommand({ TableName: TABLES.summaryCache, Key: key }),
    );
    expect(Item).not.toHaveProperty('record');
    expect(Item?.record_gzip.byteLength).toBeLessThan(10_000);
    expect(await cacheAt(NOW_MS).findNewest(ofNobody('upi-large'), signal())).toMatchObject({ body });
  });

  it('lets a record expire only once it is archived', async () => {
    const record = recordOf('upi-archived');
    await cacheAt(NOW_MS).put(record, 'kept', signal());
    const key = {
      unique_process_id: 'upi-archived',
      record_key: `record#${record.generatedAt}#${record.requestId}`,
    };
    const item = async () =>
      (await clients.documents.send(new GetCommand({ TableName: TABLES.summaryCache, Key: key }))).Item;
    expect(await item()).toMatchObject({ outbox: 'pending' });
    expect(await item()).not.toHaveProperty('ttl');

    await cacheAt(NOW_MS).markArchived(identityOf(record), signal());

    const marked = await item();
    expect(marked).not.toHaveProperty('outbox');
    expect(marked?.ttl).toBe(marked?.expires_at);
    expect(await cacheAt(NOW_MS).findNewest(ofNobody('upi-archived'), signal())).toEqual({
      body: 'kept',
      archived: true,
      generatedAt: record.generatedAt,
    });
  });

  it('makes no record by marking one that is not there', async () => {
    const record = recordOf('upi-never-put');

    await expect(cacheAt(NOW_MS).markArchived(identityOf(record), signal())).rejects.toMatchObject({
      code: 'store_failed',
    });
    expect(await cacheAt(NOW_MS).findNewest(ofNobody('upi-never-put'), signal())).toBeNull();
  });

  it('refuses to make something up from an item without a record', async () => {
    const key = { unique_process_id: 'upi-foreign', record_key: 'record#2025-12-08T14:32:16.020Z#x' };
    await clients.documents.send(
      new UpdateCommand({
        TableName: TABLES.summaryCache,
        Key: key,
        UpdateExpression: 'SET expires_at = :later',
        ExpressionAttributeValues: { ':later': NOW_MS / 1_000 + 60 },
      }),
    );

    await expect(cacheAt(NOW_MS).findNewest(ofNobody('upi-foreign'), signal())).rejects.toMatchObject({
      code: 'store_failed',
    });
  });
});

describe('the archive', () => {
  const archiveOf = (bucketName: string, log = recordedLog()) =>
    summaryArchive({ client: clients.s3, bucketName, log, addMetric: () => undefined, now: () => NOW_MS });

  it('keeps the first object of a key and takes a second put as done', async () => {
    const record = aRecord({ contact: aContact({ uniqueProcessId: 'upi:archive_1.a-b' }) });
    await archiveOf(BUCKET).put(identityOf(record), 'the first', signal());
    await archiveOf(BUCKET).put(identityOf(record), 'the second', signal());

    const object = await clients.s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: summaryKey(identityOf(record)) }),
    );
    expect(await object.Body?.transformToString()).toBe('the first');
    expect(summaryKey(identityOf(record))).toBe(
      'omni-channel/processed/dt=2025-12-08/hr=14/upi:archive_1.a-b.01JEXAMPLE.json',
    );
  });

  it('says that it failed, and in which store, when the bucket is not there', async () => {
    const log = recordedLog();

    await expect(
      archiveOf('no-such-bucket', log).put(identityOf(aRecord()), 'lost', signal()),
    ).rejects.toMatchObject({
      code: 'store_failed',
    });
    expect(log.events[0]).toMatchObject({
      name: 'STORE_FAILED',
      fields: { store: 's3', fault: 'NoSuchBucket' },
    });
  });
});

describe('the sweep', () => {
  const table = () => ({ client: clients.documents, tableName: TABLES.summaryCache });
  const sweepAt = (nowMs: number, bucketName = BUCKET) => {
    const log = recordedLog();
    const now = () => nowMs;
    const swept: string[] = [];
    const sweep = sweepOutbox({
      outbox: summaryOutbox({ ...table(), log }),
      cache: summaryCache({ ...table(), log, addMetric: () => undefined, now }),
      archive: summaryArchive({ client: clients.s3, bucketName, log, addMetric: () => undefined, now }),
      olderThanMs: 60_000,
      recordTimeoutMs: 5_000,
      now,
      onSwept: ({ uniqueProcessId }) => swept.push(uniqueProcessId),
    });
    return { swept, run: () => sweep(signal()) };
  };
  const cacheNow = () =>
    summaryCache({ ...table(), log: recordedLog(), addMetric: () => undefined, now: () => NOW_MS });
  const longAgo = (uniqueProcessId: string) =>
    aRecord({ contact: aContact({ uniqueProcessId }), generatedAt: '2024-01-01T10:00:00.000Z' });
  const soonAfterMs = Date.parse('2024-01-01T10:02:00.000Z');

  it('brings what only the table has into the bucket, byte for byte, and does it once', async () => {
    const record = longAgo('upi-swept');
    const body = JSON.stringify({ text: 'á word '.repeat(30_000) });
    await cacheNow().put(record, body, signal());

    const first = sweepAt(soonAfterMs);
    expect(await first.run()).toEqual({ redriven: 1, failed: 0, complete: true });
    expect(first.swept).toEqual(['upi-swept']);
    const Key = summaryKey(identityOf(record));
    const object = await clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    expect(await object.Body?.transformToString()).toBe(body);
    expect(await sweepAt(soonAfterMs).run()).toMatchObject({ redriven: 0 });
  });

  it('keeps in the outbox what the bucket does not take', async () => {
    const cache = cacheNow();
    await cache.put(longAgo('upi-refused'), 'kept', signal());

    expect(await sweepAt(soonAfterMs, 'no-such-bucket').run()).toMatchObject({ redriven: 0, failed: 1 });
    expect(await sweepAt(soonAfterMs).run()).toMatchObject({ redriven: 1, failed: 0 });
  });

  it('leaves the records of the last minute alone', async () => {
    const cache = cacheNow();
    await cache.put(longAgo('upi-young'), 'young', signal());

    expect((await sweepAt(Date.parse('2024-01-01T10:00:59.000Z')).run()).redriven).toBe(0);
    expect((await sweepAt(soonAfterMs).run()).redriven).toBe(1);
  });
});

describe('the interaction history', () => {
  const query = (changes: Partial<HistoryQuery> = {}): HistoryQuery => ({
    accountNumber: ACCOUNT,
    window: { from: new Date(NOW_MS - 90 * DAY_MS).toISOString(), to: new Date(NOW_MS).toISOString() },
    channels: null,
    tenant: null,
    ...changes,
  });
  const readFrom = (tableName: string, log = recordedLog()) =>
    readInteractionHistory({
      client: clients.documents,
      tableName,
      nameInTable: nameInTable(),
      timeoutMs: 5_000,
      tryTimeoutMs: 2_500,
      log,
      addMetric: () => undefined,
      now: Date.now,
    });

  /** 450 interactions, an hour apart, every third by chat, every other one of tenant `b`. */
  beforeAll(async () => {
    const items = Array.from({ length: 450 }, (_, index) => {
      const timestamp = new Date(NOW_MS - index * 3_600_000).toISOString();
      return {
        account_number: ACCOUNT,
        interaction_key: `${timestamp}#int-${index}`,
        interaction_id: `int-${index}`,
        timestamp,
        channel: index % 3 === 0 ? 'WEBCHAT' : 'ivr',
        intent: 'B-102',
        business_unit: index % 2 === 0 ? 'a' : 'b',
        notes: `Note ${index}`,
      };
    });
    for (let start = 0; start < items.length; start += 25) {
      const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
      await clients.documents.send(new BatchWriteCommand({ RequestItems: { [TABLES.ucdp]: puts } }));
    }
  });

  it('comes newest first and stops counting at the cap', async () => {
    const { interactions, foundCapped } = await readFrom(TABLES.ucdp)(query(), signal());

    expect(interactions).toHaveLength(COUNT_CAP);
    expect(foundCapped).toBe(true);
    expect(interactions.slice(0, 2).map(({ id }) => id)).toEqual(['int-0', 'int-1']);
    expect(interactions[0]).toMatchObject({ channel: 'chat', intent: 'billing_dispute', text: 'Note 0' });
  });

  it('reads on while the channel filter leaves too little of a page', async () => {
    const log = recordedLog();
    const { interactions, foundCapped } = await readFrom(TABLES.ucdp, log)(
      query({ channels: ['chat'] }),
      signal(),
    );

    expect(interactions).toHaveLength(150);
    expect(foundCapped).toBe(false);
    expect(new Set(interactions.map(({ channel }) => channel))).toEqual(new Set(['chat']));
    expect(log.events.at(-1)).toMatchObject({
      name: 'DYNAMODB_QUERY_SUCCESS',
      fields: { pages: 3, found: 150 },
    });
  });

  it('ends at both sides of the window', async () => {
    const window = {
      from: new Date(NOW_MS - 10 * 3_600_000).toISOString(),
      to: new Date(NOW_MS - 5 * 3_600_000).toISOString(),
    };

    const { interactions } = await readFrom(TABLES.ucdp)(query({ window }), signal());

    expect(interactions.map(({ id }) => id)).toEqual(['int-5', 'int-6', 'int-7', 'int-8', 'int-9', 'int-10']);
  });

  it("shows a tenant nothing of another one's", async () => {
    const { interactions } = await readFrom(TABLES.ucdp)(
      query({ tenant: 'b', channels: ['chat'] }),
      signal(),
    );
    const malformed = {
      account_number: ACCOUNT,
      interaction_key: `${new Date(NOW_MS).toISOString()}#bad`,
      business_unit: 'b',
    };
    await clients.documents.send(new PutCommand({ TableName: TABLES.ucdp, Item: malformed }));
    const none = await readFrom(TABLES.ucdp)(query({ tenant: 'c' }), signal());

    expect(interactions).toHaveLength(75);
    expect(interactions.every(({ id }) => Number(id.slice(4)) % 2 === 1)).toBe(true);
    expect(none).toEqual({ interactions: [], foundCapped: false, skipped: 0 });
  });

  it('is misconfigured, not unavailable, when the table is not there', async () => {
    const log = recordedLog();

    await expect(readFrom('no-such-table', log)(query(), signal())).rejects.toMatchObject({
      code: 'history_misconfigured',
      retryable: false,
    });
    expect(log.names).toEqual(['DYNAMODB_QUERY_START', 'DYNAMODB_QUERY_FAILED']);
  });

  it('is unavailable when its own time is up, and says that it was the time', async () => {
    const hanging = createServer(() => undefined);
    const endpoint = await listenLocally(hanging);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint }));
    const log = recordedLog();
    const read = readInteractionHistory({
      client,
      tableName: TABLES.ucdp,
      nameInTable: nameInTable(),
      timeoutMs: 100,
      tryTimeoutMs: 80,
      log,
      addMetric: () => undefined,
      now: Date.now,
    });

    const endless = new AbortController().signal;
    await expect(read(query(), endless)).rejects.toMatchObject({
      code: 'history_unavailable',
      retryable: true,
    });
    hanging.closeAllConnections();
    hanging.close();
    expect(log.names).toEqual(['DYNAMODB_QUERY_START', 'DYNAMODB_QUERY_TIMEOUT']);
  });
});
