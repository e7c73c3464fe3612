import { afterEach, describe, expect, it } from 'vitest';
import { startBedrockServer } from '../../local/bedrock/server.ts';
import type { LocalServer } from '../../local/local-server.ts';
import { startTestApi, type TestApi } from '../integration/test-api.ts';

/** So long that no place is free again while the others wait for one. */
const MODEL_LATENCY_MS = 2_000;
const PLACES = 10;
const AT_ONCE = 60;

let bedrock: LocalServer | undefined;
let api: TestApi | undefined;
afterEach(async () => {
  await api?.stop();
  await bedrock?.close();
});

async function startSlowApi(environment: NodeJS.ProcessEnv): Promise<TestApi> {
  bedrock = await startBedrockServer({ seed: 1, latency: MODEL_LATENCY_MS });
  return startTestApi({
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    HEDGE_MODEL: 'none',
    ...environment,
  });
}

let calls = 0;

function askAtOnce({ post }: TestApi, requests: number) {
  return Promise.all(
    Array.from({ length: requests }, () => {
      calls += 1;
      return post({ account_number: '2000000003', contact_id: `overload-${calls}` });
    }),
  );
}

const statusesOf = (answers: readonly { status: number }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ status }) => String(status))).map(([status, group = []]) => [
      status,
      group.length,
    ]),
  );

describe('a task that is asked for more than it has room for', () => {
  it('does what it has room for, refuses the rest with when to come back, and is itself again', async () => {
    api = await startSlowApi({ AWS_LAMBDA_MAX_CONCURRENCY: String(PLACES) });
    const answers = await askAtOnce(api, AT_ONCE);
    expect(statusesOf(answers)).toEqual({ 200: PLACES, 503: AT_ONCE - PLACES });
    for (const { status, headers, body } of answers) {
      if (status === 200) expect(body.status).toBe('ok');
      else {
        expect(body).toMatchObject({ code: 'overloaded', retryable: true });
        expect(['1', '2', '3']).toContain(headers.get('retry-after'));
      }
    }
    expect(statusesOf(await askAtOnce(api, PLACES))).toEqual({ 200: PLACES });
    await api.stop();
    const shed = api.lines.filter(({ message }) => message === 'REQUESTS_SHED');
    expect(shed.reduce((sum, { refused }) => sum + Number(refused), 0)).toBe(AT_ONCE - PLACES);
  });

  it('refuses nobody where there is room for all', async () => {
    api = await startSlowApi({ AWS_LAMBDA_MAX_CONCURRENCY: '500' });
    expect(statusesOf(await askAtOnce(api, AT_ONCE / 2))).toEqual({ 200: AT_ONCE / 2 });
  });
});
