import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { converseRequest, textOf } from '../../local/bedrock/converse-request.ts';
import { answerFromRecords } from '../../local/bedrock/extract-summary.ts';
import { createLatency } from '../../local/bedrock/latency.ts';
import { findModel } from '../../local/bedrock/model-catalogue.ts';
import { TABLES } from '../../local/local-aws.ts';
import { listenLocally } from '../../local/local-server.ts';
import { seededDraws } from '../../tests/fixtures/seeded-draws.ts';
import { cannedHistory } from './canned-history.ts';

/** How the models behave from now on. */
export interface ModelBehaviour {
  /** Shares of the calls that are never answered, and that are refused at once with a 503. */
  readonly stallShare: number;
  readonly errorShare: number;
  /** The id of the only one that stalls and fails; all of them without it. */
  readonly failing?: string;
  /** Milliseconds of every call; without it each model takes about as long as on AWS. */
  readonly latencyMs?: number;
}

export interface CannedCounts {
  readonly modelCalls: number;
  /** Calls that are neither answered nor given up by the client. */
  readonly openCalls: number;
  /** Calls whose connection the client closed, and when it did so last (epoch milliseconds). */
  readonly givenUp: number;
  readonly lastGivenUpAtMs: number;
  /** Writes to the table of summaries. */
  readonly stored: number;
}

/**
 * A process that stands in for Bedrock, DynamoDB and S3 with answers that cost next to nothing, so that what is measured
 * is the API's: one history for every account, and what the local Bedrock writes of it, written once.
 */

const SEED = 20_261_123;
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

const history = JSON.stringify(cannedHistory(Date.now()));
const counts = { modelCalls: 0, openCalls: 0, givenUp: 0, lastGivenUpAtMs: 0, stored: 0 };
let behaviour: ModelBehaviour = { stallShare: 0, errorShare: 0 };
let draws = seededDraws(SEED);
let sampleLatency = createLatency(SEED);
let summary: string | null = null;

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS }, (request, response) => {
  answer(request, response).catch(() => response.destroy());
});
const url = await listenLocally(server);
process.send?.({ url });
process.once('SIGTERM', () => process.exit(0));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const [, first = '', modelId = ''] = (request.url ?? '').split('/');
  if (first === 'model') return converse(response, { modelId: decodeURIComponent(modelId), body });
  if (first === '_counts') return void response.end(JSON.stringify(counts));
  if (first === '_behaviour') {
    behaviour = JSON.parse(body);
    draws = seededDraws(SEED);
    sampleLatency = createLatency(SEED, behaviour.latencyMs);
    return void response.end('{}');
  }
  const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  if (operation === undefined) return void response.setHeader('etag', '"canned"').end();
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  response.end(answerOfTable(operation, JSON.parse(body)));
}

function answerOfTable(operation: string, { TableName }: { readonly TableName: string }): string {
  if (operation === 'PutItem') counts.stored += 1;
  if (operation !== 'Query') return '{}';
  return TableName === TABLES.ucdp ? history : '{"Items":[],"Count":0,"ScannedCount":0}';
}

async function converse(response: ServerResponse, call: { modelId: string; body: string }): Promise<void> {
  counts.modelCalls += 1;
  counts.openCalls += 1;
  const gone = new AbortController();
  response.once('close', () => {
    counts.openCalls -= 1;
    if (response.writableFinished) return;
    counts.givenUp += 1;
    counts.lastGivenUpAtMs = Date.now();
    gone.abort();
  });
  const { stallShare, errorShare, failing = call.modelId } = behaviour;
  const draw = failing === call.modelId ? draws.uniform() : 1;
  if (draw < stallShare) return void (await once(response, 'close'));
  if (draw < stallShare + errorShare) {
    response.writeHead(503, { 'x-amzn-errortype': 'ServiceUnavailableException' });
    return void response.end('{"message":"The service is not available."}');
  }
  await delay(sampleLatency(findModel(call.modelId)), undefined, { signal: gone.signal });
  response.setHeader('content-type', 'application/json');
  response.end(answerOfModel(call.body));
}

/** All prompts of one history are alike but for their delimiters, so that one answer is right for all. */
function answerOfModel(body: string): string {
  if (body.includes('Answer with the word OK.')) return toAnswer('OK');
  if (summary === null) {
    const prompt = converseRequest.parse(JSON.parse(body));
    summary = toAnswer(answerFromRecords(textOf(prompt.messages.at(-1)?.content ?? [])));
  }
  return summary;
}

function toAnswer(words: string): string {
  return JSON.stringify({
    output: { message: { role: 'assistant', content: [{ text: words }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 3_000, outputTokens: 200, totalTokens: 3_200 },
    metrics: { latencyMs: 1 },
  });
}
