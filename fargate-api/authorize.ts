import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Caller, checkCaller, type Scope } from '../lib/auth/caller.ts';
import type { TokenVerifier } from '../lib/auth/token-verifier.ts';
import type { RequestLogger } from '../lib/telemetry/logger.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Known once the token has been checked; see `callerOf`. */
    caller: Caller | null;
  }
}

interface AuthorizationDependencies {
  readonly tokens: TokenVerifier;
  readonly logger: RequestLogger;
  /** Whether a token has to say whose customers it is for. */
  readonly tenantRequired: boolean;
}

export type Authorize = (scope: Scope) => (request: FastifyRequest) => Promise<void>;

/** Hooks that let a request in when its token is valid and has a scope. They run before the body is read. */
export function addAuthorization(
  app: FastifyInstance,
  { tokens, logger, tenantRequired }: AuthorizationDependencies,
): Authorize {
  app.decorateRequest('caller', null);
  return (scope) => async (request) => {
    const caller = await tokens.verify(request.headers.authorization);
    logger.nameRequest({ requestId: request.id, clientId: caller.clientId });
    checkCaller(caller, { scope, tenantRequired });
    request.caller = caller;
  };
}

/** Who sent a request that `authorize` has let in. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('The route has no authorize hook.');
  return request.caller;
}
