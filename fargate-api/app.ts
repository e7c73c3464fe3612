import Fastify, { type FastifyInstance } from 'fastify';
import { ulid } from 'ulid';
import type { TokenVerifier } from '../lib/auth/token-verifier.ts';
import { OmniError } from '../lib/domain/errors.ts';
import { toSafeJson } from '../lib/http/safe-json.ts';
import type { TakeToken } from '../lib/resilience/token-bucket.ts';
import { addAuthorization } from './authorize.ts';
import { closeWhileDraining } from './close-while-draining.ts';
import { answerConnectionError, answerFailure } from './failures.ts';
import { addHttpRules } from './http-rules.ts';
import { addJsonBody } from './json-body.ts';
import { limitRate } from './limit-rate.ts';
import type { Load } from './load.ts';
import { addRequestContext, type RequestContextDependencies, SECURITY_HEADERS } from './request-context.ts';
import { addHealthRoutes, type Readiness } from './routes/health.ts';
import { addInsightsRoutes, type InsightsRouteDependencies } from './routes/insights.ts';
import { addLoadShedding, addPlaces } from './shed-load.ts';

export interface AppDependencies extends RequestContextDependencies, InsightsRouteDependencies {
  readonly tokens: TokenVerifier;
  readonly readiness: Readiness;
  readonly load: Load;
  readonly tenantRequired: boolean;
  readonly rateLimit: { readonly takeToken: TakeToken; readonly burst: number };
  /** For how long a connection without a request is kept open. */
  readonly keepAliveTimeoutMs: number;
}

const BODY_LIMIT_BYTES = 32 * 1_024;
const HEADERS_LIMIT_BYTES = 16 * 1_024;
const HEADERS_TIMEOUT_MS = 3_000;
const REQUEST_ARRIVAL_TIMEOUT_MS = 5_000;
const ROUTES = 'There are POST /omni-channel-insights and GET /omni-channel-insights/{unique_process_id}.';

/** The API as a Fastify application that does not listen yet. */
export function buildApp(dependencies: AppDependencies): FastifyInstance {
  const { logger, metrics, readiness, load, runInRequest, rateLimit, keepAliveTimeoutMs, now } = dependencies;
  const observer = { log: logger.log, addMetric: metrics.add };
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => ulid(),
    requestIdHeader: false,
    keepAliveTimeout: keepAliveTimeoutMs,
    requestTimeout: REQUEST_ARRIVAL_TIMEOUT_MS,
    // Now and then a new connection, so that load moves to new tasks.
    maxRequestsPerSocket: 1_000,
    http: {
      maxHeaderSize: HEADERS_LIMIT_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: 500,
      // `addHttpRules` asks for it.
      requireHostHeader: false,
    },
    // Any id that fits into the headers reaches the route, which says what is wrong with it.
    routerOptions: { maxParamLength: HEADERS_LIMIT_BYTES },
    forceCloseConnections: 'idle',
    // What arrives on an open connection while the task drains is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...SECURITY_HEADERS, 'X-Request-Id': request.id });
      inRequest(request.id, () => answerFailure(observer, { request, reply, error }));
    },
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
      const requestId = ulid();
      inRequest(requestId, () => answerConnectionError(observer, { error, socket, requestId }));
    },
  });
  app.setReplySerializer(toSafeJson);
  closeWhileDraining(app, readiness);
  addHealthRoutes(app, { readiness, isStuck: load.isStuck });
  // A plugin of its own: health checks come every few seconds and are no requests to log.
  app.register(async (api) => {
    addJsonBody(api);
    addLoadShedding(api, { load, now });
    addRequestContext(api, dependencies);
    addHttpRules(api);
    const authorize = addAuthorization(api, dependencies);
    const limit = limitRate({ ...rateLimit, addMetric: metrics.add });
    addInsightsRoutes(api, {
      ...dependencies,
      allow: (scope) => [authorize(scope), limit],
      takePlace: addPlaces(api, load),
    });
    api.setNotFoundHandler(() => {
      throw new OmniError('route_not_found', { details: ROUTES });
    });
    api.setErrorHandler((error, request, reply) => answerFailure(observer, { request, reply, error }));
  });
  return app;

  /** For what fails before it is a request of a route. */
  function inRequest(requestId: string, work: () => void): void {
    runInRequest({}, () => {
      logger.nameRequest({ requestId });
      work();
      metrics.add('Requests', 1);
      metrics.add('RequestsRejected', 1);
      metrics.publish(requestId);
    });
  }
}
