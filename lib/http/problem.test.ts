import { describe, expect, test } from 'vitest';
import { ERROR_CODES, OmniError } from '../domain/errors.ts';
import { toProblem } from './problem.ts';

const STATUSES = {
  invalid_request: 400,
  malformed_json: 400,
  payload_too_large: 413,
  unsupported_media_type: 415,
  slow_request: 408,
  token_missing: 401,
  token_expired: 401,
  token_invalid: 401,
  token_keys_unavailable: 503,
  scope_missing: 403,
  route_not_found: 404,
  summary_not_found: 404,
  history_unavailable: 503,
  history_misconfigured: 503,
  model_timeout: 500,
  model_throttled: 500,
  model_misconfigured: 500,
  model_unavailable: 500,
  model_output_empty: 500,
  model_output_filtered: 500,
  model_output_invalid: 500,
  store_failed: 503,
  feedback_unstored: 503,
  internal_error: 500,
} as const;

/** Codes that a caller may meet during an outage and should try again a little later. */
const RETRY_LATER = [
  'token_keys_unavailable',
  'overloaded',
  'history_unavailable',
  'store_failed',
  'feedback_unstored',
];

/** Codes of Fastify and Node, whose own words say nothing of what to send. */
const DETAILED: readonly string[] = [
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'slow_request',
  'headers_too_large',
  'malformed_http',
];

describe('toProblem', () => {
  test.each(ERROR_CODES)(
    '%s has a problem with all members that RFC 9457 and the contract ask for',
    (code) => {
      const { status, headers, body } = toProblem(new OmniError(code), 'request-1');
      expect(body).toEqual({
        ...(DETAILED.includes(code) ? { detail: expect.stringMatching(/^Send .+\.$/) } : {}),
        type: `urn:omni-channel-insights:problem:${code}`,
        title: expect.stringMatching(/^[A-Z][A-Za-z ]+$/),
        status,
        code,
        retryable: false,
        request_id: 'request-1',
      });
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    },
  );

  test.each(Object.entries(STATUSES))('%s answers %i', (code, status) => {
    const known = ERROR_CODES.find((candidate) => candidate === code);
    expect(known && toProblem(new OmniError(known), 'request-1').status).toBe(status);
  });

  test('only the codes of a passing outage bear Retry-After', () => {
    const withRetryAfter = ERROR_CODES.filter((code) => 'retry-after' in headersOf(code));
    expect(withRetryAfter).toEqual(RETRY_LATER);
    expect(RETRY_LATER.map((code) => headersOf(knownCode(code))['retry-after'])).toEqual(
      RETRY_LATER.map(() => '2'),
    );
  });

  test('only a 401 bears WWW-Authenticate, and it says whether a token was sent', () => {
    const challenges = Object.fromEntries(
      ERROR_CODES.filter((code) => 'www-authenticate' in headersOf(code)).map((code) => [
        code,
        headersOf(code)['www-authenticate'],
      ]),
    );
    expect(challenges).toEqual({
      token_missing: 'Bearer',
      token_expired: 'Bearer error="invalid_token", error_description="token_expired"',
      token_invalid: 'Bearer error="invalid_token", error_description="token_invalid"',
    });
  });

  test.each(ERROR_CODES)('details of %s are shown only when the caller is at fault', (code) => {
    const { status, body } = toProblem(new OmniError(code, { details: 'What to send.' }), 'request-1');
    expect(body.detail).toBe(status < 500 ? 'What to send.' : undefined);
  });

  test('retryable is what the place that made the error decided', () => {
    expect(toProblem(new OmniError('history_unavailable', { retryable: true }), 'r').body.retryable).toBe(
      true,
    );
    expect(toProblem(new OmniError('history_unavailable'), 'r').body.retryable).toBe(false);
  });

  test('faults become `errors`, in their order', () => {
    const faults = [
      { path: 'b', message: 'send b' },
      { path: 'a.0', message: 'send a' },
    ];
    expect(toProblem(new OmniError('invalid_request', { faults }), 'r').body.errors).toEqual(faults);
  });
});

function knownCode(text: string) {
  const code = ERROR_CODES.find((candidate) => candidate === text);
  if (code === undefined) throw new Error(`${text} is not an error code`);
  return code;
}

function headersOf(code: (typeof ERROR_CODES)[number]): Readonly<Record<string, string>> {
  return toProblem(new OmniError(code), 'request-1').headers;
}
