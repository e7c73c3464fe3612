import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestLogger } from '../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../lib/telemetry/metrics.ts';
import type { RequestState, RunInRequest } from '../lib/telemetry/request-scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Epoch milliseconds at which the request reached this process. */
    arrivedAtMs: number;
    state: RequestState;
  }
}

export interface RequestContextDependencies {
  readonly runInRequest: RunInRequest;
  readonly logger: RequestLogger;
  readonly metrics: RequestMetrics;
  readonly now: () => number;
}

/**
 * Gives every request a state of its own, and runs all of its life inside: the hooks from arrival on, what follows the
 * reading of the body (Node calls back from the socket there, outside any scope), and the last log after the answer.
 */
export function addRequestContext(app: FastifyInstance, dependencies: RequestContextDependencies): void {
  const { runInRequest, logger, metrics, now } = dependencies;
  app.decorateRequest('arrivedAtMs', 0);
  app.decorateRequest<RequestState | null>('state', null);

  app.addHook('onRequest', (request, reply, done) => {
    request.arrivedAtMs = now();
    request.state = {};
    reply.header('X-Request-Id', request.id);
    runInRequest(request.state, () => {
      logger.nameRequest({ requestId: request.id });
      logger.log.info('REQUEST_RECEIVED', { route: routeOf(request) });
      done();
    });
  });
  app.addHook('preValidation', (request, _reply, done) => runInRequest(request.state, done));
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('X-Latency-Ms', String(now() - request.arrivedAtMs));
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    runInRequest(request.state, () => {
      logger.log.info('REQUEST_COMPLETED', {
        route: routeOf(request),
        status: reply.statusCode,
        ms: now() - request.arrivedAtMs,
      });
      metrics.publish(request.id);
    });
    done();
  });
}

/** The route's pattern, never the path that was sent. */
export function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? '(none)'}`;
}
