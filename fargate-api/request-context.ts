import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestLogger } from '../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../lib/telemetry/metrics.ts';
import type { RunInRequest } from '../lib/telemetry/request-scope.ts';

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
  readonly now: () => number;
}

/**
 * Runs the whole life of a request, from the first hook to the last log after the answer, in a state of its own.
 * Fastify keeps to it also where Node calls back from the socket; tests/integration/isolation.test.ts watches that.
 */
export function addRequestContext(app: FastifyInstance, dependencies: RequestContextDependencies): void {
  const { runInRequest, logger, metrics, now } = dependencies;
  app.decorateRequest('arrivedAtMs', 0);

  app.addHook('onRequest', (request, reply, done) => {
    request.arrivedAtMs = now();
    reply.header('X-Request-Id', request.id);
    runInRequest({}, () => {
      logger.nameRequest({ requestId: request.id });
      logger.log.info('REQUEST_RECEIVED', { route: routeOf(request) });
      done();
    });
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('X-Latency-Ms', String(now() - request.arrivedAtMs));
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    logger.log.info('REQUEST_COMPLETED', {
      route: routeOf(request),
      status: reply.statusCode,
      ms: now() - request.arrivedAtMs,
    });
    metrics.add('Requests', 1);
    metrics.add('RequestsRejected', Number(reply.statusCode >= 400 && reply.statusCode < 500));
    metrics.add('RequestsFailed', Number(reply.statusCode >= 500));
    metrics.publish(request.id);
    done();
  });
}

/** The route's pattern, never the path that was sent. */
export function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? '(none)'}`;
}
