import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalServer } from '../local-server.ts';
import { createTables } from './create-tables.ts';
import { startDynamoServer } from './server.ts';
import { timeToLive } from './time-to-live.ts';

const NAMES = { ucdp: 'ucdp-test', summaryCache: 'summary-cache-test' };
const NOW_MS = Date.parse('2026-11-22T12:00:00Z');
const NOW_SECONDS = NOW_MS / 1_000;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let directory: string;
let server: LocalServer;
let client: DynamoDBDocumentClient;

async function start(): Promise<void> {
  server = await startDynamoServer({ directory: join(directory, 'data') });
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: server.url, region: 'us-east-1', credentials }),
  );
  await createTables(client, NAMES);
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'omni-dynamo-'));
  await start();
});
afterEach(async () => {
  client.destroy();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

const record = (id: string, members: object = {}) => ({
  unique_process_id: id,
  record_key: `record#2026-11-22T11:00:00.000Z#${id}`,
  ...members,
});

describe('the local DynamoDB', () => {
  it('has SummaryCache with its four indexes, and time to live on it', async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: NAMES.summaryCache }));
    const { TimeToLiveDescription } = await client.send(
      new DescribeTimeToLiveCommand({ TableName: NAMES.summaryCache }),
    );

    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).toSorted()).toEqual([
      'account_number-index',
      'chain_key-index',
      'outbox-index',
      'request_id-index',
    ]);
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
  });

  it('finds what is in the outbox, and only that, by the sparse index', async () => {
    const generated_at = '2026-11-22T11:00:00.000Z';
    await client.send(
      new PutCommand({
        TableName: NAMES.summaryCache,
        Item: record('a', { generated_at, outbox: 'pending' }),
      }),
    );
    await client.send(new PutCommand({ TableName: NAMES.summaryCache, Item: record('b', { generated_at }) }));

    const { Items } = await client.send(
      new QueryCommand({
        TableName: NAMES.summaryCache,
        IndexName: 'outbox-index',
        KeyConditionExpression: 'outbox = :pending',
        ExpressionAttributeValues: { ':pending': 'pending' },
      }),
    );

    expect(Items?.map((item) => item.unique_process_id)).toEqual(['a']);
  });

  it('keeps SummaryCache over a restart and makes UCDP anew', async () => {
    await client.send(new PutCommand({ TableName: NAMES.summaryCache, Item: record('kept') }));
    const interaction = { account_number: '1', interaction_key: '2026' };
    await client.send(new PutCommand({ TableName: NAMES.ucdp, Item: interaction }));

    client.destroy();
    await server.close();
    await start();

    const kept = await client.send(new GetCommand({ TableName: NAMES.summaryCache, Key: record('kept') }));
    const gone = await client.send(new GetCommand({ TableName: NAMES.ucdp, Key: interaction }));
    expect(kept.Item).toEqual(record('kept'));
    expect(gone.Item).toBeUndefined();
  });
});

describe('time to live', () => {
  it("deletes what has expired, by DynamoDB's rules", async () => {
    const ttls = {
      expired: NOW_SECONDS - 1,
      future: NOW_SECONDS + 60,
      'six-years-ago': NOW_SECONDS - 6 * 365 * 86_400,
      'a-string': String(NOW_SECONDS - 1),
      'in-milliseconds': NOW_MS,
    };
    for (const [id, ttl] of Object.entries(ttls)) {
      await client.send(new PutCommand({ TableName: NAMES.summaryCache, Item: record(id, { ttl }) }));
    }
    await client.send(new PutCommand({ TableName: NAMES.summaryCache, Item: record('no-ttl') }));
    const expiry = timeToLive();
    expiry.specify(NAMES.summaryCache, { AttributeName: 'ttl', Enabled: true });

    expect(await expiry.sweep(client, NOW_MS)).toBe(1);

    const left = await client.send(new GetCommand({ TableName: NAMES.summaryCache, Key: record('expired') }));
    expect(left.Item).toBeUndefined();
    expect(await expiry.sweep(client, NOW_MS)).toBe(0);
  });
});
