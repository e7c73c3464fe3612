import type { FastifyReply, FastifyRequest } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';
import type { TakeToken } from '../lib/resilience/token-bucket.ts';
import type { AddMetric } from '../lib/telemetry/metrics.ts';
import { callerOf } from './authorize.ts';

export interface RateLimit {
  readonly takeToken: TakeToken;
  /** What the headers say is the most at once. */
  readonly burst: number;
  readonly addMetric: AddMetric;
}

/**
 * A hook that lets each client send at its own rate, to be run after `authorize`: one client's loop must not take the
 * models' quota from the others. The rate is of this task; the gateway has the rate of all.
 */
export function limitRate({ takeToken, burst, addMetric }: RateLimit) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { clientId: client } = callerOf(request);
    const { granted, remaining, retryAfterSeconds } = takeToken(client);
    reply.headers({
      'RateLimit-Limit': String(burst),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(retryAfterSeconds),
    });
    if (granted) return;
    addMetric('RateLimited', 1, { client });
    throw new OmniError('rate_limited', {
      retryable: true,
      retryAfterSeconds,
      details: 'The client sends more requests than it may; wait as long as Retry-After says.',
    });
  };
}
