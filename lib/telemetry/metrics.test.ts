import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMetrics, type RequestMetrics } from './metrics.ts';
import { openRequestScope } from './request-scope.ts';

let written: string[] = [];
beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((line) => {
      written.push(String(line));
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

describe("a request's metrics", () => {
  it('are one line with the id of the request', async () => {
    await inRequest((metrics) => {
      metrics.add('Requests', 1);
      metrics.add('SummaryLatency', 900);
      metrics.publish('r-1');
    });
    expect(written.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ service: 'test', request_id: 'r-1', Requests: 1, SummaryLatency: 900 }),
    ]);
  });

  it('with dimensions are lines of their own, written at once', async () => {
    await inRequest((metrics) => metrics.add('ModelFailures', 1, { model: 'm', outcome: 'model_timeout' }));
    expect(written.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ service: 'test', model: 'm', outcome: 'model_timeout', ModelFailures: 1 }),
    ]);
  });

  it('with dimensions bear their own only, whatever was written before', async () => {
    await inRequest((metrics) => {
      metrics.add('ModelFailures', 1, { model: 'm', outcome: 'model_timeout' });
      metrics.add('StoreFailures', 1, { store: 's3' });
      metrics.add('Requests', 1);
      metrics.publish('r-1');
    });
    const [, stores, request] = written.map((line) => JSON.parse(line));
    expect(stores).toEqual({ _aws: expect.anything(), service: 'test', store: 's3', StoreFailures: 1 });
    expect(request).toEqual({ _aws: expect.anything(), service: 'test', request_id: 'r-1', Requests: 1 });
  });

  it('are nothing at all, not even a warning, when there are none', async () => {
    await inRequest((metrics) => metrics.publish('r-1'));
    expect(written).toEqual([]);
  });
});

async function inRequest(work: (metrics: RequestMetrics) => void): Promise<void> {
  const run = await openRequestScope();
  const metrics = createMetrics({ service: 'test' });
  run({}, () => work(metrics));
}
