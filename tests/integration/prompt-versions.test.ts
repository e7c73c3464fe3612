import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { shadowRecordSchema } from '../../lib/contract/shadow-record.ts';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';
import { BUCKET } from '../../local/local-aws.ts';
import { inAnotherCall, startTestApi, type TestApi } from './test-api.ts';

const s3 = new S3Client({
  endpoint: inject('aws').s3,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const started: TestApi[] = [];
afterAll(async () => {
  for (const api of started) await api.stop();
  s3.destroy();
});

async function start(environment: NodeJS.ProcessEnv): Promise<TestApi> {
  const api = await startTestApi(environment);
  started.push(api);
  return api;
}

describe('a rollback', () => {
  it('is one variable', async () => {
    const api = await start({ PROMPT_VERSION: 'v1.1.0' });
    const { headers, body } = await api.post(inAnotherCall(SAMPLE_REQUEST));
    expect(body).toMatchObject({ status: 'ok', prompt_version: 'v1.1.0' });
    expect(headers.get('x-prompt-version')).toBe('v1.1.0');
  });
});

describe('a version that has all the accounts, with the default one in its shadow', () => {
  it('serves, and the shadow is kept apart from the summary and counted apart', async () => {
    const api = await start({
      PROMPT_SHARES: 'v1.1.0=100',
      PROMPT_SHADOW: 'v1.2.0',
      PROMPT_SHADOW_SHARE: '100',
    });
    const { body } = await api.post({ ...inAnotherCall(SAMPLE_REQUEST), unique_process_id: 'upi-shadow' });
    expect(body.prompt_version).toBe('v1.1.0');
    const shadow = () => api.lines.find(({ message }) => message === 'SHADOW_SUMMARY_READY');
    await expect.poll(shadow).toMatchObject({ request_id: body.request_id, outcome: 'ok', stored: true });

    const [day, hour] = [body.generated_at.slice(0, 10), body.generated_at.slice(11, 13)];
    const Key = `omni-channel/shadow/dt=${day}/hr=${hour}/upi-shadow.${body.request_id}.json`;
    const object = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    const record = shadowRecordSchema.parse(JSON.parse((await object.Body?.transformToString()) ?? ''));
    expect(record).toMatchObject({
      prompt_version: 'v1.2.0',
      served_prompt_version: 'v1.1.0',
      outcome: 'ok',
    });
    expect(record.summary.length).toBeGreaterThan(100);

    const read = await api.get('upi-shadow');
    expect(read.body.prompt_version).toBe('v1.1.0');
    await expect
      .poll(() => api.lines.filter(({ message }) => message === 'REQUEST_COMPLETED').length)
      .toBeGreaterThanOrEqual(2);
    const figures = (name: string) => api.lines.flatMap((line) => line[name] ?? []);
    expect(figures('SummaryCost')).toHaveLength(1);
    expect(figures('ShadowCost')).toEqual([record.cost_usd]);
  });
});

describe('a version that does not exist', () => {
  it('stops the start', async () => {
    await expect(startTestApi({ PROMPT_VERSION: 'v9.0.0' })).rejects.toThrow(/ended while it started/);
  });
});
