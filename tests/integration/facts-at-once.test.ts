import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';
import { inAnotherCall, modelStatistics, setModelFault, startTestApi, type TestApi } from './test-api.ts';

/** Two tasks of the API behind a load balancer, as Amazon Connect and Salesforce meet them. */
let api: TestApi;
let other: TestApi;
beforeAll(async () => {
  [api, other] = await Promise.all([startTestApi(), startTestApi()]);
});
afterEach(() => setModelFault('none'));
afterAll(() => Promise.all([api.stop(), other.stop()]));

const FACTS_FIRST = { prefer: 'wait=0' };
const messagesOf = (id: string | null) =>
  api.lines.flatMap(({ request_id, message }) => (request_id === id ? [message] : []));

describe('facts at once', () => {
  it('are there before the summary, which any task gives to whoever waits for it', async () => {
    const facts = await api.post(inAnotherCall(SAMPLE_REQUEST), FACTS_FIRST);
    expect(facts.status).toBe(200);
    expect(facts.headers.get('preference-applied')).toBe('wait=0');
    expect(facts.body).toMatchObject({ status: 'preliminary', model_used: 'none', stored: false });
    expect(facts.body.sentences.length).toBeGreaterThan(0);

    const { body } = await other.get(`${facts.body.unique_process_id}?wait=5`);
    expect(body).toMatchObject({
      request_id: facts.body.request_id,
      status: 'ok',
      stored: true,
      customer: facts.body.customer,
    });
  });

  it('are counted as an answer, and the summary by itself when it is there', async () => {
    const { body } = await api.post(inAnotherCall(SAMPLE_REQUEST), FACTS_FIRST);
    await other.get(`${body.unique_process_id}?wait=5`);
    const metricsOf = () => api.lines.filter((line) => '_aws' in line && line.request_id === body.request_id);
    await expect.poll(metricsOf).toHaveLength(2);
    const [first, second] = metricsOf();
    expect(first).toMatchObject({ SummaryPreliminary: 1, Requests: 1 });
    expect(second).toHaveProperty('SummaryLatency');
    expect(second).not.toHaveProperty('Requests');
  });

  it('are followed by the digest, kept, when no model answers', async () => {
    await setModelFault('error');
    const { body } = await api.post(inAnotherCall(SAMPLE_REQUEST), FACTS_FIRST);
    expect(body.status).toMatch(/^(?:preliminary|degraded)$/);
    const made = await other.get(`${body.unique_process_id}?wait=5`);
    expect(made.body).toMatchObject({ request_id: body.request_id, status: 'degraded', stored: true });
  });

  it('are not needed where the summary is there', async () => {
    const call = inAnotherCall(SAMPLE_REQUEST);
    await api.post(call);
    // The lookup has 200 ms, which a busy machine may need for its first one.
    await expect
      .poll(async () => (await other.post(call, FACTS_FIRST)).body, { timeout: 10_000 })
      .toMatchObject({ status: 'ok', cache_hit: true, stored: true });
  });

  it('are made again by nobody who joins, and all wait for one summary', async () => {
    const call = inAnotherCall(SAMPLE_REQUEST);
    const before = (await modelStatistics()).calls;
    const facts = await Promise.all([api.post(call, FACTS_FIRST), api.post(call, FACTS_FIRST)]);
    const [first] = facts;
    const made = await other.get(`${first?.body.unique_process_id}?wait=5`);
    expect(made.body.status).toBe('ok');
    expect((await modelStatistics()).calls - before).toBe(1);
  });
});

describe('a client that goes', () => {
  /** Asks, and leaves as soon as a model works for it. */
  async function leaving(task: TestApi): Promise<void> {
    const before = (await modelStatistics()).calls;
    const { promise: left, resolve } = Promise.withResolvers<void>();
    const headers = { authorization: `Bearer ${task.token}`, 'content-type': 'application/json' };
    const asking = request(`${task.url}/omni-channel-insights`, { method: 'POST', headers });
    asking.on('error', () => resolve());
    asking.end(JSON.stringify(inAnotherCall(SAMPLE_REQUEST)));
    await expect.poll(async () => (await modelStatistics()).calls, { interval: 10 }).toBeGreaterThan(before);
    asking.destroy();
    await left;
  }

  it('leaves no call of a model behind, and no record', async () => {
    await setModelFault('hang');
    await leaving(api);
    await expect.poll(modelStatistics).toMatchObject({ in_flight: 0 });
    const gone = () => api.lines.find(({ message }) => message === 'CLIENT_GONE');
    await expect.poll(gone).toBeDefined();
    expect(messagesOf(String(gone()?.request_id))).not.toContain('SUMMARY_READY');
  });

  it('is the only one whose call ends: one that stays has its own', async () => {
    await setModelFault('hang', { count: 1 });
    const before = await modelStatistics();
    await leaving(api);
    const stays = await api.post(inAnotherCall(SAMPLE_REQUEST));
    expect(stays.body.status).toBe('ok');
    expect((await modelStatistics()).calls - before.calls).toBeGreaterThanOrEqual(2);
  });
});
