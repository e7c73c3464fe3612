import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import type { ClickEvent } from '../../lib/domain/feedback.ts';
import { identityOf } from '../../lib/domain/summary-record.ts';
import { clickNotes } from '../../lib/dynamo/click-notes.ts';
import { findRatedSummaries } from '../../lib/dynamo/find-rated-summaries.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import { keyOf } from '../../lib/dynamo/summary-item.ts';
import type { RatedSummary } from '../../lib/feedback/ports.ts';
import { TABLES } from '../../local/local-aws.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { aContact, aRecord, NOW_MS } from '../fixtures/domain.ts';
import { aClick } from '../fixtures/feedback.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';

const signal = () => AbortSignal.timeout(5_000);
const FIRST = { serverTimeMs: NOW_MS, eventId: 'event-1' };
const SECOND = { serverTimeMs: NOW_MS + 1, eventId: 'event-2' };

let clients: AwsClients;
beforeAll(() => {
  Object.assign(process.env, apiEnvironment(inject('aws')));
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
});
afterAll(() => clients.destroy());

const observer = (log = recordedLog()) => ({ log, addMetric: () => undefined, now: () => NOW_MS });
const table = () => ({ client: clients.documents, tableName: TABLES.summaryCache });
const notes = () => clickNotes({ ...table(), ...observer() });

describe('the notes of clicks', () => {
  it('let one of two clicks begin that saw the same', async () => {
    const summary = await store('upi-notes-begin');
    expect(await notes().begin(summary, { place: FIRST, after: null }, signal())).toBe(true);
    expect(await notes().begin(summary, { place: SECOND, after: null }, signal())).toBe(false);
    expect(await notes().begin(summary, { place: SECOND, after: FIRST }, signal())).toBe(true);
    expect(await notes().begin(summary, { place: FIRST, after: FIRST }, signal())).toBe(false);
    expect(await notes().read(summary, signal())).toMatchObject({ begun: SECOND, confirmed: null });
  });

  it('know a click again whose first try was noted without an answer', async () => {
    const summary = await store('upi-notes-again');
    await notes().begin(summary, { place: FIRST, after: null }, signal());
    expect(await notes().begin(summary, { place: FIRST, after: null }, signal())).toBe(true);
  });

  it('keep what was confirmed last by place, whatever comes in last', async () => {
    const summary = await store('upi-notes-confirm');
    const sameTime = { serverTimeMs: SECOND.serverTimeMs, eventId: 'event-0' };
    await notes().confirm(summary, click({ ...SECOND, reason: 'outdated' }), signal());
    await notes().confirm(summary, click({ ...FIRST, reason: null }), signal());
    await notes().confirm(summary, click({ ...sameTime, reason: null }), signal());
    expect((await notes().read(summary, signal()))?.confirmed).toMatchObject(SECOND);
    expect(await itemOf('upi-notes-confirm')).toMatchObject({ feedback_reason: 'outdated' });
  });

  it('bring no summary back to life that is gone', async () => {
    const summary = await store('upi-notes-gone');
    await clients.documents.send(new DeleteCommand({ TableName: TABLES.summaryCache, Key: keyOf(summary) }));
    expect(await notes().begin(summary, { place: FIRST, after: null }, signal())).toBe(false);
    await notes().confirm(summary, click({ ...FIRST, reason: null }), signal());
    expect(await notes().read(summary, signal())).toBeNull();
    expect(await itemOf('upi-notes-gone')).toEqual({});
  });

  it('say how they failed', async () => {
    const log = recordedLog();
    const missing = clickNotes({ client: clients.documents, tableName: 'no-such-table', ...observer(log) });
    const summary = identityOf(aRecord());
    await expect(missing.read(summary, signal())).rejects.toMatchObject({ code: 'store_failed' });
    await expect(missing.begin(summary, { place: FIRST, after: null }, signal())).rejects.toMatchObject({
      code: 'store_failed',
      retryable: true,
    });
    expect(log.events.map(({ fields }) => fields)).toMatchObject([
      { store: 'ddb', operation: 'GetItem', fault: 'ResourceNotFoundException' },
      { store: 'ddb', operation: 'UpdateItem', fault: 'ResourceNotFoundException' },
    ]);
  });
});

describe('the summaries that a click may mean', () => {
  it('are found on later pages too, the newest first', async () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => minute);
    for (const minute of minutes) {
      const generatedAt = new Date(NOW_MS - minute * 60_000).toISOString();
      await store('upi-notes-pages', { generatedAt, requestId: `01JPAGES${minute}` });
    }
    const byProcess = await found({ uniqueProcessId: 'upi-notes-pages' });
    expect(byProcess.map(({ identity }) => identity.requestId)).toEqual(
      minutes.map((minute) => `01JPAGES${minute}`),
    );
  });

  it('are none when the request, the process or the contact is unknown', async () => {
    expect(await found({ requestId: '01JNOBODYS' })).toEqual([]);
    expect(await found({ uniqueProcessId: 'upi-nobodys' })).toEqual([]);
    expect(await found({ accountNumber: '1234567890', contactId: 'nobodys' })).toEqual([]);
  });
});

async function store(uniqueProcessId: string, changes: Parameters<typeof aRecord>[0] = {}) {
  const generatedAt = new Date(NOW_MS).toISOString();
  const contact = aContact({ uniqueProcessId, contactId: `contact of ${uniqueProcessId}` });
  const record = aRecord({ requestId: `request of ${uniqueProcessId}`, generatedAt, contact, ...changes });
  await summaryCache({ ...table(), ...observer() }).put(record, '{}', signal());
  return identityOf(record);
}

async function itemOf(uniqueProcessId: string) {
  const identity = {
    uniqueProcessId,
    requestId: `request of ${uniqueProcessId}`,
    generatedAt: new Date(NOW_MS).toISOString(),
  };
  const key = { TableName: TABLES.summaryCache, Key: keyOf(identity), ConsistentRead: true };
  return (await clients.documents.send(new GetCommand(key))).Item ?? {};
}

async function found(ids: object): Promise<readonly RatedSummary[]> {
  const find = findRatedSummaries({ ...table(), ...observer() });
  const none = { requestId: null, uniqueProcessId: null, accountNumber: null, contactId: null };
  const summaries: RatedSummary[] = [];
  for await (const summary of find({ ...none, ...ids }, signal())) summaries.push(summary);
  return summaries;
}

function click({ reason, ...place }: typeof FIRST & { reason: 'outdated' | null }): ClickEvent {
  return { ...aClick({ verdict: { reason } }), ...place, kind: 'click', matched: true };
}
