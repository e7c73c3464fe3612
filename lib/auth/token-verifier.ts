import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import { OmniError } from '../domain/errors.ts';
import { type Caller, callerOfClaims } from './caller.ts';

export interface TokenVerifier {
  /** @throws OmniError token_missing, token_expired, token_invalid, token_keys_unavailable */
  verify(authorization: string | undefined): Promise<Caller>;
  /** Fetches the issuer's keys now, so that the first request need not wait for them. */
  loadKeys(): Promise<void>;
}

interface TokenVerifierOptions {
  readonly issuer: string;
  /** A token is for us when its `aud`, or its `client_id` where it has no `aud`, is one of these (as API Gateway decides it). */
  readonly audiences: readonly string[];
  readonly jwksUrl: URL;
}

const CLOCK_TOLERANCE_SECONDS = 30;
const MAX_TOKEN_AGE = '1h';

/** Of an access token (RFC 9068, and JWTs in general); a token of another purpose says so here. */
const ACCESS_TOKEN_TYPES = new Set([undefined, 'jwt', 'application/jwt', 'at+jwt', 'application/at+jwt']);

/**
 * Checks a bearer token as the gateway has done before: the container can be reached without the gateway.
 * Only RS256, our issuer and audience, and not older than an hour whatever the token claims.
 */
export function tokenVerifier({ issuer, audiences, jwksUrl }: TokenVerifierOptions): TokenVerifier {
  const keys = createRemoteJWKSet(jwksUrl, {
    cooldownDuration: 30_000,
    cacheMaxAge: 24 * 3_600_000,
    timeoutDuration: 1_500,
  });
  const options = {
    issuer,
    algorithms: ['RS256'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    maxTokenAge: MAX_TOKEN_AGE,
    requiredClaims: ['exp', 'iat'],
  };

  return {
    loadKeys: () => keys.reload(),
    verify: async (authorization) => {
      const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) {
        throw new OmniError('token_missing', {
          details: 'Send an access token as `Authorization: Bearer <token>`.',
        });
      }
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keys, options);
        if (!ACCESS_TOKEN_TYPES.has(protectedHeader.typ?.toLowerCase())) {
          throw new errors.JWTClaimValidationFailed('typ', payload, 'typ');
        }
        return toCaller(payload, audiences);
      } catch (error) {
        throw isOfUnknownKey(token) ? tokenInvalid(error) : tokenError(error);
      }
    },
  };

  /** A key that the last key set does not have is the token's fault, also while no newer set can be fetched. */
  function isOfUnknownKey(token: string): boolean {
    const known = keys.jwks()?.keys;
    return known !== undefined && !known.some(({ kid }) => kid === keyIdOf(token));
  }
}

function keyIdOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

function toCaller(payload: JWTPayload, audiences: readonly string[]): Caller {
  const caller = callerOfClaims(payload);
  // Amazon Cognito puts no `aud` into the access tokens of client credentials.
  const meantFor = [payload.aud === undefined ? caller.clientId : payload.aud].flat();
  if (!meantFor.some((audience) => audiences.includes(audience))) {
    throw new errors.JWTClaimValidationFailed('aud', payload, 'aud');
  }
  return caller;
}

function tokenError(cause: unknown): OmniError {
  if (cause instanceof errors.JWTExpired) {
    return new OmniError('token_expired', { details: 'The access token has expired; get a new one.', cause });
  }
  if (!isFaultOfToken(cause)) {
    return new OmniError('token_keys_unavailable', { retryable: true, cause });
  }
  return tokenInvalid(cause);
}

function tokenInvalid(cause: unknown): OmniError {
  const details = 'The access token is not one that this service accepts.';
  return new OmniError('token_invalid', { details, cause });
}

/** What remains is the key set that could not be fetched or read, which is nobody's token's fault. */
function isFaultOfToken(error: unknown): boolean {
  if (error instanceof z.ZodError) return true;
  return error instanceof errors.JOSEError && !FAULTS_OF_KEY_SET.has(error.code);
}

const FAULTS_OF_KEY_SET = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);
