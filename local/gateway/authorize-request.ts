import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';

export interface JwtAuthorizer {
  readonly issuer: string;
  /** A token is for us when its `aud`, or its `client_id` where it has no `aud`, is one of these. */
  readonly audiences: readonly string[];
  readonly jwksUrl: string;
}

/** What the JWT authorizer of an HTTP API decides. Its words go into the answer's `WWW-Authenticate`. */
export type Decision =
  | { readonly status: 200; readonly claims: Readonly<Record<string, string>> }
  | { readonly status: 401 | 403; readonly challenge: string };

/** Checks signature, issuer, audience, times and scope of a bearer token as API Gateway does: any scope of the route will do. */
export function authorizeRequest({ issuer, audiences, jwksUrl }: JwtAuthorizer) {
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (authorization: string | undefined, scopes: readonly string[]): Promise<Decision> => {
    const token = /^(?:Bearer )?(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return { status: 401, challenge: 'Bearer' };
    const payload = await jwtVerify(token, keys, {
      issuer,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
    }).then(
      (verified) => verified.payload,
      () => null,
    );
    if (payload === null || !isMeantFor(payload, audiences)) {
      return { status: 401, challenge: 'Bearer error="invalid_token"' };
    }
    const granted = scopesOf(payload);
    if (!scopes.some((scope) => granted.includes(scope))) {
      return {
        status: 403,
        challenge: `Bearer error="insufficient_scope", scope="${scopes.join(' ')}"`,
      };
    }
    return { status: 200, claims: asTexts(payload) };
  };
}

function isMeantFor({ aud, client_id: clientId }: JWTPayload, audiences: readonly string[]): boolean {
  const named = aud === undefined ? [clientId] : [aud].flat();
  return named.some((audience) => typeof audience === 'string' && audiences.includes(audience));
}

function scopesOf({ scope, scp }: JWTPayload): readonly string[] {
  const granted = scope ?? scp;
  if (Array.isArray(granted)) return granted.map(String);
  return typeof granted === 'string' ? granted.split(' ') : [];
}

/** The gateway hands claims to functions as texts. */
function asTexts(payload: JWTPayload): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
}
