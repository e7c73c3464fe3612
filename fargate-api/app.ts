import Fastify, { type FastifyInstance } from 'fastify';
import { ulid } from 'ulid';
import type { TokenVerifier } from '../lib/auth/token-verifier.ts';
import { OmniError } from '../lib/domain/errors.ts';
import { faultFrames, faultName } from '../lib/telemetry/fault-name.ts';
import { addAuthorization } from './authorize.ts';
import { toOmniError, toProblem } from './problem.ts';
import { addRequestContext, type RequestContextDependencies } from './request-context.ts';
import { addHealthRoutes, type Readiness } from './routes/health.ts';
import { addInsightsRoutes, type InsightsRouteDependencies } from './routes/insights.ts';

export interface AppDependencies extends RequestContextDependencies, InsightsRouteDependencies {
  readonly tokens: TokenVerifier;
  readonly readiness: Readiness;
}

const BODY_LIMIT_BYTES = 32 * 1_024;
const HEADERS_LIMIT_BYTES = 16 * 1_024;
/** Above the load balancer's 60 s: the side that closes first must not be the one that answers. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000;
const HEADERS_TIMEOUT_MS = 3_000;
const REQUEST_ARRIVAL_TIMEOUT_MS = 5_000;
/** Longer than any valid id, so that a long one is told what is wrong with it. */
const PATH_PARAMETER_LIMIT = 1_024;

/** The API as a Fastify application that does not listen yet. */
export function buildApp(dependencies: AppDependencies): FastifyInstance {
  const { logger, readiness } = dependencies;
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => ulid(),
    requestIdHeader: false,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    requestTimeout: REQUEST_ARRIVAL_TIMEOUT_MS,
    http: {
      maxHeaderSize: HEADERS_LIMIT_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: 500,
    },
    routerOptions: { maxParamLength: PATH_PARAMETER_LIMIT },
    forceCloseConnections: 'idle',
  });

  addHealthRoutes(app, readiness);
  // A plugin of its own: health checks come every few seconds and are no requests to log.
  app.register(async (api) => {
    addRequestContext(api, dependencies);
    addInsightsRoutes(api, { ...dependencies, authorize: addAuthorization(api, dependencies) });
    api.setNotFoundHandler(() => {
      throw new OmniError('route_not_found', {
        details: 'There are POST /omni-channel-insights and GET /omni-channel-insights/{unique_process_id}.',
      });
    });
    api.setErrorHandler((error, request, reply) => {
      const failure = toOmniError(error);
      const { status, headers, body } = toProblem(failure, request.id);
      observeFailure(failure, status);
      return reply.code(status).headers(headers).send(body);
    });
  });
  return app;

  function observeFailure(failure: OmniError, status: number): void {
    const { code, cause = failure } = failure;
    if (status >= 500)
      logger.log.error('REQUEST_FAILED', { code, fault: faultName(cause), at: faultFrames(cause) });
    else if (status === 401) logger.log.warn('AUTH_REJECTED', { code });
    else if (status === 403) logger.log.warn('AUTHZ_DENIED', { code });
    else logger.log.info('REQUEST_REJECTED', { code, faults: failure.faults.length });
  }
}
