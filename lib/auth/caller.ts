import * as z from 'zod';
import { OmniError } from '../domain/errors.ts';

export const SCOPES = ['insights/summarize', 'insights/feedback', 'insights/read'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who calls, as far as a valid token says. */
export interface Caller {
  readonly clientId: string;
  readonly tenant: string | null;
  readonly scopes: readonly string[];
}

const claimsSchema = z.object({
  client_id: z.string().min(1),
  scope: z.string().default(''),
  tenant: z.string().min(1).optional(),
  /** Amazon Cognito tells its ID tokens apart by this. */
  token_use: z.literal('access').optional(),
});

/** @param claims of a token whose signature has been checked @throws ZodError for a token of another purpose */
export function callerOfClaims(claims: unknown): Caller {
  const { client_id: clientId, tenant = null, scope } = claimsSchema.parse(claims);
  return { clientId, tenant, scopes: scope.split(' ').filter(Boolean) };
}

/** @throws OmniError scope_missing, tenant_missing */
export function checkCaller(
  caller: Caller,
  { scope, tenantRequired }: { readonly scope: Scope; readonly tenantRequired: boolean },
): void {
  if (!caller.scopes.includes(scope)) {
    throw new OmniError('scope_missing', { details: `The token needs the scope ${scope}.` });
  }
  if (tenantRequired && caller.tenant === null) {
    throw new OmniError('tenant_missing', { details: 'The token needs the claim tenant.' });
  }
}
