import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import { TABLES } from '../../local/local-aws.ts';
import { apiEnvironment } from '../../local/start-api.ts';
import { modelStatistics, setModelFault, startTestApi, type TestApi } from './test-api.ts';

const HOUR_MS = 3_600_000;
/** What may differ between an answer and the same one given again. */
const OF_THE_DELIVERY = { cache_hit: true, latency_ms: expect.any(Number) };

let api: TestApi;
let clients: AwsClients;
let customers = 0;
beforeAll(async () => {
  Object.assign(process.env, apiEnvironment(inject('aws')));
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
  api = await startTestApi();
});
afterEach(() => setModelFault('none'));
afterAll(async () => {
  await api.stop();
  clients.destroy();
});

/** A customer of one test with two interactions, and how that customer is asked for. */
async function aCustomer() {
  customers += 1;
  const account_number = `41${String(customers).padStart(8, '0')}`;
  const add = async (id: string, ageMs: number) => {
    const timestamp = new Date(Date.now() - ageMs).toISOString();
    const Item = {
      account_number,
      interaction_key: `${timestamp}#${id}`,
      timestamp,
      channel: 'ivr',
      intent: 'billing_dispute',
      notes: `Customer asked about a charge of $45, ${id}.`,
    };
    await clients.documents.send(new PutCommand({ TableName: TABLES.ucdp, Item }));
  };
  await Promise.all([add('int-1', 50 * HOUR_MS), add('int-2', 2 * HOUR_MS)]);
  const ask = (changes: object = {}) => api.post({ account_number, contact_id: 'call-1', ...changes });
  return { account_number, add, ask };
}

async function recordsOf(account_number: string): Promise<number> {
  const answer = await clients.documents.send(
    new QueryCommand({
      TableName: TABLES.summaryCache,
      IndexName: 'account_number-index',
      KeyConditionExpression: 'account_number = :account',
      ExpressionAttributeValues: { ':account': account_number },
    }),
  );
  return answer.Items?.length ?? 0;
}

async function callsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = (await modelStatistics()).calls;
  await work();
  return (await modelStatistics()).calls - before;
}

const eventsOf = (answer: { headers: Headers }) =>
  api.lines
    .filter(({ request_id }) => request_id === answer.headers.get('x-request-id'))
    .map(({ message }) => message);
const hit = ({ headers }: { headers: Headers }) => headers.get('x-cache-hit');
const text = ({ body }: { body: InsightsResponse }) => body.summary;

describe('the same contact again', () => {
  it('gets the first answer, member for member, and nothing is asked or written', async () => {
    const { account_number, ask } = await aCustomer();
    const first = await ask();
    let again = first;
    const calls = await callsDuring(async () => {
      again = await ask();
    });

    expect([hit(first), hit(again)]).toEqual(['false', 'true']);
    expect(again.body).toEqual({ ...first.body, ...OF_THE_DELIVERY });
    expect(again.headers.get('x-stored')).toMatch(/^ddb/);
    expect(again.headers.get('x-request-id')).not.toBe(first.body.request_id);
    expect([calls, await recordsOf(account_number)]).toEqual([0, 1]);
    await expect.poll(() => eventsOf(again)).toContain('SUMMARY_REUSED');
  });

  it('does so also where Connect knows the intent and Salesforce the agent', async () => {
    const { ask } = await aCustomer();
    const connect = await ask({ ivr_intent: 'billing_inquiry' });
    const salesforce = await ask({ agent_key: 'agent-9' });
    expect(salesforce.body.request_id).toBe(connect.body.request_id);
  });

  it('gets a record of its own under another id of the process, so that it is found by that', async () => {
    const { ask } = await aCustomer();
    const first = await ask();
    const other = await ask({ unique_process_id: `upi-of-mine-${customers}` });
    expect([hit(other), text(other)]).toEqual(['true', text(first)]);
    expect(other.body.request_id).not.toBe(first.body.request_id);
    const found = await api.get(`upi-of-mine-${customers}`);
    expect(found.body.request_id).toBe(other.body.request_id);
  });

  it('is asked for once when ten ask at the same time', async () => {
    const { account_number, ask } = await aCustomer();
    let answers = [await aCustomer().then(({ ask: warmUp }) => warmUp())];
    const calls = await callsDuring(async () => {
      answers = await Promise.all(Array.from({ length: 10 }, () => ask()));
    });
    expect(new Set(answers.map(({ body }) => body.request_id)).size).toBe(1);
    expect(answers.filter((answer) => hit(answer) === 'false')).toHaveLength(1);
    expect([calls, await recordsOf(account_number)]).toEqual([1, 1]);
    const joined = answers.filter((answer) => hit(answer) === 'true');
    await expect.poll(() => joined.flatMap(eventsOf)).toContain('COALESCED');
  });
});

describe('two tasks', () => {
  it('make at most a summary each when both are asked at once, and afterwards each finds one', async () => {
    const { account_number, ask } = await aCustomer();
    const other = await startTestApi();
    const askOther = () => other.post({ account_number, contact_id: 'call-1' });
    let made: Awaited<ReturnType<typeof ask>>[] = [];
    const calls = await callsDuring(async () => {
      made = await Promise.all([ask(), askOther(), ask(), askOther()]);
    });
    const ids = new Set(made.map(({ body }) => body.request_id));
    expect(calls).toBeLessThanOrEqual(2);
    expect([ids.size, await recordsOf(account_number)]).toEqual([calls, calls]);

    const later = await Promise.all([ask(), askOther()]);
    expect(later.map(hit)).toEqual(['true', 'true']);
    for (const { body } of later) expect(ids).toContain(body.request_id);
    await other.stop();
  });

  it('give the same answer one after the other', async () => {
    const { account_number, ask } = await aCustomer();
    const first = await ask();
    const other = await startTestApi();
    const again = await other.post({ account_number, contact_id: 'call-1' });
    expect(again.body).toEqual({ ...first.body, ...OF_THE_DELIVERY });
    await other.stop();
  });
});

describe('a transfer', () => {
  const TRANSFER = { contact_id: 'call-2', initial_contact_id: 'call-1' };

  it('without anything new has the stored text at once, in a record of its own that cost nothing', async () => {
    const { account_number, ask } = await aCustomer();
    const first = await ask();
    let second = first;
    const calls = await callsDuring(async () => {
      second = await ask(TRANSFER);
    });

    expect([calls, await recordsOf(account_number)]).toEqual([0, 2]);
    expect(second.body).toMatchObject({
      unique_process_id: first.body.unique_process_id,
      request_id: second.headers.get('x-request-id'),
      contact_id: 'call-2',
      status: 'ok',
      summary: first.body.summary,
      sections: first.body.sections,
      citations: first.body.citations,
      model_used: first.body.model_used,
      cache_hit: true,
      stored: true,
      prompt_cache: { tokens_read: 0, tokens_written: 0 },
    });
    await expect.poll(() => eventsOf(second)).toContain('TRANSFER_REUSED');

    const again = await ask(TRANSFER);
    expect(again.body).toEqual({ ...second.body, ...OF_THE_DELIVERY });
  });

  it('with something new since is summarised afresh', async () => {
    const { add, ask } = await aCustomer();
    const first = await ask();
    await add('int-3', 1_000);
    const second = await ask(TRANSFER);
    expect([hit(second), second.body.coverage.found]).toEqual(['false', first.body.coverage.found + 1]);
  });
});

describe('what is asked differently', () => {
  it.each([
    ['the language', { language: 'es' }],
    ['the window', { max_history_days: 7 }],
    ['the number of interactions', { max_interactions: 1 }],
    ['the channels', { channel_filter: ['ivr'] }],
    ['the turn', { current_interaction: { channel: 'ivr', intent: 'misc', text: 'Where is my credit?' } }],
    ['the chain', { contact_id: 'another-call' }],
  ])('is answered afresh: %s', async (_, changes) => {
    const { ask } = await aCustomer();
    const first = await ask();
    const other = await ask(changes);
    expect(hit(other)).toBe('false');
    expect(other.body.request_id).not.toBe(first.body.request_id);
  });

  it('is refused as ever with an id of another account', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    const first = await one.ask();
    const { status } = await other.ask({ unique_process_id: first.body.unique_process_id });
    expect(status).toBe(409);
  });
});

describe('a degraded summary', () => {
  it('is given to nobody else, and the models are asked again', async () => {
    const { ask } = await aCustomer();
    await setModelFault('throttle');
    const first = await ask();
    await setModelFault('none');
    const [second, transfer] = [
      await ask(),
      await ask({ contact_id: 'call-2', initial_contact_id: 'call-1' }),
    ];
    expect([first, second].map(({ body }) => body.status)).toEqual(['degraded', 'ok']);
    expect(hit(second)).toBe('false');
    expect(text(transfer)).toBe(text(second));
  });
});
