import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createReuse } from '../../fargate-api/reuse.ts';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import { encodeRecord } from '../../lib/contract/summary-record.ts';
import type { ContactRequest } from '../../lib/domain/contact.ts';
import { findReusable } from '../../lib/dynamo/find-reusable.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import { NOT_ASKED } from '../../lib/insights/ask-models.ts';
import { summarizeContact } from '../../lib/insights/summarize-contact.ts';
import { alone } from '../../lib/resilience/single-flight.ts';
import { TABLES } from '../../local/local-aws.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { aContact, anInteraction, aPrompt, aRecord, NOW_MS } from '../fixtures/domain.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';
import { signalsOf } from '../fixtures/request-signals.ts';

const MINUTE_MS = 60_000;
const LINES = [{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] }] as const;

let clients: AwsClients;
beforeAll(() => {
  Object.assign(process.env, apiEnvironment(inject('aws')));
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
});
afterAll(() => clients.destroy());

/** Tasks on the real table, each with nothing in its memory and with a clock that stands. */
function setUp(accountNumber: string, { tableName = TABLES.summaryCache } = {}) {
  const log = recordedLog();
  const metrics: string[] = [];
  const summarize = async (
    minutes: number,
    { tenant = null, ...contact }: Partial<ContactRequest> & { tenant?: string | null } = {},
  ) => {
    const nowMs = NOW_MS + minutes * MINUTE_MS;
    const now = () => nowMs;
    const observer = { log, addMetric: () => undefined, now };
    const cache = summaryCache({ client: clients.documents, tableName: TABLES.summaryCache, ...observer });
    const { findReusableText } = createReuse({
      client: clients.documents,
      tableName,
      withSpan: (_name, _attributes, work) => work(),
      logger: { log, nameRequest: () => undefined },
      metrics: { add: (name, _value, ..._dimensions) => void metrics.push(name), publish: () => undefined },
      now,
    });
    const run = summarizeContact({
      checkProcessId: async () => undefined,
      readHistory: async () => ({ interactions: [anInteraction()], foundCapped: false, skipped: 0 }),
      redactContact: (given) => given,
      redactInteraction: (interaction) => interaction,
      writeDigest: () => LINES,
      buildPrompt: () => aPrompt(),
      askModels: async () => ({ ...NOT_ASKED, lines: LINES }),
      findReusableText,
      askOnce: alone,
      saveSummary: async (record) => {
        await cache.put(record, encodeRecord(record), AbortSignal.timeout(5_000));
        return 'ddb';
      },
      now,
    });
    const task = {
      contact: aContact({ accountNumber, uniqueProcessId: `upi-${accountNumber}`, ...contact }),
      idIsGiven: false,
      requestId: `request-${accountNumber}-${minutes}-${tenant}-${contact.contactId}`,
      tenant,
      arrivedAtMs: nowMs,
    };
    return (await run(task, signalsOf({ deadline: AbortSignal.timeout(5_000) }))).served;
  };
  return { summarize, log, metrics };
}

describe('a text in the table', () => {
  it.each([
    [4, 'repeated'],
    [6, undefined],
  ])('is reused for five minutes: after %i', async (minutes, how) => {
    const { summarize } = setUp(`420000000${minutes}`);
    await summarize(0);
    expect((await summarize(minutes)).reused?.how).toBe(how);
  });

  it('is as old as it is in the record of a transfer, too', async () => {
    const { summarize } = setUp('4200000010');
    await summarize(0);
    const transfer = await summarize(4, { contactId: 'second' });
    expect(transfer.reused).toMatchObject({ how: 'transferred', ageMs: 4 * MINUTE_MS });
    expect((await summarize(6, { contactId: 'second' })).reused).toBeNull();
  });

  it('is found by a third contact, and by the second one as its own record', async () => {
    const { summarize } = setUp('4200000011');
    await summarize(0);
    const second = await summarize(1, { contactId: 'second' });
    const third = await summarize(2, { contactId: 'third' });
    const again = await summarize(3, { contactId: 'second' });
    expect(third.reused?.how).toBe('transferred');
    expect(again.record.requestId).toBe(second.record.requestId);
  });

  it('is never seen by another tenant, nor by who has none', async () => {
    const { summarize } = setUp('4200000012');
    await summarize(0, { tenant: 'retail' });
    expect((await summarize(1, { tenant: 'wholesale' })).reused).toBeNull();
    expect((await summarize(1, { tenant: null })).reused).toBeNull();
    expect((await summarize(2, { tenant: 'retail' })).reused?.how).toBe('repeated');
  });

  it('is made afresh where the table does not answer, and the log says so', async () => {
    const { summarize, log, metrics } = setUp('4200000013', { tableName: 'no-such-table' });
    expect((await summarize(0)).record.status).toBe('ok');
    expect(log.events).toContainEqual(
      expect.objectContaining({
        name: 'REUSE_LOOKUP_FAILED',
        fields: { fault: 'ResourceNotFoundException', ms: 0 },
      }),
    );
    expect(metrics).toEqual(['ReuseLookupFailed']);
  });
});

describe('the lookup', () => {
  const lookUp = (nowMs = NOW_MS) =>
    findReusable({ client: clients.documents, tableName: TABLES.summaryCache, now: () => nowMs });
  const put = (requestId: string, changes: Parameters<typeof aRecord>[0] = {}) => {
    const record = aRecord({
      requestId,
      contact: aContact({ accountNumber: '4200000020', uniqueProcessId: `upi-${requestId}` }),
      reuse: { key: 'ab'.repeat(32), textMadeAt: '2025-12-08T14:32:16.020Z' },
      ...changes,
    });
    const observer = { log: recordedLog(), addMetric: () => undefined, now: () => NOW_MS };
    const cache = summaryCache({ client: clients.documents, tableName: TABLES.summaryCache, ...observer });
    return cache.put(record, requestId, AbortSignal.timeout(5_000));
  };
  const chain = { chainKey: '4200000020#abc-123-first', since: '2025-12-08T14:30:00.000Z' };
  const bodies = async (nowMs?: number) =>
    (await lookUp(nowMs)(chain, AbortSignal.timeout(5_000))).map(({ body }) => body);

  it('gives the newest four that may be reused, with their keys, and not those that have expired', async () => {
    await put('too-old', { generatedAt: '2025-12-08T14:29:59.999Z' });
    await put('without-a-key', { generatedAt: '2025-12-08T14:31:00.000Z', reuse: null });
    await put('b', { generatedAt: '2025-12-08T14:30:01.000Z' });
    await put('c', { generatedAt: '2025-12-08T14:30:02.000Z' });
    expect(await bodies()).toEqual(['c', 'b']);
    expect(await lookUp()(chain, AbortSignal.timeout(5_000))).toContainEqual({
      body: 'c',
      archived: false,
      reuse: { key: 'ab'.repeat(32), textMadeAt: '2025-12-08T14:32:16.020Z' },
    });
    for (const second of [3, 4, 5])
      await put(`d${second}`, { generatedAt: `2025-12-08T14:31:0${second}.000Z` });
    expect(await bodies()).toEqual(['d5', 'd4', 'd3']);
    expect(await bodies(NOW_MS + 8 * 1_440 * MINUTE_MS)).toEqual([]);
  });
});
