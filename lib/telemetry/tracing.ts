import { type Attributes, context, type Span, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { faultName } from './fault-name.ts';

/** Every span of this product; the same names everywhere. */
export type SpanName =
  | 'request'
  | 'read-history'
  | 'find-reusable'
  | 'invoke-model'
  | 'store-in-cache'
  | 'store-in-archive';

/** Runs work as a span of the trace it is called in. No attribute ever holds a summary, a note or an account number. */
export type WithSpan = <Result>(
  name: SpanName,
  attributes: Attributes,
  work: () => Promise<Result>,
) => Promise<Result>;

/** The root span of one request. */
export interface RequestTrace {
  /** 32 hexadecimal digits, or `null` when nothing is traced. */
  readonly traceId: string | null;
  /** Runs work so that its spans, however late, are of this request. */
  readonly run: <Result>(work: () => Result) => Result;
  readonly end: (attributes: Attributes) => void;
}

export interface Tracing {
  /** @param incoming the header `X-Amzn-Trace-Id` that gateway and load balancer set */
  readonly startRequest: (incoming: string | undefined) => RequestTrace;
  readonly withSpan: WithSpan;
  /** Sends what is still held, for at most 2 s. Never rejects. */
  readonly close: () => Promise<void>;
}

const UNTRACED: RequestTrace = { traceId: null, run: (work) => work(), end: () => undefined };

export const NO_TRACING: Tracing = {
  startRequest: () => UNTRACED,
  withSpan: (_name, _attributes, work) => work(),
  close: async () => undefined,
};

interface TracingOptions {
  readonly service: string;
  /** Base URL of an OTLP/HTTP collector; its spans go to `/v1/traces`. */
  readonly collectorUrl: string;
  readonly exporter?: SpanExporter;
}

const EXPORT_TIMEOUT_MS = 2_000;

/** Spans by OpenTelemetry, sent in batches beside the requests: a collector that is down costs a request nothing. */
export function createTracing({ service, collectorUrl, exporter }: TracingOptions): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter:
          exporter ??
          new OTLPTraceExporter({
            url: `${collectorUrl.replace(/\/$/, '')}/v1/traces`,
            timeoutMillis: EXPORT_TIMEOUT_MS,
          }),
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('omni-channel-insights');

  return {
    startRequest: (incoming) => {
      const root = tracer.startSpan('request', {}, parentOf(incoming));
      const inside = trace.setSpan(context.active(), root);
      return {
        traceId: root.spanContext().traceId,
        run: (work) => context.with(inside, work),
        end: (attributes) => {
          root.setAttributes(attributes);
          root.end();
        },
      };
    },
    withSpan: async (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work();
        } catch (error) {
          fail(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
    // A collector that is down must not keep a task from ending well.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** By its name: a message may quote data. */
function fail(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: faultName(error) });
}

const AWS_TRACE = /Root=1-([0-9a-f]{8})-([0-9a-f]{24})/i;
const AWS_PARENT = /Parent=([0-9a-f]{16})/i;
/** A gateway names the trace and often no parent; a span of ours needs one to belong to the trace. */
const UNKNOWN_PARENT = '0000000000000001';

function parentOf(incoming = '') {
  const [, time, unique] = AWS_TRACE.exec(incoming) ?? [];
  if (time === undefined || unique === undefined) return context.active();
  return trace.setSpanContext(context.active(), {
    traceId: `${time}${unique}`.toLowerCase(),
    spanId: (AWS_PARENT.exec(incoming)?.[1] ?? UNKNOWN_PARENT).toLowerCase(),
    traceFlags: /Sampled=0/.test(incoming) ? TraceFlags.NONE : TraceFlags.SAMPLED,
    isRemote: true,
  });
}
