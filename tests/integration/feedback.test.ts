import { createServer } from 'node:http';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { GatewayAnswer } from '../../functions/feedback/gateway-event.ts';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import { decodeFeedback, type StoredFeedback } from '../../lib/contract/feedback-event.ts';
import { encodeRecord } from '../../lib/contract/summary-record.ts';
import { composeSummary } from '../../lib/domain/summary.ts';
import { identityOf, type SummaryRecord } from '../../lib/domain/summary-record.ts';
import { summaryOutbox } from '../../lib/dynamo/outbox.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import { keyOf } from '../../lib/dynamo/summary-item.ts';
import { BUCKET, TABLES } from '../../local/local-aws.ts';
import { freePort, listenLocally } from '../../local/local-server.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { aContact, aRecord } from '../fixtures/domain.ts';
import { feedbackEvent, type SampleEvent, sampleEvent } from '../fixtures/feedback.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';

/** The function as AWS calls it, with its own clients, on the local DynamoDB and S3. */

const DAY_MS = 86_400_000;
const signal = () => AbortSignal.timeout(5_000);
const context = { functionName: 'feedback', getRemainingTimeInMillis: () => 10_000 };

let clients: AwsClients;
let lines: string[] = [];
let lastId = 0;

beforeAll(() => {
  Object.assign(process.env, apiEnvironment(inject('aws')));
  // As on Lambda, where a container has one request at a time.
  delete process.env.AWS_LAMBDA_MAX_CONCURRENCY;
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
});
afterAll(() => clients.destroy());
beforeEach(() => {
  lines = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

type Answer = Omit<GatewayAnswer, 'body'> & { readonly body: Record<string, unknown> };

/** A container of its own, started with the environment of this process and these changes. */
async function startFunction(
  environment: NodeJS.ProcessEnv = {},
): Promise<(event: SampleEvent) => Promise<Answer>> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  vi.resetModules();
  const { handler } = await import('../../functions/feedback/handler.ts');
  const call = async (event: SampleEvent): Promise<Answer> => {
    // biome-ignore lint/suspicious/noExplicitAny: middy wants the types of a whole event and context of Lambda
    const answer: GatewayAnswer = await (handler as any)(structuredClone(event), context);
    return { ...answer, body: JSON.parse(answer.body) };
  };
  // The clients read their endpoints at their first call.
  if (Object.keys(environment).length > 0)
    await call(feedbackEvent({ request_id: 'first', feedback: 'helpful' }));
  for (const name of Object.keys(environment)) process.env[name] = before[name];
  return call;
}

/** A summary of now in SummaryCache, with ids of its own. */
async function storeSummary(
  changes: Partial<SummaryRecord> & { uniqueProcessId?: string; contactId?: string } = {},
) {
  lastId += 1;
  const accountNumber = String(7_000_000_000 + lastId);
  const { uniqueProcessId = `upi-feedback-${lastId}`, contactId = `contact-${lastId}`, ...others } = changes;
  const record = aRecord({
    requestId: `01JFEEDBACK${lastId}`,
    generatedAt: new Date().toISOString(),
    contact: aContact({ uniqueProcessId, contactId, accountNumber }),
    summary: composeSummary([
      { section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] },
      { section: 'history', text: 'Called twice.', interactionIds: [] },
    ]),
    ...others,
  });
  await cache().put(record, encodeRecord(record), signal());
  const { requestId, contact } = record;
  return {
    record,
    requestId,
    uniqueProcessId,
    accountNumber: contact.accountNumber,
    contactId: contact.contactId,
  };
}

function cache() {
  const observer = { log: recordedLog(), addMetric: () => undefined, now: Date.now };
  return summaryCache({ client: clients.documents, tableName: TABLES.summaryCache, ...observer });
}

async function itemOf(record: SummaryRecord) {
  const key = { TableName: TABLES.summaryCache, Key: keyOf(identityOf(record)), ConsistentRead: true };
  return (await clients.documents.send(new GetCommand(key))).Item ?? {};
}

/** The events of a summary in S3, in their order. */
async function eventsOf(isMeant: (event: StoredFeedback) => boolean): Promise<readonly StoredFeedback[]> {
  const prefix = { Bucket: BUCKET, Prefix: 'omni-channel/feedback/' };
  const events: StoredFeedback[] = [];
  let token: string | undefined;
  do {
    const page = await clients.s3.send(
      new ListObjectsV2Command({ ...prefix, ...(token && { ContinuationToken: token }) }),
    );
    for (const { Key } of page.Contents ?? []) {
      const object = await clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      const event = decodeFeedback((await object.Body?.transformToString()) ?? '');
      const hour = `dt=${event.server_time.slice(0, 10)}/hr=${event.server_time.slice(11, 13)}`;
      expect(Key).toBe(`omni-channel/feedback/${hour}/${event.event_id}.json`);
      if (isMeant(event)) events.push(event);
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return events.toSorted((a, b) => (a.server_time + a.event_id < b.server_time + b.event_id ? -1 : 1));
}

const eventsFor = (requestId: string) => eventsOf((event) => event.request_id === requestId);

const logged = (name: string) =>
  lines.map((line) => JSON.parse(line)).filter(({ message }) => message === name);

describe('a click on a summary that is known', () => {
  it.each([
    ['the id of its request', (ids: Ids) => ({ request_id: ids.requestId })],
    ['the id of its process', (ids: Ids) => ({ unique_process_id: ids.uniqueProcessId })],
    ['account and contact', (ids: Ids) => ({ account_number: ids.accountNumber, contact_id: ids.contactId })],
    [
      'the other name of the account',
      (ids: Ids) => ({ customer_account: ids.accountNumber, contact_id: ids.contactId }),
    ],
    [
      'all ids at once',
      (ids: Ids) => ({
        request_id: ids.requestId,
        unique_process_id: ids.uniqueProcessId,
        account_number: ids.accountNumber,
        customer_account: ids.accountNumber,
        contact_id: ids.contactId,
      }),
    ],
  ])(
    'is stored, confirmed and answered with the ids of the summary, when it brings %s',
    async (_name, body) => {
      const call = await startFunction();
      const ids = await storeSummary();
      const answer = await call(feedbackEvent({ ...body(ids), feedback: 'helpful' }));

      expect(answer.statusCode).toBe(200);
      expect(answer.body).toEqual({
        request_id: ids.requestId,
        unique_process_id: ids.uniqueProcessId,
        feedback: 'helpful',
      });
      const [event, ...others] = await eventsFor(ids.requestId);
      expect(others).toEqual([]);
      expect(event).toMatchObject({
        schema_version: 1,
        kind: 'click',
        tenant: null,
        unique_process_id: ids.uniqueProcessId,
        account_number: ids.accountNumber,
        contact_id: ids.contactId,
        feedback: 'helpful',
        matched: true,
      });
      expect(await itemOf(ids.record)).toMatchObject({
        helpful_feedback: 'helpful',
        feedback_event_id: event?.event_id,
        feedback_timestamp: event?.server_time,
        feedback_begun_id: event?.event_id,
      });
    },
  );

  it('keeps reason, sentence and agent, and the comment without personal data, which no log line has', async () => {
    const call = await startFunction();
    const { requestId, record } = await storeSummary();
    const comment = 'The $45 was refunded to 4111 1111 1111 1111';
    await call(
      feedbackEvent({
        request_id: requestId,
        feedback: 'not_helpful',
        reason: 'inaccurate',
        sentence: 1,
        comment,
        agent_key: 'agent-7',
      }),
    );

    expect(await eventsFor(requestId)).toMatchObject([
      { reason: 'inaccurate', sentence: 1, comment: 'The $45 was refunded to [card]', agent_key: 'agent-7' },
    ]);
    expect(await itemOf(record)).toMatchObject({ feedback_reason: 'inaccurate', feedback_sentence: 1 });
    expect(lines.join('')).not.toMatch(/refunded|4111/);
    expect(JSON.stringify(await itemOf(record))).not.toContain('refunded');
  });

  it('adds nothing when it says what was said already', async () => {
    const call = await startFunction();
    const { requestId } = await storeSummary();
    const click = feedbackEvent({ request_id: requestId, feedback: 'helpful' });
    const first = await call(click);
    const second = await call(click);

    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(await eventsFor(requestId)).toHaveLength(1);
    expect(logged('FEEDBACK_REPEATED')).toHaveLength(1);
  });

  it('is an event of its own for each change of mind, and for a reason that comes later', async () => {
    const call = await startFunction();
    const { requestId, record } = await storeSummary();
    for (const verdict of [
      { feedback: 'helpful' },
      { feedback: 'not_helpful' },
      { feedback: 'helpful' },
      { feedback: 'helpful', reason: 'too_long' },
    ]) {
      expect((await call(feedbackEvent({ request_id: requestId, ...verdict }))).statusCode).toBe(200);
    }

    expect((await eventsFor(requestId)).map(({ feedback, reason }) => [feedback, reason])).toEqual([
      ['helpful', null],
      ['not_helpful', null],
      ['helpful', null],
      ['helpful', 'too_long'],
    ]);
    expect(await itemOf(record)).toMatchObject({ helpful_feedback: 'helpful', feedback_reason: 'too_long' });
    expect(logged('FEEDBACK_CHANGED')).toMatchObject([
      { from: 'helpful', to: 'not_helpful' },
      { from: 'not_helpful', to: 'helpful' },
    ]);
  });

  it('is kept beside opposite ones of the same moment, and all agree who came last', async () => {
    const calls = await Promise.all([startFunction(), startFunction(), startFunction()]);
    const { requestId, record } = await storeSummary();
    const answers = await Promise.all(
      ['helpful', 'not_helpful', 'helpful', 'not_helpful', 'helpful', 'not_helpful'].map((feedback, index) =>
        calls[index % 3]?.(feedbackEvent({ request_id: requestId, feedback, agent_key: `agent-${index}` })),
      ),
    );

    expect(answers.map((answer) => answer?.statusCode)).toEqual([200, 200, 200, 200, 200, 200]);
    const events = await eventsFor(requestId);
    const stored = answers.filter((answer) => answer?.headers['idempotent-replayed'] === undefined);
    expect(events).toHaveLength(stored.length);
    expect(await itemOf(record)).toMatchObject({
      helpful_feedback: events.at(-1)?.feedback,
      feedback_event_id: events.at(-1)?.event_id,
    });
  });

  it('changes nothing of the record, of what is served, or of what the sweep archives', async () => {
    const call = await startFunction();
    const { requestId, record, uniqueProcessId } = await storeSummary();
    const before = await itemOf(record);
    await call(feedbackEvent({ request_id: requestId, feedback: 'helpful' }));
    const after = await itemOf(record);

    expect(after).toMatchObject(before);
    const body = encodeRecord(record);
    expect(await cache().findNewest({ uniqueProcessId, tenant: null }, signal())).toEqual({
      body,
      archived: false,
      generatedAt: record.generatedAt,
    });
    const outbox = summaryOutbox({
      client: clients.documents,
      tableName: TABLES.summaryCache,
      log: recordedLog(),
    });
    expect(await outbox.readBody(identityOf(record), signal())).toBe(body);
  });

  it('is refused when it names a sentence that the summary does not have', async () => {
    const call = await startFunction();
    const { requestId } = await storeSummary();
    const answer = await call(feedbackEvent({ request_id: requestId, feedback: 'not_helpful', sentence: 2 }));

    expect(answer.statusCode).toBe(400);
    expect(answer.body.errors).toEqual([
      { path: 'sentence', message: 'send a whole number from 0 to 1: the summary has 2 sentences' },
    ]);
    expect(await eventsFor(requestId)).toEqual([]);
  });
});

describe('ids', () => {
  it.each([
    ['the process is another', { unique_process_id: 'upi-other' }],
    ['the account is another', { account_number: '9999999999' }],
    ['the contact is another', { contact_id: 'contact-other' }],
  ])('contradict each other when %s, and nothing is stored', async (_name, other) => {
    const call = await startFunction();
    const { requestId } = await storeSummary();
    const answer = await call(feedbackEvent({ request_id: requestId, ...other, feedback: 'helpful' }));

    expect(answer.statusCode).toBe(409);
    expect(answer.body).toMatchObject({ code: 'id_conflict', retryable: false });
    expect(await eventsFor(requestId)).toEqual([]);
  });

  it('of a process mean its newest summary, and with a contact the newest of that contact', async () => {
    const call = await startFunction();
    const older = await storeSummary({ generatedAt: new Date(Date.now() - 60_000).toISOString() });
    const { uniqueProcessId } = older;
    const newer = await storeSummary({
      contact: aContact({
        uniqueProcessId,
        accountNumber: older.accountNumber,
        contactId: 'contact-after-transfer',
      }),
    });
    const click = { unique_process_id: uniqueProcessId, feedback: 'helpful' };

    expect((await call(feedbackEvent(click))).body.request_id).toBe(newer.requestId);
    const ofFirstAgent = await call(feedbackEvent({ ...click, contact_id: older.contactId }));
    expect(ofFirstAgent.body.request_id).toBe(older.requestId);
    const contradiction = await call(feedbackEvent({ ...click, contact_id: 'contact-other' }));
    expect(contradiction.statusCode).toBe(409);
  });
});

describe('a click on a summary that is not known', () => {
  it('is stored with the ids that it brought, and answered 202', async () => {
    const call = await startFunction();
    const answer = await call(sampleEvent('feedback.unknown'));

    expect(answer.statusCode).toBe(202);
    const request_id = '01KBZ6Q0V1F1UNKNOWNREQUEST';
    expect(answer.body).toEqual({ matched: false, request_id, unique_process_id: null, feedback: 'helpful' });
    expect(await eventsFor(request_id)).toMatchObject([
      { matched: false, contact_id: null, feedback: 'helpful' },
    ]);
    expect(logged('FEEDBACK_UNMATCHED')).toMatchObject([{ reason: 'unknown' }]);
  });

  it('is what a click on an expired one is', async () => {
    const call = await startFunction();
    const { requestId, uniqueProcessId, accountNumber, contactId } = await storeSummary({
      generatedAt: new Date(Date.now() - 7 * DAY_MS - 1_000).toISOString(),
    });
    for (const ids of [
      { request_id: requestId },
      { unique_process_id: uniqueProcessId },
      { account_number: accountNumber, contact_id: contactId },
    ]) {
      const answer = await call(feedbackEvent({ ...ids, feedback: 'helpful' }));
      expect([answer.statusCode, answer.body.matched]).toEqual([202, false]);
    }
  });

  it('is what a click on one of another tenant is, to the last member, and it keeps its own tenant', async () => {
    const call = await startFunction();
    const { requestId, record } = await storeSummary({ tenant: 'globex' });
    const acme = { tenant: 'acme' };
    const answer = await call(feedbackEvent({ request_id: requestId, feedback: 'helpful' }, acme));
    const unknown = await call(feedbackEvent({ request_id: '01JNOBODYS', feedback: 'helpful' }, acme));

    expect(answer.statusCode).toBe(202);
    expect({ ...answer.body, request_id: null }).toEqual({ ...unknown.body, request_id: null });
    expect(Object.keys(answer.headers).toSorted()).toEqual(Object.keys(unknown.headers).toSorted());
    expect(await eventsFor(requestId)).toMatchObject([
      { tenant: 'acme', matched: false, account_number: null },
    ]);
    expect(await itemOf(record)).not.toHaveProperty('feedback_begun_id');
    expect(logged('AUTHZ_DENIED')).toHaveLength(1);
  });
});

describe('a use', () => {
  it('is stored without a look at its summary, and answered 202', async () => {
    const call = await startFunction();
    const answer = await call(sampleEvent('feedback.use'));

    expect(answer.statusCode).toBe(202);
    const request_id = '01KBZ6Q0V1F1EXAMPLEREQUEST';
    expect(answer.body).toEqual({ request_id, event: 'shown' });
    expect(await eventsFor(request_id)).toMatchObject([
      { kind: 'use', event: 'shown', agent_key: 'agent-7', feedback: null },
    ]);
  });
});

describe('many clicks of many agents at once', () => {
  it('are all in S3 when they were acknowledged as new, and table and S3 agree who was last', async () => {
    const calls = await Promise.all(Array.from({ length: 4 }, () => startFunction()));
    const summaries = await Promise.all(Array.from({ length: 6 }, () => storeSummary()));
    const agent = async (call: (typeof calls)[number], seed: number) => {
      const answers: Answer[] = [];
      for (let click = 0; click < 40; click += 1) {
        const request_id = summaries[(click * 7 + seed) % summaries.length]?.requestId;
        const feedback = (click * click + seed) % 3 === 0 ? 'not_helpful' : 'helpful';
        answers.push(await call(feedbackEvent({ request_id, feedback, agent_key: `agent-${seed}` })));
      }
      return answers;
    };
    const answers = (
      await Promise.all(calls.flatMap((call, seed) => [agent(call, seed), agent(call, seed + 4)]))
    ).flat();

    expect(answers.filter(({ statusCode }) => statusCode !== 200)).toEqual([]);
    const repeated = answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true');
    const ids = new Set(summaries.map(({ requestId }) => requestId));
    const events = await eventsOf(({ request_id }) => ids.has(request_id ?? ''));
    expect(repeated.length).toBeGreaterThan(0);
    expect(events).toHaveLength(answers.length - repeated.length);
    for (const { requestId, record } of summaries) {
      const last = events.findLast(({ request_id }) => request_id === requestId);
      const { helpful_feedback, feedback_event_id } = await itemOf(record);
      expect([helpful_feedback, feedback_event_id]).toEqual([last?.feedback, last?.event_id]);
    }
  });
});

describe('while S3 is down', () => {
  it('nothing is acknowledged, S3 was tried three times, and the next click is stored although it is equal', async () => {
    let puts = 0;
    const refusing = createServer((request, response) => {
      puts += 1;
      request.resume().on('end', () => response.writeHead(503).end());
    });
    const call = await startFunction();
    const { requestId } = await storeSummary();
    const click = feedbackEvent({ request_id: requestId, feedback: 'helpful' });
    const opposite = feedbackEvent({ request_id: requestId, feedback: 'not_helpful' });
    await call(click);

    const without = await startFunction({ AWS_ENDPOINT_URL_S3: await listenLocally(refusing) });
    puts = 0;
    const refused = await without(opposite);
    refusing.close();
    refusing.closeAllConnections();

    expect(puts).toBe(3);
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('2');
    expect(refused.body).toMatchObject({ code: 'feedback_unstored', retryable: true });
    expect(refused.body.detail).toBeUndefined();
    expect(logged('FEEDBACK_UNSTORED').length).toBeGreaterThan(0);
    // The opposite one may have reached S3 without an answer: what is said now must come after it.
    expect((await call(click)).headers['idempotent-replayed']).toBeUndefined();
    expect((await eventsFor(requestId)).map(({ feedback }) => feedback)).toEqual(['helpful', 'helpful']);
  });
});

describe('while S3 takes calls and never answers', () => {
  it('each of three tries has a deadline, and nothing is acknowledged', async () => {
    let puts = 0;
    const hanging = createServer(() => {
      puts += 1;
    });
    const { requestId } = await storeSummary();
    const call = await startFunction({ AWS_ENDPOINT_URL_S3: await listenLocally(hanging) });
    puts = 0;
    const answer = await call(feedbackEvent({ request_id: requestId, feedback: 'helpful' }));
    hanging.close();
    hanging.closeAllConnections();

    expect(puts).toBe(3);
    expect(answer.statusCode).toBe(503);
  });
});

describe('while DynamoDB is down', () => {
  it('a click is stored all the same, and with S3 down too it is not acknowledged', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const { requestId } = await storeSummary();
    const click = feedbackEvent({ request_id: requestId, feedback: 'helpful' });

    const withoutTable = await startFunction({ AWS_ENDPOINT_URL_DYNAMODB: nobody });
    const answer = await withoutTable(click);
    expect([answer.statusCode, answer.body.matched]).toEqual([202, false]);
    expect(await eventsFor(requestId)).toMatchObject([{ matched: false, feedback: 'helpful' }]);
    expect(logged('FEEDBACK_UNMATCHED').at(-1)).toMatchObject({ reason: 'lookup_failed' });

    const withoutBoth = await startFunction({
      AWS_ENDPOINT_URL_DYNAMODB: nobody,
      AWS_ENDPOINT_URL_S3: nobody,
    });
    expect((await withoutBoth(click)).statusCode).toBe(503);
    expect(await eventsFor(requestId)).toHaveLength(1);
  });
});

type Ids = Awaited<ReturnType<typeof storeSummary>>;
