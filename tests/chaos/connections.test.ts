import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { generateText } from '../../lib/bedrock/generate.ts';
import { resolveModel } from '../../lib/bedrock/model-catalogue.ts';
import { startBedrockServer } from '../../local/bedrock/server.ts';
import type { LocalServer } from '../../local/local-server.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';
import { startTestApi, type TestApi } from '../integration/test-api.ts';

const REQUESTS = 500;
const CONCURRENT = 50;
/** Long enough for all 50 to be at the model at once, on a busy machine too; else round one would not need 50. */
const MODEL_LATENCY_MS = 500;

let bedrock: LocalServer;
let api: TestApi | undefined;
beforeAll(async () => {
  bedrock = await startBedrockServer({ seed: 1, latency: MODEL_LATENCY_MS });
});
afterAll(async () => {
  await api?.stop();
  await bedrock.close();
});

async function connectionsOpened(bedrockUrl: string): Promise<number> {
  const answer = await fetch(`${bedrockUrl}/_local/statistics`);
  const statistics: { connections_opened: number } = JSON.parse(await answer.text());
  return statistics.connections_opened;
}

/** Runs a round of calls, 50 at a time, and counts the connections to Bedrock that it opens. */
async function connectionsOpenedBy(call: () => Promise<unknown>, bedrockUrl: string): Promise<number> {
  const before = await connectionsOpened(bedrockUrl);
  let started = 0;
  const worker = async () => {
    while (started < REQUESTS) {
      started += 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
  return (await connectionsOpened(bedrockUrl)) - before;
}

describe('connections to Bedrock', () => {
  it('are at most as many as requests at a time, and are used again in the next round', async () => {
    api = await startTestApi({
      POWERTOOLS_LOG_LEVEL: 'ERROR',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
      // A call that is overtaken closes its connection, and on a slow machine some are.
      MODEL_POLICY: 'sequential',
    });
    const { post } = api;
    let calls = 0;
    const call = async () => {
      calls += 1;
      const contact_id = `connections-${calls}`;
      const { status, body } = await post({ account_number: '2000000003', contact_id });
      expect(status).toBe(200);
      expect(body.status).toBe('ok');
    };

    const warmed = await connectionsOpened(bedrock.url);
    const first = await connectionsOpenedBy(call, bedrock.url);
    const second = await connectionsOpenedBy(call, bedrock.url);

    expect(warmed).toBeGreaterThan(0);
    expect(warmed + first).toBeLessThanOrEqual(CONCURRENT);
    expect(second).toBe(0);
  });

  it("are one a call with the SDK's default handler, which is why ours is set (control)", async () => {
    const { bedrock: endpoint } = inject('aws');
    const client = new BedrockRuntimeClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const generate = generateText({
      client,
      model: resolveModel('nova-lite', Date.now()),
      log: recordedLog(),
      now: Date.now,
    });
    const prompt = {
      version: 'v1.2.0',
      prefix: 'Answer.',
      prefixTokens: 2,
      suffix: 'Answer with the word OK.',
    };
    const call = () => generate(prompt, AbortSignal.timeout(30_000));

    const first = await connectionsOpenedBy(call, endpoint);
    const second = await connectionsOpenedBy(call, endpoint);
    client.destroy();

    expect(first).toBeGreaterThan(CONCURRENT);
    expect(second).toBeGreaterThan(0);
  });
});
