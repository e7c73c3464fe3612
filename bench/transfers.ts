import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createAwsClients } from '../lib/aws/clients.ts';
import { askForSummary, type SummaryAnswer } from '../local/ask-for-summary.ts';
import { startLocalAws, TABLES } from '../local/local-aws.ts';
import { freePort } from '../local/local-server.ts';
import { apiEnvironment } from '../local/start-api.ts';
import { fetchToken, newCredentials, prepareTables } from '../local/system.ts';
import { startChaosApi } from '../tests/chaos/chaos-api.ts';
import { copyWithChange } from '../tests/chaos/source-copy.ts';
import { median, writeResult } from './write-result.ts';

/**
 * `npm run bench:transfers`: calls that are asked about by Amazon Connect at the queue, by Salesforce at the agent, and once
 * more after a transfer, for half of them with something new in the history. The control is a copy of the API in which
 * nothing is reused and nobody waits for another's call.
 */

const CALLS = 200;
const AT_ONCE = 10;
const INTERACTIONS = 8;
const MODEL_MS = 900;
const HOUR_MS = 3_600_000;

const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
const credentials = newCredentials();
const aws = await startLocalAws({
  stateDirectory: directory,
  clientSecret: credentials.clientSecret,
  modelLatencyMs: MODEL_MS,
});
const control = copyWithChange({
  paths: ['lib', 'fargate-api', 'prompts'],
  file: 'fargate-api/reuse.ts',
  find: 'export function createReuse({ withSpan, logger, metrics, ...table }: ReuseDependencies): Reuse {\n',
  replace: `export function createReuse({ withSpan, logger, metrics, ...table }: ReuseDependencies): Reuse {
  return { findReusableText: () => async () => null, askOnce: ({ signal, work }) => work(signal) };\n`,
});
try {
  await prepareTables(aws);
  Object.assign(process.env, apiEnvironment(aws));
  const { documents, ...clients } = createAwsClients({ region: 'us-east-1', maxSockets: 50 });
  const product = await measure(pathToFileURL(join(import.meta.dirname, '../fargate-api/main.ts')), '51');
  writeResult('transfers', {
    what: `${CALLS} calls, ${AT_ONCE} at once: asked about by Connect, by Salesforce, and after a transfer; models answer in ${MODEL_MS} ms; local stand-ins`,
    command: 'npm run bench:transfers',
    with_reuse: product,
    control_without: await measure(control.urlOf('fargate-api/main.ts'), '52'),
  });
  clients.destroy();

  async function measure(main: URL, accountsBegin: string) {
    const port = await freePort();
    const api = await startChaosApi({
      aws,
      port,
      logFile: join(directory, `api-${accountsBegin}.log`),
      main,
    });
    const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
    const apiUrl = `http://127.0.0.1:${port}`;
    const ask = (request: object) => askForSummary({ apiUrl, token, request });
    const callsBefore = await modelCalls();
    const rounds = await inTurns(async (index) => {
      const account_number = `${accountsBegin}${String(index).padStart(8, '0')}`;
      await addHistory(account_number);
      const connect = await ask({ account_number, contact_id: 'call-1', ivr_intent: 'billing_inquiry' });
      const salesforce = await ask({ account_number, contact_id: 'call-1', agent_key: 'agent-1' });
      const hasNews = index % 2 === 1;
      if (hasNews) await add(account_number, { id: 'news', ageMs: 1_000 });
      const transfer = await ask({ account_number, contact_id: 'call-2', initial_contact_id: 'call-1' });
      return { connect, salesforce, transfer, hasNews };
    });
    const calls = (await modelCalls()) - callsBefore;
    await api.stop(5_000);
    const answers = rounds.flatMap(({ connect, salesforce, transfer }) => [connect, salesforce, transfer]);
    const reused = answers.filter(({ body }) => body.cache_hit);
    return {
      requests: answers.length,
      model_calls: calls,
      reused_share: round(reused.length / answers.length),
      reused: timesOf(reused),
      fresh: timesOf(answers.filter(({ body }) => !body.cache_hit)),
      at_the_agent: timesOf(rounds.map(({ salesforce }) => salesforce)),
      transfers_without_news: timesOf(rounds.flatMap(({ transfer, hasNews }) => (hasNews ? [] : transfer))),
      transfers_with_news_reused: rounds.filter(({ hasNews, transfer }) => hasNews && transfer.body.cache_hit)
        .length,
      prompt_cache_tokens_read: answers.reduce((sum, answer) => sum + paidReads(answer), 0),
    };
  }

  async function addHistory(account_number: string): Promise<void> {
    const puts = Array.from({ length: INTERACTIONS }, (_, index) => ({
      PutRequest: { Item: itemOf(account_number, { id: `int-${index}`, ageMs: (index + 1) * 20 * HOUR_MS }) },
    }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLES.ucdp]: puts } }));
  }

  async function add(account_number: string, interaction: { id: string; ageMs: number }): Promise<void> {
    const Item = itemOf(account_number, interaction);
    await documents.send(new PutCommand({ TableName: TABLES.ucdp, Item }));
  }
} finally {
  control.remove();
  await aws.stop();
  rmSync(directory, { recursive: true, force: true });
}

function itemOf(account_number: string, { id, ageMs }: { id: string; ageMs: number }) {
  const timestamp = new Date(Date.now() - ageMs).toISOString();
  return {
    account_number,
    interaction_key: `${timestamp}#${id}`,
    timestamp,
    channel: 'agent',
    intent: 'billing_dispute',
    notes: `Customer disputes a charge of $45 on the bill, ${id}. A credit was promised.`,
  };
}

/** Runs all calls, so many at once. */
async function inTurns<Result>(call: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = Array.from({ length: CALLS }, (_, index) => index);
  const goOn = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results.push(await call(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return results;
}

async function modelCalls(): Promise<number> {
  const answer = await fetch(`${aws.bedrock}/_local/statistics`);
  const { calls }: { calls: number } = JSON.parse(await answer.text());
  return calls;
}

/** An answer that is given again shows what the first one read. */
function paidReads({ body }: SummaryAnswer): number {
  return body.cache_hit ? 0 : body.prompt_cache.tokens_read;
}

function timesOf(answers: readonly SummaryAnswer[]) {
  const times = answers.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  return {
    answers: times.length,
    p50_ms: times.length === 0 ? null : median(times),
    p95_ms: times[Math.floor(times.length * 0.95)] ?? null,
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
