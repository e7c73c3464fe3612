import type { Operation } from './operations.ts';

/**
 * The gateway's own answers by status, in its words: a token that it does not take, a body beyond ten megabytes, a client
 * beyond the rate of its stage, a function that failed, and a container that did not answer.
 */
export const GATEWAY_REFUSALS = {
  401: 'Unauthorized',
  403: 'Forbidden',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** A body can only be too large where there is one. */
export function refusalsOf({ method }: Operation): ReadonlyMap<number, string> {
  const all = Object.entries(GATEWAY_REFUSALS).map(([status, message]) => [Number(status), message] as const);
  return new Map(all.filter(([status]) => method === 'post' || status !== 413));
}
