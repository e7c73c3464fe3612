import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { seededDraws } from '../../tests/fixtures/seeded-draws.ts';
import type { ModelBehaviour } from './canned-aws.ts';

/**
 * DynamoDB, S3 and Bedrock in one process that knows one history and one answer by heart: what it takes to answer is next
 * to nothing, so that what is measured is the API. It counts the calls of the models, and those that are still open.
 */

const HOUR_MS = 3_600_000;
const NOTES = 'Customer asked about a charge of $45 on the bill and wants it refunded. '.repeat(4);
const TEXT = 'REASON: The customer asked about a charge of $45 on the bill and wants it refunded. [i1]';
const HISTORY = JSON.stringify({
  Items: Array.from({ length: 8 }, (_, index) => {
    const timestamp = new Date(Date.now() - (index * 30 + 2) * HOUR_MS).toISOString();
    return {
      account_number: { S: '1234567890' },
      interaction_key: { S: `${timestamp}#int-${index}` },
      timestamp: { S: timestamp },
      channel: { S: index % 2 === 0 ? 'ivr' : 'agent' },
      intent: { S: 'billing_dispute' },
      notes: { S: NOTES },
    };
  }),
  Count: 8,
});
const EMPTY = JSON.stringify({ Items: [], Count: 0 });
const ANSWER = JSON.stringify({
  output: { message: { role: 'assistant', content: [{ text: TEXT }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 2_000, outputTokens: 40, totalTokens: 2_040 },
  metrics: { latencyMs: 1 },
});

const draws = seededDraws(20_261_123);
let behaviour: ModelBehaviour = { medianMs: 1_300, stalled: 0, failing: 0 };
const models = { calls: 0, open: 0 };

const server = createServer({ keepAliveTimeout: 75_000 }, async (request, response) => {
  const body = await buffer(request);
  const { method, url = '', headers } = request;
  const target = String(headers['x-amz-target'] ?? '');
  if (url.startsWith('/model/')) answerAsModel(request, response);
  else if (url === '/canned') handleSettings(method, { body, response });
  else if (target.endsWith('.Query')) send(response, body.includes('"ucdp-interactions"') ? HISTORY : EMPTY);
  else if (target === '') response.writeHead(200, { etag: '"1"' }).end();
  else send(response, '{}');
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.once('SIGTERM', () => process.exit(0));

function send(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
}

/** GET has the counts, PUT sets how the models behave from now on. */
function handleSettings(
  method: string | undefined,
  { body, response }: { body: Buffer; response: ServerResponse },
): void {
  if (method === 'PUT') behaviour = JSON.parse(body.toString());
  send(response, JSON.stringify(models));
}

function answerAsModel({ socket }: IncomingMessage, response: ServerResponse): void {
  const { medianMs, stalled, failing } = behaviour;
  models.calls += 1;
  models.open += 1;
  response.once('close', () => {
    models.open -= 1;
  });
  if (draws.chance(stalled)) return;
  if (draws.chance(failing)) {
    response.writeHead(503, { 'x-amzn-errortype': 'ServiceUnavailableException' });
    response.end('{"message":"It did not work."}');
    return;
  }
  const timer = setTimeout(() => send(response, ANSWER), medianMs * spread());
  socket.once('close', () => clearTimeout(timer));
  response.once('close', () => clearTimeout(timer));
}

/** Log-normal, as latencies are; the median is 1, and one in a hundred is above 2. */
function spread(): number {
  const normal = Math.sqrt(-2 * Math.log(1 - draws.uniform())) * Math.cos(2 * Math.PI * draws.uniform());
  return Math.exp(0.3 * normal);
}
