import { Agent, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startBedrockServer } from '../../local/bedrock/server.ts';
import type { LocalServer } from '../../local/local-server.ts';
import { startTestApi, type TestApi } from '../integration/test-api.ts';

const IN_FLIGHT = 50;
const MODEL_LATENCY_MS = 800;

let bedrock: LocalServer | undefined;
let api: TestApi | undefined;
afterEach(async () => {
  await api?.stop();
  await bedrock?.close();
});

interface Outcome {
  readonly status: number | undefined;
  readonly connection: string | undefined;
}

let calls = 0;

/** A request about a call of its own on a connection that the client keeps open, as a load balancer does. */
function send(agent: Agent, { url, token }: TestApi): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const outgoing = request(`${url}/omni-channel-insights`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode, connection: answer.headers.connection }));
    });
    outgoing.on('error', reject);
    calls += 1;
    outgoing.end(JSON.stringify({ account_number: '2000000003', contact_id: `drain-${calls}` }));
  });
}

async function startSlowApi(environment: NodeJS.ProcessEnv): Promise<TestApi> {
  bedrock = await startBedrockServer({ seed: 1, latency: MODEL_LATENCY_MS });
  return startTestApi({ AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url, ...environment });
}

const modelCallsStarted = (lines: readonly Record<string, unknown>[]) =>
  lines.filter(
    (line) => line.message === 'BEDROCK_INVOKE_START' && String(line.contact_id).startsWith('drain'),
  ).length;

describe('a task that is told to stop', () => {
  it('answers every request in flight on kept-alive connections, and is gone soon after', async () => {
    api = await startSlowApi({});
    const { lines, process: task, exited } = api;
    const agent = new Agent({ keepAlive: true });
    const running = api;
    const answers = Promise.all(Array.from({ length: IN_FLIGHT }, () => send(agent, running)));
    await expect.poll(() => modelCallsStarted(lines), { timeout: 10_000 }).toBe(IN_FLIGHT);

    task.kill('SIGTERM');

    const outcomes = await answers;
    expect(outcomes.map(({ status }) => status)).toEqual(Array(IN_FLIGHT).fill(200));
    expect(new Set(outcomes.map(({ connection }) => connection))).toEqual(new Set(['close']));
    await exited;
    agent.destroy();
    expect(task.exitCode).toBe(0);
    await expect
      .poll(() => lines.find((line) => line.message === 'DRAIN_END'))
      .toMatchObject({ forced: false });
  });

  it('says so at /readyz and goes on answering until the load balancer has looked', async () => {
    api = await startSlowApi({ DRAIN_DELAY_MS: '1500' });
    const { url, process: task, exited } = api;
    task.kill('SIGTERM');

    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(503);
    const { status, body } = await api.post({ account_number: '2000000003', contact_id: 'late' });

    expect(status).toBe(200);
    expect(body.stored).toBe(true);
    await exited;
    expect(task.exitCode).toBe(0);
  });
});
