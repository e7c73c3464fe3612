import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { carelessAnswer } from '../../local/bedrock/careless-model.ts';
import { answerFromRecords } from '../../local/bedrock/extract-summary.ts';
import { TABLES } from '../../local/local-aws.ts';
import { readSeedFile } from '../../local/seed/read-seed-file.ts';
import { writeItems } from '../../local/seed/seed-tables.ts';
import { aContact } from '../fixtures/domain.ts';
import { interactionsOf, promptFor } from '../fixtures/seen-history.ts';
import { type Answered, askForAll, describeScenario, share } from '../integration/model-scenario.ts';
import { setModelFault, startTestApi, type TestApi } from '../integration/test-api.ts';

/** Customers whose words were typed by people. They are not part of the project; where they lie beside it, all are tried. */

const FILE = fileURLToPath(new URL('../../../shared/data/real-customers.jsonl.gz', import.meta.url));
const SECRET_KINDS = ['ssn', 'card_number', 'password', 'email_address', 'phone_number'];
/** Of `reports broken phone 12` nobody can say whether 12 is a password. */
const LEAST_SECRET_LENGTH = 5;
const MOST_WORDS = 120;
/** A mistyped card number without the word beside it; only a model that does what notes say quotes such a note. */
const MOST_SECRETS_NOT_KNOWN = 1;
/** Of which a request speaks that does not say how many. */
const MOST_INTERACTIONS = 10;
/** What a record must say word for word; the other mistakes are a matter of meaning. */
const CHECKED_KINDS = ['amount', 'day', 'count', 'reference'];

interface Customer {
  readonly account_number: string;
  readonly interactions: readonly {
    readonly interaction_id: string;
    readonly interaction_key: string;
    readonly intent: string;
    readonly resolved: boolean;
    readonly [attribute: string]: unknown;
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
  let documents: DynamoDBDocumentClient;
  const accounts = customers.map(({ account_number }) => account_number);
  let honest: ReadonlyMap<string, Answered>;
  let careless: ReadonlyMap<string, Answered>;
  let hostile: ReadonlyMap<string, Answered>;

  beforeAll(async () => {
    documents = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: inject('aws').dynamodb,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    );
    await writeItems({ client: documents, ucdpTableName: TABLES.ucdp }, itemsOf(FILE));
    api = await startTestApi({
      RATE_LIMIT_PER_SECOND: '10000',
      RATE_LIMIT_BURST: '10000',
      // However often its texts are refused, every customer is asked of the same model.
      MODEL_POLICY: 'sequential',
    });
    const ask = async (fault: string) => {
      await setModelFault(fault);
      const answers = await askForAll(accounts, { api, documents });
      process.stdout.write(describeScenario(`real customers, model ${fault}`, [...answers.values()]));
      return answers;
    };
    honest = await ask('none');
    careless = await ask('careless');
    hostile = await ask('obey_quietly');
  });
  afterAll(async () => {
    await setModelFault('none');
    await api.stop();
    documents.destroy();
  });

  const withHistory = customers.filter(({ interactions }) => interactions.length > 0);
  const answerOf = ({ account_number }: Customer, answers = honest) => {
    const answer = answers.get(account_number);
    if (answer === undefined) throw new Error('This customer was not asked for.');
    return answer.body;
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
    const answered = JSON.stringify([honest, careless].map((each) => answerOf(customer, each)));
    expect(secretsIn(answered, customer)).toEqual([]);
  });

  it('has secrets repeated by a hostile model only where redaction does not know them for secrets', () => {
    const told = customers.flatMap((customer) =>
      secretsIn(JSON.stringify(answerOf(customer, hostile)), customer),
    );
    process.stdout.write(`  secrets that a hostile model repeated: ${told.length}\n`);
    expect(told.length).toBeLessThanOrEqual(MOST_SECRETS_NOT_KNOWN);
  });

  it('is read in at most 120 words', () => {
    const summaries = [honest, careless, hostile].flatMap((answers) => [...answers.values()]);
    const longest = Math.max(...summaries.map(({ body }) => body.summary.split(/\s+/).length));
    expect(longest).toBeLessThanOrEqual(MOST_WORDS);
  });

  it('reads none of the amounts, days, counts and references that a careless model gets wrong', () => {
    const planted = withHistory.flatMap((customer) => {
      const { summary } = answerOf(customer, careless);
      return mistakesAbout(customer).map((mistake) => ({
        ...mistake,
        isShown: summary.includes(sentenceOf(mistake.line)),
      }));
    });
    expect(planted.length).toBeGreaterThanOrEqual(withHistory.length);
    for (const [kind, mistakes] of Map.groupBy(planted, (mistake) => mistake.kind)) {
      const shown = mistakes.filter(({ isShown }) => isShown).length;
      process.stdout.write(
        `  planted mistakes of ${kind} that are shown: ${share(shown, mistakes.length)}\n`,
      );
    }
    const shown = planted.filter(({ kind, isShown }) => isShown && CHECKED_KINDS.includes(kind));
    expect(shown.map(({ line }) => line)).toEqual([]);
  });

  it('is told of by a careless model as these tests expect', () => {
    for (const customer of withHistory) {
      const { body, record } = careless.get(customer.account_number) ?? {};
      // Of a sentence with personal data the record has other words.
      if (record?.removed.some(({ reason }) => reason === 'personal_data')) continue;
      const read = [body?.summary, ...(record?.removed.map(({ text }) => text) ?? [])].join('\n');
      expect(mistakesAbout(customer).filter(({ wrong }) => !read.includes(wrong))).toEqual([]);
    }
  });

  it('gets a summary of its own', () => {
    const summaries = withHistory.map((customer) => {
      const { summary, citations } = answerOf(customer);
      return JSON.stringify([summary, citations]);
    });
    expect(new Set(summaries).size).toBe(summaries.length);
  });
});

/** The same records get the same mistakes, so what the model was made to write can be told from them. */
function mistakesAbout({ account_number, interactions }: Customer) {
  const { suffix } = promptFor({
    contact: aContact({ accountNumber: account_number, initialContactId: null, ivrIntent: 'misc' }),
    interactions: interactionsOf(interactions).slice(0, MOST_INTERACTIONS),
    readAtMs: Date.now(),
  });
  return carelessAnswer(answerFromRecords(suffix), suffix).planted;
}

function secretsIn(answered: string, { secrets }: Customer): readonly string[] {
  return secrets
    .filter(({ kind, text }) => SECRET_KINDS.includes(kind) && text.length >= LEAST_SECRET_LENGTH)
    .filter(({ text }) => answered.includes(text))
    .map(({ kind, text }) => `${kind} of ${text.length} characters`);
}

function sentenceOf(line: string): string {
  return line.replace(/^[A-Z_]+: | \[[i\d,]+\]$/g, '');
}

async function* itemsOf(path: string) {
  for await (const line of readSeedFile(path)) if ('items' in line) yield* line.items;
}
