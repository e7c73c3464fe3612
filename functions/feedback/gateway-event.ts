import * as z from 'zod';
import { type Caller, callerOfClaims } from '../../lib/auth/caller.ts';
import { OmniError } from '../../lib/domain/errors.ts';

/** What is read of an event of API Gateway (HTTP API, payload 2.0) behind a JWT authorizer. */
export const gatewayEventSchema = z.object({
  headers: z.record(z.string(), z.string().optional()).default({}),
  /** The text that was sent; what it says once it has been read. */
  body: z.unknown().optional(),
  /** The text of a body that has been read. */
  rawBody: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({
    requestId: z.string(),
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }).optional(),
  }),
});

export type GatewayEvent = z.infer<typeof gatewayEventSchema>;

/** A response of payload 2.0. */
export interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @throws OmniError token_missing, token_invalid: the gateway lets no such request through, but it may be wired wrongly */
export function callerOf({ requestContext }: Pick<GatewayEvent, 'requestContext'>): Caller {
  if (requestContext.authorizer === undefined) throw new OmniError('token_missing');
  try {
    return callerOfClaims(requestContext.authorizer.jwt.claims);
  } catch (cause) {
    const details = 'The access token is not one that this service accepts.';
    throw new OmniError('token_invalid', { details, cause });
  }
}
