import type { FastifyReply } from 'fastify';
import { type InsightsResponse, toInsightsResponse } from '../../lib/contract/summary-record.ts';
import type { StoredIn } from '../../lib/insights/save-summary.ts';

interface Delivery {
  readonly storedIn: StoredIn;
  /** From arrival, in milliseconds. */
  readonly latencyMs: number;
}

/** Body and headers of a 200 of both routes. */
export function answerSummary(
  reply: FastifyReply,
  record: Parameters<typeof toInsightsResponse>[0],
  { storedIn, latencyMs }: Delivery,
): InsightsResponse {
  reply.headers({
    'X-Model-Used': record.model_used,
    'X-Cache-Hit': String(record.cache_hit),
    'X-Prompt-Version': record.prompt_version,
    'X-Stored': storedIn,
  });
  return toInsightsResponse(record, { stored: storedIn !== 'none', latencyMs });
}
