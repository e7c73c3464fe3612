import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { InsightsResponse } from '../../lib/contract/summary-record.ts';
import { TABLES } from '../../local/local-aws.ts';
import { readSeedFile } from '../../local/seed/read-seed-file.ts';
import { writeItems } from '../../local/seed/seed-tables.ts';
import { startTestApi, type TestApi } from './test-api.ts';

/** Customers whose words were typed by people. They are not part of the project; where they lie beside it, all are tried. */

const FILE = fileURLToPath(new URL('../../../shared/data/real-customers.jsonl.gz', import.meta.url));
const SECRET_KINDS = ['ssn', 'card_number', 'password', 'email_address', 'phone_number'];
/** Of `reports broken phone 12` nobody can say whether 12 is a password. */
const LEAST_SECRET_LENGTH = 5;
const MOST_WORDS = 120;

interface Customer {
  readonly account_number: string;
  readonly interactions: readonly {
    readonly interaction_id: string;
    readonly interaction_key: string;
    readonly intent: string;
    readonly resolved: boolean;
  }[];
  readonly secrets: readonly { readonly kind: string; readonly text: string }[];
}

const customers: Customer[] = existsSync(FILE)
  ? gunzipSync(readFileSync(FILE))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
if (customers.length === 0)
  process.stderr.write('real customers: not beside the project, so none was tried\n');

describe.runIf(customers.length > 0)('a real customer', () => {
  let api: TestApi;
  const answers = new Map<string, InsightsResponse>();

  beforeAll(async () => {
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: inject('aws').dynamodb,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    );
    await writeItems({ client, ucdpTableName: TABLES.ucdp }, itemsOf(FILE));
    client.destroy();
    api = await startTestApi({ RATE_LIMIT_PER_SECOND: '10000', RATE_LIMIT_BURST: '10000' });
    for (const { account_number } of customers) {
      const { status, body } = await api.post({
        account_number,
        contact_id: 'call-1',
        max_history_days: 365,
      });
      expect(status).toBe(200);
      answers.set(account_number, body);
    }
  });
  afterAll(() => api.stop());

  const withHistory = customers.filter(({ interactions }) => interactions.length > 0);
  const answerOf = ({ account_number }: Customer) => {
    const answer = answers.get(account_number);
    if (answer === undefined) throw new Error('This customer was not asked for.');
    return answer;
  };

  it('is answered from the records, or told not to have any', () => {
    for (const customer of customers) {
      expect(answerOf(customer).status).toBe(customer.interactions.length === 0 ? 'no_interactions' : 'ok');
    }
  });

  it.each(withHistory)('$account_number: names the topic of the newest contact', (customer) => {
    const { intent = '' } =
      customer.interactions.toSorted((a, b) => b.interaction_key.localeCompare(a.interaction_key))[0] ?? {};
    const topic = intent === 'misc' ? /./ : new RegExp(intent.replace(/<[^>]*>|_/g, '.{1,5}'), 'i');
    expect(answerOf(customer).summary).toMatch(topic);
  });

  it.each(withHistory)('$account_number: cites or counts every matter that is not resolved', (customer) => {
    const { citations, customer: strip } = answerOf(customer);
    const cited = new Set(citations.flatMap(({ interactions }) => interactions));
    const newestFirst = customer.interactions.toSorted((a, b) =>
      b.interaction_key.localeCompare(a.interaction_key),
    );
    const open = [...new Map(newestFirst.toReversed().map((one) => [one.intent, one])).values()].filter(
      ({ resolved }) => !resolved,
    );
    const uncited = open.filter(({ interaction_id }) => !cited.has(interaction_id));
    expect(strip.open_issues).toBeGreaterThanOrEqual(uncited.length);
  });

  it.each(customers)('$account_number: keeps every secret from the agent and from the stores', (customer) => {
    const answered = JSON.stringify(answerOf(customer));
    const told = customer.secrets
      .filter(({ kind, text }) => SECRET_KINDS.includes(kind) && text.length >= LEAST_SECRET_LENGTH)
      .filter(({ text }) => answered.includes(text));
    expect(told.map(({ kind, text }) => `${kind} of ${text.length} characters`)).toEqual([]);
  });

  it('is read in at most 120 words', () => {
    const longest = Math.max(...[...answers.values()].map(({ summary }) => summary.split(/\s+/).length));
    expect(longest).toBeLessThanOrEqual(MOST_WORDS);
  });

  it('gets a summary of its own', () => {
    const summaries = withHistory.map((customer) => {
      const { summary, citations } = answerOf(customer);
      return JSON.stringify([summary, citations]);
    });
    expect(new Set(summaries).size).toBe(summaries.length);
  });
});

async function* itemsOf(path: string) {
  for await (const line of readSeedFile(path)) if ('items' in line) yield* line.items;
}
