import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { InsightsResponse, StoredRecord } from '../../lib/contract/summary-record.ts';
import { decodeRecord } from '../../lib/contract/summary-record.ts';
import { TABLES } from '../../local/local-aws.ts';
import type { TestApi } from './test-api.ts';

export interface ScenarioDependencies {
  readonly api: TestApi;
  readonly documents: DynamoDBDocumentClient;
}

/** What the API answered about one customer, and what it kept of it. */
export interface Answered {
  readonly body: InsightsResponse;
  readonly record: StoredRecord;
}

const AT_ONCE = 8;
/** A detail begins with the kind of what is wrong, and goes on with its words. */
const KIND_WITH_WORDS = /^(?:quote|date|amount|reference|time|duration|number)\b/;

/** Asks for the summary of each account in a call of its own, some at once. */
export async function askForAll(
  accountNumbers: readonly string[],
  { api, documents }: ScenarioDependencies,
): Promise<ReadonlyMap<string, Answered>> {
  const answers = new Map<string, Answered>();
  const waiting = [...accountNumbers];
  const askOn = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const request = { account_number: next, contact_id: `call-${randomUUID()}`, max_history_days: 365 };
      const { status, body } = await api.post(request);
      if (status !== 200) throw new Error(`Asked about ${next}, the API answered with ${status}.`);
      answers.set(next, { body, record: await recordOf(body, documents) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return answers;
}

async function recordOf(body: InsightsResponse, documents: DynamoDBDocumentClient): Promise<StoredRecord> {
  const { unique_process_id, generated_at, request_id } = body;
  const { Item } = await documents.send(
    new GetCommand({
      TableName: TABLES.summaryCache,
      Key: { unique_process_id, record_key: `record#${generated_at}#${request_id}` },
    }),
  );
  return decodeRecord(Item?.record);
}

/** What became of the sentences of a model, in lines to read. Of a failover only the main model counts. */
export function describeScenario(name: string, answers: readonly Answered[]): string {
  const asked = answers.filter(({ body }) => body.status !== 'no_interactions');
  const removed = asked.flatMap(({ record }) =>
    record.removed.filter(({ model }) => model === record.attempts[0]?.model),
  );
  const shown = asked.flatMap(({ body }) => (body.status === 'ok' ? body.citations : []));
  const degraded = asked.filter(({ body }) => body.status === 'degraded');
  const words = asked.map(({ body }) => body.summary.split(/\s+/).length).sort((one, other) => one - other);
  const kinds = Map.groupBy(removed, ({ reason, detail }) => `${reason} ${kindOf(detail)}`.trim());
  return [
    `${name}: ${asked.length} customers with a history`,
    `  sentences removed ${share(removed.length, removed.length + shown.length)}`,
    ...[...kinds]
      .toSorted(([, one], [, other]) => other.length - one.length)
      .map(([kind, { length }]) => `    ${kind}: ${length}`),
    `  summaries that ended as the digest ${share(degraded.length, asked.length)}`,
    `  words: median ${words[Math.floor(words.length / 2)]}, p90 ${words[Math.floor(words.length * 0.9)]}, most ${words.at(-1)}`,
    '',
  ].join('\n');
}

function kindOf(detail: string | null): string {
  return KIND_WITH_WORDS.exec(detail ?? '')?.[0] ?? detail ?? '';
}

export function share(part: number, whole: number): string {
  return `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
}
