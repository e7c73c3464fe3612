import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenLocally } from '../../local/local-server.ts';
import { type Hook, type Service, type StoreProxy, s3Error, startStoreProxy } from './store-proxy.ts';

let upstream: Server;
let upstreamUrl: string;
let proxy: StoreProxy | undefined;
/** What has reached the server behind the proxy. */
let arrived: string[];

beforeEach(async () => {
  arrived = [];
  upstream = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.end('taken');
  });
  upstreamUrl = await listenLocally(upstream);
});
afterEach(async () => {
  await proxy?.close();
  upstream.closeAllConnections();
  upstream.close();
});

async function startProxy(hook: Hook, service: Service = 's3'): Promise<string> {
  proxy = await startStoreProxy({ service, upstream: upstreamUrl, hook });
  return proxy.url;
}

describe('the proxy before a store', () => {
  it('tells of each call when it comes, when it is applied and when it is acknowledged', async () => {
    const told: string[] = [];
    const url = await startProxy(({ operation, target }, moment) => {
      told.push(`${operation} ${target} ${moment}, ${arrived.length} arrived`);
      return 'pass';
    });

    const answer = await fetch(`${url}/bucket/a/key.json?x-id=PutObject`, { method: 'PUT', body: 'body' });

    expect(await answer.text()).toBe('taken');
    await expect
      .poll(() => told)
      .toEqual([
        'PUT a/key.json received, 0 arrived',
        'PUT a/key.json applied, 1 arrived',
        'PUT a/key.json acknowledged, 1 arrived',
      ]);
  });

  it.each([
    ['received', 0],
    ['applied', 1],
  ] as const)('cuts a call off when it is %s: %i have arrived', async (when, count) => {
    const url = await startProxy((_call, moment) => (moment === when ? 'reset' : 'pass'));

    await expect(fetch(`${url}/bucket/key`, { method: 'PUT', body: 'body' })).rejects.toThrow();
    expect(arrived).toHaveLength(count);
  });

  it('answers in place of the store', async () => {
    const url = await startProxy(() => s3Error(503, 'SlowDown'));

    const answer = await fetch(`${url}/bucket/key`);

    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('<Code>SlowDown</Code>');
    expect(arrived).toEqual([]);
  });

  it('never answers a call that it drops', async () => {
    const url = await startProxy(() => 'drop');

    await expect(fetch(`${url}/bucket/key`, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/);
  });

  it('counts the puts that the store has taken, by key', async () => {
    const url = await startProxy(({ target }) =>
      target === 'refused' ? s3Error(500, 'InternalError') : 'pass',
    );
    for (const key of ['once', 'twice', 'twice', 'refused'])
      await fetch(`${url}/bucket/${key}`, { method: 'PUT', body: 'body' });

    expect(Object.fromEntries(proxy?.objectPuts ?? [])).toEqual({ once: 1, twice: 2 });
  });

  it('names calls of DynamoDB by operation and table, and of Bedrock by model', async () => {
    const names: string[] = [];
    const hook: Hook = ({ operation, target }, moment) => {
      if (moment === 'received') names.push(`${operation} ${target}`);
      return 'pass';
    };
    const dynamodb = await startProxy(hook, 'dynamodb');
    const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem' };
    await fetch(dynamodb, { method: 'POST', headers, body: '{"TableName":"summary-cache"}' });
    await proxy?.close();
    const bedrock = await startProxy(hook, 'bedrock');
    await fetch(`${bedrock}/model/us.amazon.nova-lite-v1%3A0/converse`, { method: 'POST', body: '{}' });

    expect(names).toEqual(['PutItem summary-cache', 'Converse us.amazon.nova-lite-v1:0']);
  });
});
