import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLambdaTelemetry } from './lambda-telemetry.ts';

let written: Record<string, unknown>[] = [];
beforeEach(() => {
  written = [];
  // One invocation at a time, as in Lambda.
  vi.stubEnv('AWS_LAMBDA_MAX_CONCURRENCY', undefined);
  vi.stubEnv('POWERTOOLS_LOGGER_LOG_EVENT', 'true');
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      written.push(JSON.parse(String(line)));
      return true;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const context = { awsRequestId: 'invocation-1', functionName: 'xd-omni-test' } as Context;
const logged = (name: string) => written.find(({ message }) => message === name);

function setUp() {
  return createLambdaTelemetry({
    service: 'test',
    accountHashKey: 'a key of this test',
    redact: (text) => text,
  });
}

describe('the telemetry of a function', () => {
  it('logs under the invocation, with the account masked, and writes the metrics when it ends', async () => {
    const { log, nameRequest, addMetric, middleware } = setUp();
    const handler = middy()
      .use(middleware)
      .handler(async () => {
        nameRequest({ contactId: 'c-1', accountNumber: '1234567890' });
        log.info('CONNECT_ANSWERED', { status: 'ok', ms: 5 });
        addMetric('ConnectTriggers', 1);
        return 'an answer';
      });
    expect(await handler({ text: 'what the customer said' }, context)).toBe('an answer');
    expect(logged('CONNECT_ANSWERED')).toMatchObject({
      service: 'test',
      function_request_id: 'invocation-1',
      contact_id: 'c-1',
      account_last4: '7890',
      status: 'ok',
    });
    expect(written).toContainEqual(expect.objectContaining({ service: 'test', ConnectTriggers: 1 }));
    expect(JSON.stringify(written)).not.toMatch(/1234567890|what the customer said|an answer/);
  });

  it('forgets the ids of one invocation before the next', async () => {
    const { log, nameRequest, middleware } = setUp();
    const handler = middy()
      .use(middleware)
      .handler(async (contactId: unknown) => {
        if (typeof contactId === 'string') nameRequest({ contactId });
        log.info('CONNECT_ANSWERED', { status: 'ok', ms: 5 });
      });
    await handler('c-1', context);
    await handler(null, context);
    const lines = written.filter(({ message }) => message === 'CONNECT_ANSWERED');
    expect(lines.map(({ contact_id }) => contact_id)).toEqual(['c-1', undefined]);
  });

  it('writes the metrics of an invocation that fails too', async () => {
    const { addMetric, middleware } = setUp();
    const handler = middy()
      .use(middleware)
      .handler(async () => {
        addMetric('Sweeps', 1);
        throw new Error('on purpose');
      });
    await expect(handler({}, context)).rejects.toThrow('on purpose');
    expect(written).toContainEqual(expect.objectContaining({ Sweeps: 1 }));
  });
});
