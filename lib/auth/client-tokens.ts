import * as z from 'zod';
import { OmniError } from '../domain/errors.ts';
import type { Clock } from '../insights/ports.ts';

export interface ClientTokens {
  /** @throws OmniError token_not_issued, retryable unless the issuer refuses this client */
  get(signal: AbortSignal): Promise<string>;
  /** Has the next `get` fetch another one than this, which was refused. */
  forget(token: string): void;
}

interface ClientTokensDependencies {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly fetch: typeof fetch;
  readonly now: Clock;
}

/** A token is used until this long before its end, so that it does not expire on its way. */
const MARGIN_MS = 60_000;

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

interface HeldToken {
  readonly token: string;
  readonly usableUntilMs: number;
}

/** Access tokens by OAuth 2.0 client credentials (RFC 6749, 4.4), fetched when there is none and kept until shortly before their end. */
export function clientTokens(dependencies: ClientTokensDependencies): ClientTokens {
  const { now } = dependencies;
  let held: HeldToken | null = null;
  return {
    get: async (signal) => {
      if (held === null || now() >= held.usableUntilMs) held = await fetchToken(dependencies, signal);
      return held.token;
    },
    forget: (token) => {
      if (held?.token === token) held = null;
    },
  };
}

async function fetchToken(
  { tokenUrl, clientId, clientSecret, scope, fetch, now }: ClientTokensDependencies,
  signal: AbortSignal,
): Promise<HeldToken> {
  const askedAtMs = now();
  const basic = [clientId, clientSecret].map(encodeURIComponent).join(':');
  try {
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
      // Credentials go to the issuer and nowhere else.
      redirect: 'error',
      signal,
    });
    if (!answer.ok) throw notIssued({ retryable: answer.status >= 500 || answer.status === 429 });
    const { access_token: token, expires_in: seconds } = answerSchema.parse(await answer.json());
    return { token, usableUntilMs: askedAtMs + seconds * 1_000 - MARGIN_MS };
  } catch (error) {
    throw error instanceof OmniError ? error : notIssued({ retryable: true, cause: error });
  }
}

function notIssued(options: { readonly retryable: boolean; readonly cause?: unknown }): OmniError {
  return new OmniError('token_not_issued', options);
}
