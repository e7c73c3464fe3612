import type { MiddlewareObj } from '@middy/core';
import { checkCaller } from '../../lib/auth/caller.ts';
import type { RequestLogger } from '../../lib/telemetry/logger.ts';
import { callerOf, type GatewayAnswer, type GatewayEvent } from './gateway-event.ts';

interface AuthorizeDependencies {
  readonly logger: RequestLogger;
  /** Whether a token has to say whose customers it is for. */
  readonly tenantRequired: boolean;
}

/** Lets a request in when its token may give feedback, before its body is looked at. The gateway has checked it too. */
export function authorize({
  logger,
  tenantRequired,
}: AuthorizeDependencies): MiddlewareObj<GatewayEvent, GatewayAnswer> {
  return {
    before: ({ event }) => {
      const caller = callerOf(event);
      logger.nameRequest({ requestId: event.requestContext.requestId, clientId: caller.clientId });
      checkCaller(caller, { scope: 'insights/feedback', tenantRequired });
    },
  };
}
