import type { ErrorCode } from '../domain/errors.ts';
import { OmniError } from '../domain/errors.ts';
import { toProblem } from '../http/problem.ts';
import type { HeaderName } from './header-words.ts';
import type { Operation } from './operations.ts';

/** What the gateway puts on every answer, its own and those that it hands on. */
const OF_THE_GATEWAY: readonly HeaderName[] = ['Apigw-Requestid'];
const OF_EVERY_ANSWER: readonly HeaderName[] = [
  'X-Request-Id',
  'X-Latency-Ms',
  'Cache-Control',
  'X-Content-Type-Options',
  'Strict-Transport-Security',
];
const OF_THE_RATE: readonly HeaderName[] = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];
const OF_A_SUMMARY: readonly HeaderName[] = ['X-Model-Used', 'X-Cache-Hit', 'X-Prompt-Version', 'X-Stored'];

/** Found before the client is known, whose rate the headers would tell. */
const BEFORE_THE_RATE: readonly ErrorCode[] = [
  'malformed_http',
  'headers_too_large',
  'overloaded',
  'token_missing',
  'token_expired',
  'token_invalid',
  'token_keys_unavailable',
  'scope_missing',
  'tenant_missing',
];
/** Answered before the clock of the request runs. */
const BEFORE_THE_CLOCK: readonly ErrorCode[] = ['malformed_http', 'slow_request'];

/** The headers of a refusal by the gateway itself. */
export function headersOfRefusal(status: number): readonly HeaderName[] {
  return status === 401 || status === 403 ? [...OF_THE_GATEWAY, 'WWW-Authenticate'] : OF_THE_GATEWAY;
}

/** The headers of a success, all of them on each. */
export function headersOfSuccess({ answeredBy }: Operation): readonly HeaderName[] {
  return answeredBy === 'container'
    ? [...OF_THE_GATEWAY, ...OF_EVERY_ANSWER, ...OF_THE_RATE, ...OF_A_SUMMARY]
    : [...OF_THE_GATEWAY, ...OF_EVERY_ANSWER];
}

/** The headers of a problem, all of them on each of this code. */
export function headersOfProblem({ answeredBy }: Operation, code: ErrorCode): readonly HeaderName[] {
  const { headers } = toProblem(new OmniError(code), '');
  const isOfTheRate = answeredBy === 'container' && !BEFORE_THE_RATE.includes(code);
  return [
    ...OF_THE_GATEWAY,
    ...OF_EVERY_ANSWER.filter((name) => name !== 'X-Latency-Ms' || !BEFORE_THE_CLOCK.includes(code)),
    ...(isOfTheRate ? OF_THE_RATE : []),
    ...('www-authenticate' in headers ? (['WWW-Authenticate'] as const) : []),
    ...('retry-after' in headers || code === 'rate_limited' ? (['Retry-After'] as const) : []),
  ];
}
