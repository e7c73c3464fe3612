import { type Credentials, fetchToken } from '../system.ts';
import type { Call } from './calls.ts';

/** What the Apex class answers to the component. */
export interface Reply {
  /** HTTP status; 0 is no answer at all. */
  readonly statusCode: number;
  readonly body: string;
  readonly retryAfterSeconds: number | null;
}

/** What went over the wire for it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly tookMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Parameters = Readonly<Record<string, unknown>>;

export interface ApexStandInOptions {
  readonly gatewayUrl: string;
  readonly tokenUrl: string;
  readonly credentials: Credentials;
}

/** Whoever clicks in this desktop. */
const AGENT_KEY = 'local-desktop';
const TIMEOUT_MS = 12_000;
const NO_ANSWER = { status: 0, headers: {}, body: '' };

/**
 * Does what the Apex class OmniInsightsController does, by the same requests: the token stays here, and one that has expired is
 * replaced once.
 */
export function apexStandIn({ gatewayUrl, tokenUrl, credentials }: ApexStandInOptions) {
  let token: Promise<string> | null = null;

  return { requestSummary, awaitSummary, sendFeedback, recordUse };

  function requestSummary({ contact }: Call): Promise<Exchange> {
    return send('POST', '/omni-channel-insights', { language: 'en', ...contact, agent_key: AGENT_KEY });
  }

  function awaitSummary(_call: Call, { uniqueProcessId }: Parameters): Promise<Exchange> {
    return send('GET', `/omni-channel-insights/${encodeURIComponent(String(uniqueProcessId))}?wait=5`);
  }

  function sendFeedback({ contact }: Call, { requestId, ...said }: Parameters): Promise<Exchange> {
    const given = Object.entries(said).filter(
      ([name, value]) => ['feedback', 'reason', 'sentence', 'comment'].includes(name) && value !== null,
    );
    return send('POST', '/feedback', {
      request_id: requestId,
      contact_id: contact.contact_id,
      account_number: contact.account_number,
      ...Object.fromEntries(given),
      agent_key: AGENT_KEY,
    });
  }

  function recordUse(_call: Call, { requestId, useEvent }: Parameters): Promise<Exchange> {
    return send('POST', '/feedback', { request_id: requestId, event: useEvent, agent_key: AGENT_KEY });
  }

  async function send(method: string, path: string, body?: object): Promise<Exchange> {
    const startedAt = performance.now();
    let answer = await sendOnce(method, path, body);
    if (answer.status === 401) {
      token = null;
      answer = await sendOnce(method, path, body);
    }
    return { method, path, ...answer, tookMs: Math.round(performance.now() - startedAt) };
  }

  async function sendOnce(method: string, path: string, body?: object) {
    try {
      token ??= fetchToken(tokenUrl, credentials);
      const answer = await fetch(`${gatewayUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json', prefer: 'wait=0' }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const headers = Object.fromEntries(answer.headers);
      return { status: answer.status, headers, body: await answer.text() };
    } catch {
      token = null;
      return NO_ANSWER;
    }
  }
}

/** What of an exchange the component gets. */
export function toReply({ status, headers, body }: Exchange): Reply {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return { statusCode: status, body, retryAfterSeconds: Number.isNaN(seconds) ? null : seconds };
}
