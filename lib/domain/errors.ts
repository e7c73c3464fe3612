/**
 * Every way this product can fail, one code each. The HTTP status of a code is decided in one place only,
 * `lib/http/problem.ts`; whether a retry can help is decided where the error is made.
 */
export const ERROR_CODES = [
  'invalid_request',
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'slow_request',
  'headers_too_large',
  'malformed_http',
  'client_gone',
  'token_missing',
  'token_expired',
  'token_invalid',
  'token_keys_unavailable',
  'scope_missing',
  'tenant_missing',
  'rate_limited',
  'overloaded',
  'id_conflict',
  'route_not_found',
  'summary_not_found',
  'history_unavailable',
  'history_misconfigured',
  'model_timeout',
  'model_throttled',
  'model_misconfigured',
  'model_unavailable',
  'model_output_empty',
  'model_output_filtered',
  'model_output_invalid',
  'model_output_ungrounded',
  'store_failed',
  'feedback_unstored',
  'token_not_issued',
  'api_refused',
  'api_unavailable',
  'internal_error',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One fault of a request: where it is and, in words, what to send instead. Never holds the value that was sent. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

interface OmniErrorOptions {
  readonly retryable?: boolean;
  /** Where it is not the same each time. */
  readonly retryAfterSeconds?: number;
  /** For people: what happened or what to send. Never holds personal data or a value of the request. */
  readonly details?: string;
  readonly faults?: readonly Fault[];
  readonly cause?: unknown;
}

/** The one error of this product. Code that catches decides by `code`, never by the text. */
export class OmniError extends Error {
  override readonly name = 'OmniError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly details: string | undefined;
  readonly faults: readonly Fault[];

  constructor(code: ErrorCode, options: OmniErrorOptions = {}) {
    super(options.details === undefined ? code : `${code}: ${options.details}`, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.details = options.details;
    this.faults = options.faults ?? [];
  }
}
