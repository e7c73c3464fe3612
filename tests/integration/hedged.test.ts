import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';
import { inAnotherCall, modelStatistics, setModelFault, startTestApi, type TestApi } from './test-api.ts';

const MAIN = 'us.amazon.nova-lite-v1:0';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SECOND_REGION: 'none' });
});
afterEach(() => setModelFault('none'));
afterAll(() => api.stop());

const ask = () => api.post(inAnotherCall(SAMPLE_REQUEST));
const messages = (requestId: string) =>
  api.lines.flatMap(({ request_id, message, model }) =>
    request_id === requestId ? `${message} ${model}` : [],
  );

describe('a main model that is slow', () => {
  it('is overtaken by the hedge model, and its connection is closed', async () => {
    await setModelFault('hang', { model: MAIN });
    const { body } = await ask();
    expect(body).toMatchObject({ status: 'ok', model_used: 'nova-micro' });
    await expect.poll(() => messages(body.request_id)).toContain('BEDROCK_INVOKE_CANCELLED nova-lite');
    expect(messages(body.request_id).join()).not.toContain('MODEL_FAILOVER');
    await expect.poll(modelStatistics).toMatchObject({ in_flight: 0 });
  });
});

describe('a main model that fails', () => {
  it.each(['error', 'throttle', 'empty', 'garbage'])(
    '(%s) is followed at once by another one',
    async (fault) => {
      await setModelFault(fault, { model: MAIN });
      const { body } = await ask();
      expect(body).toMatchObject({ status: 'ok', model_used: 'nova-micro' });
      await expect.poll(() => messages(body.request_id)).toContain('MODEL_FAILOVER undefined');
    },
  );
});

describe('models that all fail', () => {
  it('are left alone once that is known, the digest answers, and they are back soon after', async () => {
    await setModelFault('error');
    for (let requests = 0; requests < 12; requests += 1) await ask();
    const before = (await modelStatistics()).calls;
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.status}`))).toEqual(
      new Set(['200 degraded']),
    );
    // At most one probe of each.
    expect((await modelStatistics()).calls - before).toBeLessThanOrEqual(3);
    expect(api.lines.filter(({ message }) => message === 'MODEL_BREAKER_OPENED')).toHaveLength(3);

    await setModelFault('none');
    await expect.poll(async () => (await ask()).body.status, { timeout: 15_000, interval: 500 }).toBe('ok');
  });
});
