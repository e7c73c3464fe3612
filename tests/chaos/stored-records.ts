import { setTimeout as delay } from 'node:timers/promises';
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import type { RecordIdentity } from '../../lib/domain/summary-record.ts';
import { summaryOutbox } from '../../lib/dynamo/outbox.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import { bodyOf, keyOf } from '../../lib/dynamo/summary-item.ts';
import { type SweepReport, sweepOutbox } from '../../lib/insights/sweep-outbox.ts';
import { summaryKey } from '../../lib/s3/object-keys.ts';
import { summaryArchive } from '../../lib/s3/summary-archive.ts';
import { BUCKET, type LocalAwsUrls, TABLES } from '../../local/local-aws.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';

/** The product's own clients, pointed at these servers. */
export function clientsOf(aws: LocalAwsUrls): AwsClients {
  Object.assign(process.env, apiEnvironment(aws));
  return createAwsClients({ region: 'us-east-1', maxSockets: 50 });
}

const SWEEP_TIMEOUT_MS = 300_000;

/** One sweep as the product makes it each minute, only of records of any age. */
export async function sweepOnce(clients: AwsClients): Promise<SweepReport> {
  const observer = { log: recordedLog(), addMetric: () => undefined, now: Date.now };
  const table = { client: clients.documents, tableName: TABLES.summaryCache };
  const sweep = sweepOutbox({
    outbox: summaryOutbox({ ...table, ...observer }),
    cache: summaryCache({ ...table, ...observer }),
    archive: summaryArchive({ client: clients.s3, bucketName: BUCKET, ...observer }),
    olderThanMs: 0,
    recordTimeoutMs: 10_000,
    now: Date.now,
    onSwept: () => undefined,
  });
  // The outbox is read up to now, and a record of this very millisecond is not before it.
  await delay(2);
  return sweep(AbortSignal.timeout(SWEEP_TIMEOUT_MS));
}

/** What a store has under a record's key; `null` when it has nothing. */
export interface KeptCopies {
  readonly inDynamo: string | null;
  readonly inS3: string | null;
}

export async function readCopies(clients: AwsClients, record: RecordIdentity): Promise<KeptCopies> {
  const [item, object] = await Promise.all([
    clients.documents.send(
      new GetCommand({ TableName: TABLES.summaryCache, Key: keyOf(record), ConsistentRead: true }),
    ),
    clients.s3
      .send(new GetObjectCommand({ Bucket: BUCKET, Key: summaryKey(record) }))
      .then((answer) => answer.Body?.transformToString() ?? null)
      .catch(nullWhenAbsent),
  ]);
  return { inDynamo: item.Item === undefined ? null : bodyOf(item.Item), inS3: object };
}

function nullWhenAbsent(error: unknown): null {
  if (error instanceof Error && error.name === 'NoSuchKey') return null;
  throw error;
}

/** How many items are still in the outbox. */
export async function countPending({ documents: client }: AwsClients): Promise<number> {
  let pending = 0;
  const input = { TableName: TABLES.summaryCache, FilterExpression: 'attribute_exists(outbox)' };
  for await (const page of paginateScan({ client }, input)) pending += page.Items?.length ?? 0;
  return pending;
}

/** Every key of the bucket, to find a record that lies under two of them. */
export async function listObjectKeys({ s3: client }: AwsClients): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: BUCKET }))
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
  return keys;
}
