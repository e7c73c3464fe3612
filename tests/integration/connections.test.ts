import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { generateText } from '../../lib/bedrock/generate.ts';
import { findModel } from '../../lib/bedrock/model-catalogue.ts';
import type { Prompt } from '../../lib/insights/ports.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';
import { modelStatistics, startTestApi, type TestApi } from './test-api.ts';

const REQUESTS = 500;
const CONCURRENT = 50;

let api: TestApi | undefined;
afterAll(() => api?.stop());

/** Runs a round of calls, so many at a time, and counts the connections to Bedrock that it opens. */
async function connectionsOpenedBy(requests: number, call: () => Promise<unknown>): Promise<number> {
  const before = await modelStatistics();
  let started = 0;
  const worker = async () => {
    while (started < requests) {
      started += 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
  return (await modelStatistics()).connections_opened - before.connections_opened;
}

describe('connections to Bedrock', () => {
  it('are at most as many as requests at a time, and are used again in the next round', async () => {
    const before = await modelStatistics();
    api = await startTestApi({ POWERTOOLS_LOG_LEVEL: 'ERROR' });
    const { post } = api;
    const call = async () => {
      const { status, body } = await post({ account_number: '2000000003', contact_id: 'connections' });
      expect(status).toBe(200);
      expect(body.status).toBe('ok');
    };

    const warmed = (await modelStatistics()).connections_opened - before.connections_opened;
    const first = await connectionsOpenedBy(REQUESTS, call);
    const second = await connectionsOpenedBy(REQUESTS, call);

    expect(warmed).toBeGreaterThan(0);
    expect(warmed + first).toBeLessThanOrEqual(CONCURRENT);
    expect(second).toBe(0);
  });

  it("are one a call with the SDK's default handler, which is why ours is set (control)", async () => {
    const client = new BedrockRuntimeClient({
      endpoint: inject('aws').bedrock,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const generate = generateText({
      client,
      model: findModel('nova-lite'),
      log: recordedLog(),
      now: Date.now,
    });
    const prompt: Prompt = {
      version: 'v1.0.0',
      prefix: 'Answer.',
      prefixTokens: 2,
      suffix: 'Answer with the word OK.',
      interactionIds: new Map(),
      secrets: [],
    };
    const call = () => generate(prompt, AbortSignal.timeout(30_000));

    const first = await connectionsOpenedBy(REQUESTS, call);
    const second = await connectionsOpenedBy(REQUESTS, call);
    client.destroy();

    expect(first).toBeGreaterThan(CONCURRENT);
    expect(second).toBeGreaterThan(0);
  });
});
