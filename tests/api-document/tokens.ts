import { inject } from 'vitest';
import { OPERATIONS } from '../../lib/openapi/operations.ts';

/** A token of the local issuer for one scope, or for all. */
export async function tokenFor(scope?: string): Promise<string> {
  const { clientId, clientSecret } = inject('credentials');
  const answer = await fetch(`${inject('aws').tokenIssuer}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }),
  });
  const { access_token: token }: { access_token: string } = JSON.parse(await answer.text());
  return token;
}

/** A scope that is good, but not for this operation. */
export function otherScopeThan(operationId: string): string {
  const other = OPERATIONS.find((operation) => operation.operationId !== operationId);
  if (other === undefined) throw new Error('There is one operation only.');
  return other.scope;
}
