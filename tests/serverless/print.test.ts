import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Route, readService } from '../../local/serverless/read-service.ts';
import { OFFLINE, serverless } from './run-serverless.ts';

describe('sls print', () => {
  it('tells the local gateway every route with its scopes, and who answers it', async () => {
    const { code, stdout } = await serverless(['print', '--format', 'json'], OFFLINE);
    expect(code).toBe(0);
    const expected: readonly Route[] = [
      {
        method: 'POST',
        path: '/omni-channel-insights',
        scopes: ['insights/summarize'],
        target: 'container',
      },
      {
        method: 'GET',
        path: '/omni-channel-insights/{unique_process_id}',
        scopes: ['insights/read'],
        target: 'container',
      },
      {
        method: 'POST',
        path: '/feedback',
        scopes: ['insights/feedback'],
        target: { function: 'feedback' },
      },
    ];
    const { routes, functions } = readService(stdout);
    expect(routes).toEqual(expected);
    expect(functions.find(({ name }) => name === 'feedback')).toMatchObject({
      handler: 'functions/feedback/handler.handler',
      timeoutMs: 8_000,
      environment: { TENANCY: 'optional', ACCOUNT_HASH_KEY: 'local-account-hash-key' },
    });
  });

  it('shows the same scopes at the gateway as the container asks for', () => {
    const source = readFileSync(new URL('../../fargate-api/routes/insights.ts', import.meta.url), 'utf8');
    const asked = [...source.matchAll(/'(insights\/[a-z]+)'/g)].map(([, scope]) => scope);
    expect(asked.toSorted()).toEqual(['insights/read', 'insights/summarize']);
  });
});
