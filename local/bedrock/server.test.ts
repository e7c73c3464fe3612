import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import {
  type BedrockRuntimeClient,
  type ConverseCommandInput,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { describe, expect, test } from 'vitest';
import {
  clientOf,
  endings,
  eventually,
  HAIKU,
  LITE,
  MICRO,
  type Protocol,
  RECORDS,
  refusalOf,
  request,
  start,
  statisticsOf,
} from '../../tests/fixtures/local-bedrock.ts';

function cachedPrompt(prefixBytes: number, ttl?: '5m' | '1h'): Partial<ConverseCommandInput> {
  return {
    system: [{ text: 'x'.repeat(prefixBytes) }, { cachePoint: { type: 'default', ...(ttl && { ttl }) } }],
  };
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

  test('can abort a call that is slow, and nothing of it stays', async () => {
    const url = await start({ latency: 60_000 });
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

describe('recent requests', () => {
  const recent = async (url: string, method = 'GET') => {
    const answer = await fetch(`${url}/_local/requests`, { method });
    return JSON.parse(await answer.text());
  };

  test('are the model and the whole body, of refused calls too, until they are cleared', async () => {
    const url = await start();
    await clientOf(url).send(request({ inferenceConfig: { maxTokens: 9 } }));
    await refusalOf(clientOf(url).send(request({ modelId: 'unknown', messages: [] })));
    expect(await recent(url)).toEqual({
      requests: [
        {
          model_id: LITE,
          body: {
            messages: [{ role: 'user', content: [{ text: RECORDS }] }],
            inferenceConfig: { maxTokens: 9 },
          },
        },
        { model_id: 'unknown', body: { messages: [] } },
      ],
    });
    expect(await recent(url, 'DELETE')).toEqual({});
    expect(await recent(url)).toEqual({ requests: [] });
  });

  test('are the last 50', async () => {
    const url = await start();
    const path = `${url}/model/${encodeURIComponent(LITE)}/converse`;
    for (let call = 1; call <= 52; call += 1) {
      await (await fetch(path, { method: 'POST', body: JSON.stringify({ call }) })).text();
    }
    const { requests } = await recent(url);
    expect(requests.map(({ body }: { body: { call: number } }) => body.call)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 3),
    );
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
    for (const modelId of [HAIKU, 'us.anthropic.claude-haiku-5-5']) {
      expect(await cachedTokens(ignoring, { ...cachedPrompt(4_095 * 4), modelId })).toEqual([0, 0]);
      expect(await cachedTokens(ignoring, { ...cachedPrompt(4_096 * 4, '1h'), modelId })).toEqual([4_096, 0]);
    }
    const refusing = clientOf(await start({ belowCacheMinimum: 'refuse' }));
    expect(await refusalOf(refusing.send(request(cachedPrompt(3_996))))).toMatchObject({
      name: 'ValidationException',
    });
    expect(await cachedTokens(refusing, cachedPrompt(4_000))).toEqual([1_000, 0]);
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
