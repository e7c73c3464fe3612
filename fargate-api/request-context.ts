import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestLogger } from '../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../lib/telemetry/metrics.ts';
import type { RunInRequest } from '../lib/telemetry/request-scope.ts';
import type { RequestTrace, Tracing } from '../lib/telemetry/tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Epoch milliseconds at which the request reached this process. */
    arrivedAtMs: number;
  }
}

export interface RequestContextDependencies {
  readonly runInRequest: RunInRequest;
  readonly logger: RequestLogger;
  readonly metrics: RequestMetrics;
  readonly tracing: Tracing;
  readonly now: () => number;
}

/** Customers' data: for no cache, no guessing of types, no connection without TLS. */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
} as const;

/**
 * Runs the whole life of a request, from the first hook to the last log, in a state of its own. Fastify keeps to it also
 * where Node calls back from the socket; tests/integration/isolation.test.ts watches that.
 */
export function addRequestContext(app: FastifyInstance, dependencies: RequestContextDependencies): void {
  const { runInRequest, logger, metrics, tracing, now } = dependencies;
  app.decorateRequest('arrivedAtMs', 0);

  app.addHook('onRequest', (request, reply, done) => {
    request.arrivedAtMs = now();
    reply.headers({ ...SECURITY_HEADERS, 'X-Request-Id': request.id });
    const state = {};
    const trace = tracing.startRequest(String(request.headers['x-amzn-trace-id'] ?? ''));
    // Not onResponse: it is not called for a client that left.
    reply.raw.once('close', () => runInRequest(state, () => completeRequest(request, { reply, trace })));
    runInRequest(state, () =>
      trace.run(() => {
        const { traceId } = trace;
        logger.nameRequest({ requestId: request.id, ...(traceId === null ? {} : { traceId }) });
        logger.log.info('REQUEST_RECEIVED', { route: routeOf(request) });
        done();
      }),
    );
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('X-Latency-Ms', String(now() - request.arrivedAtMs));
    done();
  });

  function completeRequest(
    request: FastifyRequest,
    { reply, trace }: { reply: FastifyReply; trace: RequestTrace },
  ): void {
    const route = routeOf(request);
    const ms = now() - request.arrivedAtMs;
    const answered = reply.raw.writableEnded;
    if (answered) logger.log.info('REQUEST_COMPLETED', { route, status: reply.statusCode, ms });
    else logger.log.info('CLIENT_GONE', { route, ms });
    metrics.add('Requests', 1);
    metrics.add('RequestsRejected', Number(answered && reply.statusCode >= 400 && reply.statusCode < 500));
    metrics.add('AuthRejected', Number(answered && reply.statusCode === 401));
    metrics.add('RequestsFailed', Number(answered && reply.statusCode >= 500));
    metrics.publish(request.id);
    trace.end({ 'http.route': route, 'http.response.status_code': reply.statusCode, request_id: request.id });
  }
}

/** The route's pattern, never the path that was sent. */
function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? '(none)'}`;
}
