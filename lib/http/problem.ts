import type { ErrorCode, Fault, OmniError } from '../domain/errors.ts';

/** The HTTP face of an error code. The only place where codes meet statuses. */
const PROBLEMS: Readonly<Record<ErrorCode, { status: number; title: string; retryAfterSeconds?: number }>> = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not JSON' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The media type is not supported' },
  slow_request: { status: 408, title: 'The request took too long to arrive' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  malformed_http: { status: 400, title: 'The request cannot be read' },
  client_gone: { status: 499, title: 'The client has gone' },
  token_missing: { status: 401, title: 'An access token is required' },
  token_expired: { status: 401, title: 'The access token has expired' },
  token_invalid: { status: 401, title: 'The access token is not valid' },
  token_keys_unavailable: {
    status: 503,
    title: 'Tokens cannot be checked at the moment',
    retryAfterSeconds: 2,
  },
  scope_missing: { status: 403, title: 'The access token does not allow this' },
  tenant_missing: { status: 403, title: 'The access token does not allow this' },
  rate_limited: { status: 429, title: 'Too many requests' },
  overloaded: { status: 503, title: 'Too much is being asked at the moment', retryAfterSeconds: 2 },
  id_conflict: { status: 409, title: 'The ids contradict each other' },
  route_not_found: { status: 404, title: 'There is no such route' },
  summary_not_found: { status: 404, title: 'There is no such summary' },
  history_unavailable: {
    status: 503,
    title: 'The history cannot be read at the moment',
    retryAfterSeconds: 2,
  },
  history_misconfigured: { status: 503, title: 'The history cannot be read' },
  model_timeout: { status: 500, title: 'Internal error' },
  model_throttled: { status: 500, title: 'Internal error' },
  model_misconfigured: { status: 500, title: 'Internal error' },
  model_unavailable: { status: 500, title: 'Internal error' },
  model_output_empty: { status: 500, title: 'Internal error' },
  model_output_filtered: { status: 500, title: 'Internal error' },
  model_output_invalid: { status: 500, title: 'Internal error' },
  model_output_ungrounded: { status: 500, title: 'Internal error' },
  store_failed: { status: 503, title: 'The summary cannot be read at the moment', retryAfterSeconds: 2 },
  feedback_unstored: {
    status: 503,
    title: 'The feedback cannot be stored at the moment',
    retryAfterSeconds: 2,
  },
  // Of those who call this API; it never meets them itself.
  token_not_issued: { status: 500, title: 'Internal error' },
  api_refused: { status: 500, title: 'Internal error' },
  api_unavailable: { status: 500, title: 'Internal error' },
  internal_error: { status: 500, title: 'Internal error' },
};

/** A body full of faults must not make an answer many times its size. */
const MOST_FAULTS = 20;

export interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly type: string;
    readonly title: string;
    readonly status: number;
    readonly detail?: string;
    readonly code: ErrorCode;
    readonly retryable: boolean;
    readonly request_id: string;
    readonly errors?: readonly Fault[];
  };
}

/** An error as RFC 9457 `application/problem+json`. A fault of ours says nothing of the inside. */
export function toProblem(error: OmniError, requestId: string): Problem {
  const { status, title, ...usual } = PROBLEMS[error.code];
  const retryAfterSeconds = error.retryAfterSeconds ?? usual.retryAfterSeconds;
  const callersFault = status < 500;
  const detail = error.details ?? DETAILS[error.code];
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': challenge(error.code) } : {}),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: {
      type: `urn:omni-channel-insights:problem:${error.code}`,
      title,
      status,
      ...(callersFault && detail !== undefined ? { detail } : {}),
      code: error.code,
      retryable: error.retryable,
      request_id: requestId,
      ...(error.faults.length > 0 ? { errors: error.faults.slice(0, MOST_FAULTS) } : {}),
    },
  };
}

const DETAILS: Readonly<Partial<Record<ErrorCode, string>>> = {
  unsupported_media_type: 'Send `Content-Type: application/json`.',
  payload_too_large: 'Send at most 32 KiB.',
  malformed_json: 'Send one JSON object as the body, in UTF-8.',
  malformed_http: 'Send a path in percent-encoded UTF-8, and HTTP/1.1.',
  headers_too_large: 'Send at most 16 KiB of headers, in at most 64 lines.',
  slow_request: 'Send the headers within 3 s and the body within 5 s.',
};

function challenge(code: ErrorCode): string {
  return code === 'token_missing' ? 'Bearer' : `Bearer error="invalid_token", error_description="${code}"`;
}
