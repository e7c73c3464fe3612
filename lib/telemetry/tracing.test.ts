import { setTimeout as delay } from 'node:timers/promises';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { createTracing, NO_TRACING, type Tracing } from './tracing.ts';

const ROOT = '1-67891233-abcdef012345678912345678';
const TRACE_ID = '67891233abcdef012345678912345678';

describe('tracing', () => {
  it("puts a request's spans under its root, in the trace that the gateway named", async () => {
    const spans = await spansOf(async (tracing) => {
      const trace = tracing.startRequest(`Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`);
      expect(trace.traceId).toBe(TRACE_ID);
      await trace.run(() => tracing.withSpan('read-history', { pages: 1 }, () => delay(1)));
      trace.end({ 'http.response.status_code': 200 });
    });
    const [history, root] = spans;
    expect([history?.name, root?.name]).toEqual(['read-history', 'request']);
    expect(history?.parentSpanContext?.spanId).toBe(root?.spanContext().spanId);
    expect(history?.spanContext().traceId).toBe(TRACE_ID);
    expect(root?.parentSpanContext?.spanId).toBe('53995c3f42cd8ad8');
    expect(root?.attributes).toEqual({ 'http.response.status_code': 200 });
  });

  it('keeps to a trace that the gateway named without a parent', async () => {
    const [root] = await spansOf(async (tracing) => tracing.startRequest(`Root=${ROOT}`).end({}));
    expect(root?.spanContext().traceId).toBe(TRACE_ID);
  });

  it('sends nothing of a trace that the gateway does not sample', async () => {
    const spans = await spansOf(async (tracing) => tracing.startRequest(`Root=${ROOT};Sampled=0`).end({}));
    expect(spans).toEqual([]);
  });

  it.each([undefined, '', 'Root=1-zzz', 'x'.repeat(10_000)])(
    'makes a trace of its own of %j',
    async (header) => {
      const [root] = await spansOf(async (tracing) => tracing.startRequest(header).end({}));
      expect(root?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
    },
  );

  it('never mixes the spans of requests at the same time', async () => {
    const spans = await spansOf(async (tracing) => {
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const trace = tracing.startRequest(undefined);
          const work = () => delay(Math.random() * 10);
          await trace.run(async () => {
            await work();
            await tracing.withSpan('invoke-model', { trace: trace.traceId ?? '' }, work);
          });
          trace.end({});
        }),
      );
    });
    const models = spans.filter(({ name }) => name === 'invoke-model');
    expect(models).toHaveLength(50);
    expect(models.every((span) => span.attributes.trace === span.spanContext().traceId)).toBe(true);
  });

  it('marks a span whose work fails by the name of the fault, never by its message, and hands the fault on', async () => {
    const failure = Object.assign(new Error('card 4111'), { name: 'ThrottlingException' });
    const [span] = await spansOf((tracing) =>
      expect(tracing.withSpan('invoke-model', {}, () => Promise.reject(failure))).rejects.toBe(failure),
    );
    expect(span?.status).toEqual({ code: 2, message: 'ThrottlingException' });
    expect(JSON.stringify(span?.events)).not.toContain('4111');
  });

  it('does just the work when nothing is traced', async () => {
    const trace = NO_TRACING.startRequest(`Root=${ROOT}`);
    expect(trace.traceId).toBeNull();
    expect(await trace.run(() => NO_TRACING.withSpan('read-history', {}, async () => 7))).toBe(7);
  });

  it('costs nothing but the spans when the collector is down', async () => {
    const tracing = createTracing({ service: 'test', collectorUrl: 'http://127.0.0.1:1' });
    const trace = tracing.startRequest(undefined);
    expect(await trace.run(() => tracing.withSpan('read-history', {}, async () => 7))).toBe(7);
    trace.end({});
    await expect(tracing.close()).resolves.toBeUndefined();
  });
});

/** What is sent to the collector, in the order in which the spans ended. */
async function spansOf(work: (tracing: Tracing) => Promise<unknown>): Promise<readonly ReadableSpan[]> {
  const sent: ReadableSpan[] = [];
  const exporter = new InMemorySpanExporter();
  const keep = exporter.export.bind(exporter);
  exporter.export = (spans, done) => {
    sent.push(...spans);
    keep(spans, done);
  };
  const tracing = createTracing({ service: 'test', collectorUrl: 'http://127.0.0.1:1', exporter });
  await work(tracing);
  await tracing.close();
  return sent;
}
