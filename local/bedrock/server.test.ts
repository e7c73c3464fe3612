import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import {
  BedrockRuntimeClient,
  type BedrockRuntimeServiceException,
  ConverseCommand,
  type ConverseCommandInput,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, test } from 'vitest';
import { type BedrockServerOptions, startBedrockServer } from './server.ts';

const LITE = 'us.amazon.nova-lite-v1:0';
const MICRO = 'us.amazon.nova-micro-v1:0';
const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const DELIMITER = `=====records-${'ab'.repeat(16)}=====`;
const RECORDS = [
  DELIMITER,
  JSON.stringify({ interactions: [{ ref: 'i1', resolved: false, text: 'Charged $42.10 twice.' }] }),
  DELIMITER,
].join('\n');

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function start(options: Partial<BedrockServerOptions> = {}): Promise<string> {
  const server = await startBedrockServer({ seed: 1, latency: 1, ...options });
  endings.push(() => server.close());
  return server.url;
}

type Protocol = 'h2c' | 'http1';

function clientOf(url: string, protocol: Protocol = 'http1'): BedrockRuntimeClient {
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    ...(protocol === 'http1' ? { requestHandler: new NodeHttpHandler() } : {}),
  });
  endings.push(() => client.destroy());
  return client;
}

function request(changes: Partial<ConverseCommandInput> = {}): ConverseCommand {
  return new ConverseCommand({
    modelId: LITE,
    messages: [{ role: 'user', content: [{ text: RECORDS }] }],
    ...changes,
  });
}

function cachedPrompt(prefixBytes: number, ttl?: '5m' | '1h'): Partial<ConverseCommandInput> {
  return {
    system: [{ text: 'x'.repeat(prefixBytes) }, { cachePoint: { type: 'default', ...(ttl && { ttl }) } }],
  };
}

async function refusalOf(call: Promise<unknown>) {
  const error = (await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )) as BedrockRuntimeServiceException | undefined;
  return { name: error?.name, status: error?.$metadata?.httpStatusCode, message: error?.message ?? '' };
}

async function setFault(url: string, body: unknown): Promise<number> {
  const response = await fetch(`${url}/_local/faults`, { method: 'POST', body: JSON.stringify(body) });
  await response.text();
  return response.status;
}

interface Report {
  connections_opened: number;
  connections_open: number;
  calls: number;
  in_flight: number;
  by_model: Record<string, number>;
}

async function statisticsOf(url: string): Promise<Report> {
  return (await (await fetch(`${url}/_local/statistics`)).json()) as Report;
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come true within a second.');
}

describe.each<Protocol>(['h2c', 'http1'])('the AWS SDK over %s', (protocol) => {
  test('gets an answer in the shape of Converse', async () => {
    const answer = await clientOf(await start(), protocol).send(request());
    const text = answer.output?.message?.content?.[0]?.text ?? '';
    expect(answer.output?.message?.role).toBe('assistant');
    expect(text).toMatch(/^REASON: .+ \[i1\]\n/);
    expect(answer.stopReason).toBe('end_turn');
    expect(answer.usage).toEqual({
      inputTokens: Math.ceil(RECORDS.length / 4),
      outputTokens: Math.ceil(Buffer.byteLength(text) / 4),
      cacheReadInputTokens: 0,
      cacheWriteInputTokens: 0,
      totalTokens: Math.ceil(RECORDS.length / 4) + Math.ceil(Buffer.byteLength(text) / 4),
    });
    expect(answer.metrics?.latencyMs).toBeGreaterThanOrEqual(1);
    expect(answer.$metadata.requestId).toBeTruthy();
  });

  test('sees a throttled call as ThrottlingException', async () => {
    const url = await start();
    await setFault(url, { kind: 'throttle' });
    expect(await refusalOf(clientOf(url, protocol).send(request()))).toMatchObject({
      name: 'ThrottlingException',
      status: 429,
    });
  });

  test.each([
    ['hangs', { latency: 1 }, 'hang'],
    ['is slow', { latency: 60_000 }, 'none'],
  ])('can abort a call that %s, and nothing of it stays', async (_case, options, kind) => {
    const url = await start(options);
    await setFault(url, { kind });
    const abort = new AbortController();
    const refused = refusalOf(clientOf(url, protocol).send(request(), { abortSignal: abort.signal }));
    await eventually(async () => (await statisticsOf(url)).in_flight === 1);
    abort.abort();
    expect((await refused).name).toBe('AbortError');
    await eventually(async () => {
      const report = await statisticsOf(url);
      return report.in_flight === 0 && report.connections_open === 0;
    });
  });
});

describe('statistics', () => {
  test('count calls by model, and connections without those that ask for the statistics', async () => {
    const url = await start();
    const client = clientOf(url);
    await client.send(request());
    await client.send(request({ modelId: MICRO }));
    await statisticsOf(url);
    expect(await statisticsOf(url)).toEqual({
      connections_opened: 1,
      connections_open: 1,
      calls: 2,
      in_flight: 0,
      by_model: { [LITE]: 1, [MICRO]: 1 },
    });
  });

  test('show that the default handler opens a connection for each call', async () => {
    const url = await start();
    const client = clientOf(url, 'h2c');
    for (let call = 0; call < 3; call += 1) await client.send(request());
    expect((await statisticsOf(url)).connections_opened).toBe(3);
  });
});

describe('refusals', () => {
  const user = { role: 'user' as const, content: [{ text: 'hello' }] };

  test.each<[string, Partial<ConverseCommandInput>, string]>([
    ['no message', { messages: [] }, 'start with a user message'],
    ['an assistant first', { messages: [{ ...user, role: 'assistant' }, user] }, 'start with a user message'],
    ['two user turns', { messages: [user, user] }, 'alternate'],
    ['empty content', { messages: [{ role: 'user', content: [] }] }, 'messages.0.content'],
    ['blank text', { messages: [{ role: 'user', content: [{ text: ' ' }] }] }, 'blank'],
    ['maxTokens 0', { inferenceConfig: { maxTokens: 0 } }, 'inferenceConfig.maxTokens'],
    ['temperature 1.5', { inferenceConfig: { temperature: 1.5 } }, 'inferenceConfig.temperature'],
    ['a TTL that Nova lacks', cachedPrompt(5_000, '1h'), 'TTL 1h'],
    ['five cache points', { system: Array(5).fill({ cachePoint: { type: 'default' } }) }, 'at most 4'],
  ])('%s is a ValidationException that says so', async (_case, changes, message) => {
    const refusal = await refusalOf(clientOf(await start()).send(request(changes)));
    expect(refusal).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(refusal.message).toContain(message);
  });

  test.each([
    ['unknown', 'us.amazon.nova-9-v1:0', 'Could not find'],
    ['past its end of life', 'anthropic.claude-3-5-haiku-20241022-v1:0', 'end of its life'],
  ])('a model that is %s is not found', async (_case, modelId, message) => {
    const refusal = await refusalOf(clientOf(await start()).send(request({ modelId })));
    expect(refusal).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    expect(refusal.message).toContain(message);
  });

  test('a model is found without the prefix of its inference profile', async () => {
    const client = clientOf(await start());
    expect((await client.send(request({ modelId: 'amazon.nova-lite-v1:0' }))).stopReason).toBe('end_turn');
  });

  test('ConverseStream is refused with a sentence', async () => {
    const stream = new ConverseStreamCommand({ modelId: LITE, messages: [user] });
    const refusal = await refusalOf(clientOf(await start()).send(stream));
    expect(refusal).toMatchObject({ status: 501 });
    expect(refusal.message).toContain('converse-stream');
  });

  test('input that no SDK sends is answered, and the server lives on', async () => {
    const url = await start();
    const post = async (path: string, body: string) => {
      const response = await fetch(url + path, { method: 'POST', body });
      await response.text();
      return response.status;
    };
    const path = `/model/${encodeURIComponent(LITE)}/converse`;
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '{"messages": 7}',
      '{"messages": [{"role": "user", "content": [null]}]}',
    ]) {
      expect(await post(path, body), body).toBe(400);
    }
    expect(await post(path, 'x'.repeat(1_000_000))).toBe(400);
    const large = { messages: [{ role: 'user', content: [{ text: 'x'.repeat(1_000_000) }] }] };
    expect(await post(path, JSON.stringify(large))).toBe(200);
    expect(await post('/model/%E0%A4%A/converse', '{}')).toBe(400);
    expect(await post('/nothing', '{}')).toBe(404);
  });

  test.each([
    '',
    'P',
    'PRI',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nrubbish',
    'rubbish\r\n\r\n',
    `POST /model/${LITE}/converse HTTP/1.1\r\ncontent-length: 9\r\n\r\n{`,
  ])('a connection that breaks off after %j harms nobody', async (bytes) => {
    const url = await start();
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => {}).resume();
    await once(socket, 'close');
    expect((await clientOf(url).send(request())).stopReason).toBe('end_turn');
  });
});

describe('maxTokens', () => {
  test('cuts the text and says so', async () => {
    const answer = await clientOf(await start()).send(request({ inferenceConfig: { maxTokens: 5 } }));
    expect(answer.stopReason).toBe('max_tokens');
    expect(answer.output?.message?.content?.[0]?.text).toHaveLength(20);
    expect(answer.usage?.outputTokens).toBe(5);
  });
});

describe('the prompt cache', () => {
  const MINUTE_MS = 60_000;

  async function cachedTokens(client: BedrockRuntimeClient, changes: Partial<ConverseCommandInput>) {
    const { usage } = await client.send(request(changes));
    expect(usage?.totalTokens).toBe(
      (usage?.inputTokens ?? 0) +
        (usage?.outputTokens ?? 0) +
        (usage?.cacheReadInputTokens ?? 0) +
        (usage?.cacheWriteInputTokens ?? 0),
    );
    return [usage?.cacheWriteInputTokens, usage?.cacheReadInputTokens];
  }

  test('writes a prefix once and reads it until five minutes after its last use', async () => {
    let nowMs = 0;
    const client = clientOf(await start({ now: () => nowMs }));
    const prompt = cachedPrompt(4_000);
    expect(await cachedTokens(client, prompt)).toEqual([1_000, 0]);
    nowMs += 4 * MINUTE_MS;
    expect(await cachedTokens(client, prompt)).toEqual([0, 1_000]);
    nowMs += 4 * MINUTE_MS;
    expect(await cachedTokens(client, prompt)).toEqual([0, 1_000]);
    nowMs += 5 * MINUTE_MS;
    expect(await cachedTokens(client, prompt)).toEqual([1_000, 0]);
  });

  test('does not read across models or prefixes, and takes cached tokens out of inputTokens', async () => {
    const client = clientOf(await start());
    await client.send(request(cachedPrompt(4_000)));
    expect(await cachedTokens(client, { ...cachedPrompt(4_000), modelId: MICRO })).toEqual([1_000, 0]);
    expect(await cachedTokens(client, cachedPrompt(4_004))).toEqual([1_001, 0]);
    const { usage } = await client.send(request(cachedPrompt(4_000)));
    expect(usage?.inputTokens).toBe(Math.ceil((4_000 + RECORDS.length) / 4) - 1_000);
  });

  test('ignores a prefix below the minimum of the model, or refuses it when told to', async () => {
    const ignoring = clientOf(await start());
    expect(await cachedTokens(ignoring, cachedPrompt(3_996))).toEqual([0, 0]);
    expect(await cachedTokens(ignoring, { ...cachedPrompt(4_095 * 4), modelId: HAIKU })).toEqual([0, 0]);
    expect(await cachedTokens(ignoring, { ...cachedPrompt(4_096 * 4, '1h'), modelId: HAIKU })).toEqual([
      4_096, 0,
    ]);
    const refusing = clientOf(await start({ belowCacheMinimum: 'refuse' }));
    expect(await refusalOf(refusing.send(request(cachedPrompt(3_996))))).toMatchObject({
      name: 'ValidationException',
    });
    expect(await cachedTokens(refusing, cachedPrompt(4_000))).toEqual([1_000, 0]);
  });
});

describe('faults', () => {
  test('hit one model for as many calls as asked', async () => {
    const url = await start();
    const client = clientOf(url);
    expect(await setFault(url, { kind: 'error', model: LITE, count: 1 })).toBe(200);
    expect((await client.send(request({ modelId: MICRO }))).stopReason).toBe('end_turn');
    expect(await refusalOf(client.send(request()))).toMatchObject({
      name: 'InternalServerException',
      status: 500,
    });
    expect((await client.send(request())).stopReason).toBe('end_turn');
  });

  test('hit every model until they are taken back', async () => {
    const url = await start();
    const client = clientOf(url);
    await setFault(url, { kind: 'error', model: MICRO });
    await setFault(url, { kind: 'empty' });
    for (const modelId of [LITE, MICRO]) {
      expect((await client.send(request({ modelId }))).output?.message?.content).toEqual([]);
    }
    await setFault(url, { kind: 'none' });
    expect((await client.send(request())).output?.message?.content).toHaveLength(1);
  });

  test('garbage holds markup and a link and ignores the format', async () => {
    const url = await start();
    await setFault(url, { kind: 'garbage' });
    const { output } = await clientOf(url).send(request());
    const text = output?.message?.content?.[0]?.text;
    expect(text).toMatch(/<\w+>.*https?:/);
    expect(text).not.toMatch(/^REASON: /m);
  });

  test.each([
    [{ kind: 'flood' }, 'throttle'],
    [{ kind: 'hang', count: 0 }, 'count'],
    [{ kind: 'hang', models: [] }, 'models'],
    [null, 'expected object'],
  ])('an order like %j is refused with what is wrong', async (body, wrong) => {
    const init = { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${await start()}/_local/faults`, init);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(wrong);
  });

  test('an order for a model that is not served is refused', async () => {
    expect(await setFault(await start(), { kind: 'hang', model: 'nova-lite' })).toBe(404);
  });
});

describe('a local language model', () => {
  interface ChatRequest {
    path: string | undefined;
    body: Record<string, unknown>;
  }

  async function startFakeLlm(
    status: number,
    answer: unknown,
  ): Promise<{ url: string; seen: ChatRequest[] }> {
    const seen: ChatRequest[] = [];
    const server = createServer(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      seen.push({ path: incoming.url, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    endings.push(() => server.close().closeAllConnections());
    const address = server.address();
    return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, seen };
  }

  test('is asked in the OpenAI format, and its answer comes back', async () => {
    const llm = await startFakeLlm(200, {
      choices: [
        { message: { role: 'assistant', content: 'REASON: It works. [i1]' }, finish_reason: 'length' },
      ],
    });
    const client = clientOf(await start({ llmUrl: `${llm.url}/`, llmModel: 'tiny' }));
    const inferenceConfig = { maxTokens: 300, temperature: 0.25 };
    const answer = await client.send(request({ ...cachedPrompt(4_000), inferenceConfig }));
    expect(answer.output?.message?.content).toEqual([{ text: 'REASON: It works. [i1]' }]);
    expect(answer.stopReason).toBe('max_tokens');
    expect(llm.seen).toEqual([
      {
        path: '/v1/chat/completions',
        body: {
          model: 'tiny',
          messages: [
            { role: 'system', content: 'x'.repeat(4_000) },
            { role: 'user', content: RECORDS },
          ],
          max_tokens: 300,
          temperature: 0.25,
          stream: false,
        },
      },
    ]);
  });

  test.each([
    ['fails', 500, { choices: [{ message: { content: 'half an answer' } }] }],
    ['answers something else', 200, { hello: 'world' }],
  ])('that %s is ServiceUnavailableException with its URL', async (_case, status, answer) => {
    const llm = await startFakeLlm(status, answer);
    const refusal = await refusalOf(clientOf(await start({ llmUrl: llm.url })).send(request()));
    expect(refusal).toMatchObject({ name: 'ServiceUnavailableException', status: 503 });
    expect(refusal.message).toContain(llm.url);
  });

  test('that is not there is ServiceUnavailableException with its URL', async () => {
    const refusal = await refusalOf(clientOf(await start({ llmUrl: 'http://127.0.0.1:1' })).send(request()));
    expect(refusal).toMatchObject({ name: 'ServiceUnavailableException', status: 503 });
    expect(refusal.message).toContain('http://127.0.0.1:1/');
  });
});
