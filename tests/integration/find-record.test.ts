import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import { encodeRecord } from '../../lib/contract/summary-record.ts';
import { identityOf } from '../../lib/domain/summary-record.ts';
import { recordPresence } from '../../lib/dynamo/record-presence.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import { findRecord, type RecordSearch } from '../../lib/s3/find-record.ts';
import { summaryArchive } from '../../lib/s3/summary-archive.ts';
import { BUCKET, TABLES } from '../../local/local-aws.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { aContact, aRecord } from '../fixtures/domain.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';

const signal = () => AbortSignal.timeout(5_000);
const observer = { log: recordedLog(), addMetric: () => undefined, now: Date.now };

let clients: AwsClients;
beforeAll(() => {
  Object.assign(process.env, apiEnvironment(inject('aws')));
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
});
afterAll(() => clients.destroy());

describe('a search in the bucket', () => {
  const HOUR = Date.parse('2024-05-06T07:30:00.000Z');
  const search = (changes: Partial<RecordSearch>, mostKeys?: number) => {
    const find = findRecord({ client: clients.s3, bucketName: BUCKET, ...(mostKeys ? { mostKeys } : {}) });
    return find({ requestId: null, uniqueProcessId: null, fromMs: HOUR, toMs: HOUR, ...changes }, signal());
  };
  beforeAll(async () => {
    const archive = summaryArchive({ client: clients.s3, bucketName: BUCKET, ...observer });
    for (const [upi, requestId, hour] of [
      ['upi-a', 'r1', '07'],
      ['upi-a', 'r2', '07'],
      ['upi-a.z', 'r3', '07'],
      ['upi-a', 'r4', '06'],
    ] as const) {
      const record = aRecord({
        requestId,
        contact: aContact({ uniqueProcessId: upi }),
        generatedAt: `2024-05-06T${hour}:10:00.000Z`,
      });
      await archive.put(identityOf(record), encodeRecord(record), signal());
    }
  });

  const keyOf = (name: string, hour = '07') => `omni-channel/processed/dt=2024-05-06/hr=${hour}/${name}.json`;

  it('finds a request in its hour, and nothing in another', async () => {
    const found = await search({ requestId: 'r1' });
    expect(found.object?.key).toBe(keyOf('upi-a.r1'));
    expect(JSON.parse(found.object?.body ?? '')).toMatchObject({ request_id: 'r1' });
    expect(await search({ requestId: 'r4' })).toEqual({
      object: null,
      hoursListed: 1,
      keysSeen: 3,
      complete: true,
    });
  });

  it('goes back hour by hour, and lists only what the process has', async () => {
    const fromMs = HOUR - 3_600_000;
    expect((await search({ requestId: 'r4', fromMs })).object?.key).toBe(keyOf('upi-a.r4', '06'));
    const one = await search({ requestId: 'r4', uniqueProcessId: 'upi-a', fromMs });
    expect(one).toMatchObject({ hoursListed: 2, keysSeen: 1 });
  });

  it('takes the newest of a process, and none of a process whose id goes on', async () => {
    expect((await search({ uniqueProcessId: 'upi-a' })).object?.key).toBe(keyOf('upi-a.r2'));
    expect((await search({ uniqueProcessId: 'upi-a.z' })).object?.key).toBe(keyOf('upi-a.z.r3'));
  });

  it('stops after so many keys, and says that it did', async () => {
    const found = await search({ requestId: 'none', fromMs: HOUR - 3_600_000 }, 2);
    expect(found).toEqual({ object: null, hoursListed: 1, keysSeen: 3, complete: false });
  });

  it('says how S3 failed', async () => {
    const find = findRecord({ client: clients.s3, bucketName: 'no-such-bucket' });
    const failed = find({ requestId: 'r1', uniqueProcessId: null, fromMs: HOUR, toMs: HOUR }, signal());
    await expect(failed).rejects.toMatchObject({ code: 'store_failed', details: 'NoSuchBucket' });
  });
});

describe('where DynamoDB has a record', () => {
  const presenceIn = (tableName: string) => recordPresence({ client: clients.documents, tableName });

  it('is nowhere, then waiting for S3, then archived', async () => {
    const record = aRecord({ contact: aContact({ uniqueProcessId: 'upi-presence' }) });
    const cache = summaryCache({ client: clients.documents, tableName: TABLES.summaryCache, ...observer });
    const presence = () => presenceIn(TABLES.summaryCache)(identityOf(record), signal());
    const first = await presence();
    await cache.put(record, encodeRecord(record), signal());
    const second = await presence();
    await cache.markArchived(identityOf(record), signal());
    expect([first, second, await presence()]).toEqual(['absent', 'waiting', 'archived']);
  });

  it('is not known when the table does not answer', async () => {
    const failed = presenceIn('no-such-table')(identityOf(aRecord()), signal());
    await expect(failed).rejects.toMatchObject({
      code: 'store_failed',
      details: 'ResourceNotFoundException',
    });
  });
});
