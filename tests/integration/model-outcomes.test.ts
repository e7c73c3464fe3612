import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../lib/aws/clients.ts';
import { generateText } from '../../lib/bedrock/generate.ts';
import { resolveModel } from '../../lib/bedrock/model-catalogue.ts';
import type { ErrorCode } from '../../lib/domain/errors.ts';
import { askInSequence } from '../../lib/insights/ask-models.ts';
import { type CandidateModel, tryModel } from '../../lib/insights/try-model.ts';
import { aPrompt } from '../fixtures/domain.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';
import { readUngrounded } from '../fixtures/ungrounded-reader.ts';

/** What the real client makes of everything that Bedrock may answer, as written on a socket by this test. */

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const VALID = 'REASON: The customer asks about $45. [i1]';
const MAIN = 'us.amazon.nova-lite-v1:0';

const OUTCOMES: readonly (readonly [string, Reply, ErrorCode])[] = [
  ['429 ThrottlingException', exception(429, 'ThrottlingException'), 'model_throttled'],
  ['429 ModelNotReadyException', exception(429, 'ModelNotReadyException'), 'model_throttled'],
  ['400 ServiceQuotaExceededException', exception(400, 'ServiceQuotaExceededException'), 'model_throttled'],
  ['500 InternalServerException', exception(500, 'InternalServerException'), 'model_unavailable'],
  ['503 ServiceUnavailableException', exception(503, 'ServiceUnavailableException'), 'model_unavailable'],
  ['408 ModelTimeoutException', exception(408, 'ModelTimeoutException'), 'model_timeout'],
  ['424 ModelErrorException', exception(424, 'ModelErrorException'), 'model_unavailable'],
  ['403 AccessDeniedException', exception(403, 'AccessDeniedException'), 'model_misconfigured'],
  ['404 ResourceNotFoundException', exception(404, 'ResourceNotFoundException'), 'model_misconfigured'],
  ['400 ValidationException', exception(400, 'ValidationException'), 'model_misconfigured'],
  ['502 with HTML', html(502), 'model_unavailable'],
  ['200 with HTML', html(200), 'model_unavailable'],
  ['200 with half of the JSON', raw('{"output":{"message":{"role":"assi'), 'model_unavailable'],
  ['200 and a body that is cut off', cutBody, 'model_unavailable'],
  ['200 and a body that stalls', stalledBody, 'model_timeout'],
  ['no answer at all', () => {}, 'model_timeout'],
  ['a reset connection', (response) => response.socket?.resetAndDestroy(), 'model_unavailable'],
  ['200 with an empty body', raw(''), 'model_output_empty'],
  ['200 with empty content', converse([]), 'model_output_empty'],
  ['200 with white space', converse([{ text: ' \n ' }]), 'model_output_empty'],
  [
    'max_tokens before a sentence is whole',
    converse([{ text: 'REASON: The cust' }], 'max_tokens'),
    'model_output_invalid',
  ],
  ['content_filtered', converse([{ text: VALID }], 'content_filtered'), 'model_output_filtered'],
  ['guardrail_intervened', converse([{ text: VALID }], 'guardrail_intervened'), 'model_output_filtered'],
  ['malformed_model_output', converse([{ text: VALID }], 'malformed_model_output'), 'model_output_invalid'],
  ['a refusal', converse([{ text: "I'm sorry, I can't help with that." }]), 'model_output_invalid'],
];

const PROMPT = aPrompt({ secrets: ['omni-canary'] });
const ATTEMPT_TIMEOUT_MS = 400;

let reply: (modelId: string) => Reply;
let asked: string[] = [];
let bodies: Record<string, unknown>[] = [];
let clients: AwsClients;
const server = createServer(async (request, response) => {
  const modelId = decodeURIComponent(request.url?.split('/')[2] ?? '');
  asked.push(modelId);
  bodies.push(JSON.parse(await text(request)));
  reply(modelId)(response, request);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = `http://127.0.0.1:${port}`;
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
});
beforeEach(() => {
  asked = [];
  bodies = [];
});
afterAll(() => {
  clients.destroy();
  server.closeAllConnections();
  server.close();
});

describe('an answer of Bedrock', () => {
  it.each(OUTCOMES)('that is %s: the second model gives the text', async (_, outcome, code) => {
    reply = (modelId) => (modelId === MAIN ? outcome : converse([{ text: VALID }]));

    const answer = await ask();

    expect(answer.lines?.map((line) => line.text)).toEqual(['The customer asks about $45.']);
    expect(answer.attempts.map(({ outcome: ended }) => ended)).toEqual([code, 'ok']);
    // One call each: the SDK's own retries would spend the seconds of the second model.
    expect(asked).toHaveLength(2);
  });

  it.each(OUTCOMES)(
    'that is %s from both models leads to the digest, with a reason',
    async (_, outcome, code) => {
      reply = () => outcome;
      expect(await ask()).toMatchObject({ lines: null, generated: null, reason: code });
      expect(asked).toHaveLength(2);
    },
  );

  it('that is a refused connection leads to the digest too', async () => {
    process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = 'http://127.0.0.1:1';
    const unreachable = createAwsClients({ region: 'us-east-1', maxSockets: 1 });
    expect(await ask(unreachable)).toMatchObject({ lines: null, reason: 'model_unavailable' });
    unreachable.destroy();
  });

  it('that is cut off by max_tokens after a whole sentence is shown up to there', async () => {
    reply = () => converse([{ text: `${VALID}\nHISTORY: Two calls about $4` }], 'max_tokens');
    const { lines, removed, attempts } = await ask();
    expect(lines?.map((line) => line.text)).toEqual(['The customer asks about $45.']);
    expect(removed).toMatchObject([{ reason: 'cut_off' }]);
    expect(attempts).toHaveLength(1);
  });
});

describe('a request to Bedrock', () => {
  const LONG = { ...PROMPT, prefix: 'Rules of 2,000 tokens.', prefixTokens: 2_000 };
  const systemOf = (body: Record<string, unknown> | undefined) => body?.system;

  it('has a cache point where the prefix reaches the minimum of the model, and only there', async () => {
    reply = () => exception(500, 'InternalServerException');
    await ask(clients, LONG);
    expect(bodies.map(systemOf)).toEqual([
      [{ text: LONG.prefix }, { cachePoint: { type: 'default' } }],
      [{ text: LONG.prefix }],
    ]);
  });

  it.each([
    [1_099, 1],
    [1_100, 2],
  ])('has one only with a tenth to spare: %i tokens, %i blocks', async (prefixTokens, blocks) => {
    reply = () => converse([{ text: VALID }]);
    await ask(clients, { ...LONG, prefixTokens });
    expect(systemOf(bodies[0])).toHaveLength(blocks);
  });

  it('tells a model that thinks by default not to, and caches nothing while its minimum is unknown', async () => {
    reply = () => converse([{ text: VALID }]);
    await ask(clients, LONG, ['claude-haiku-5.5']);
    expect(asked).toEqual(['us.anthropic.claude-haiku-5-5']);
    expect(bodies[0]).toMatchObject({
      additionalModelRequestFields: { thinking: { type: 'disabled' } },
      system: [{ text: LONG.prefix }],
    });
  });
});

function ask({ bedrock: client } = clients, prompt = PROMPT, aliases = ['nova-lite', 'claude-haiku-4.5']) {
  const models = aliases.map((alias): CandidateModel => {
    const model = resolveModel(alias, Date.now());
    return { alias, generate: generateText({ client, model, log: recordedLog(), now: Date.now }) };
  });
  const policy = askInSequence({
    models,
    tryModel: tryModel({ readOutput: readUngrounded, attemptTimeoutMs: ATTEMPT_TIMEOUT_MS, now: Date.now }),
  });
  return policy(prompt, new AbortController().signal);
}

function exception(status: number, name: string): Reply {
  return (response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-amzn-errortype': `${name}:http://x/`,
    });
    response.end(JSON.stringify({ message: 'It did not work.' }));
  };
}

function html(status: number): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<html><body>Bad gateway</body></html>');
  };
}

function raw(body: string): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  };
}

function converse(content: readonly object[], stopReason = 'end_turn'): Reply {
  const usage = { inputTokens: 800, outputTokens: 100, totalTokens: 900 };
  return raw(
    JSON.stringify({ output: { message: { role: 'assistant', content } }, stopReason, usage, metrics: {} }),
  );
}

function cutBody(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"output":');
  setTimeout(() => response.socket?.destroy(), 20);
}

function stalledBody(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"output":');
}
