import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Scope } from '../../lib/auth/caller.ts';
import {
  insightsPathSchema,
  insightsRequestSchema,
  toContactRequest,
} from '../../lib/contract/insights-request.ts';
import { parseInput } from '../../lib/contract/parse-input.ts';
import {
  decodeRecord,
  type InsightsResponse,
  type StoredRecord,
  toInsightsResponse,
  toStoredRecord,
} from '../../lib/contract/summary-record.ts';
import { OmniError } from '../../lib/domain/errors.ts';
import type { Clock, SummaryCache } from '../../lib/insights/ports.ts';
import type { StoredIn } from '../../lib/insights/save-summary.ts';
import type { ServedSummary } from '../../lib/insights/served-summary.ts';
import type { SummarizeContact } from '../../lib/insights/summarize-contact.ts';
import type { RequestLogger } from '../../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../../lib/telemetry/metrics.ts';
import { callerOf } from '../authorize.ts';

export interface InsightsRouteDependencies {
  readonly summarize: SummarizeContact;
  readonly observe: (served: ServedSummary) => void;
  readonly summaryCache: SummaryCache;
  readonly logger: RequestLogger;
  readonly metrics: RequestMetrics;
  /** From arrival; every read and every model call of a request ends by then. */
  readonly requestTimeoutMs: number;
  /** Secret of the ids that are derived for requests without one. */
  readonly processIdKey: string;
  readonly now: Clock;
}

interface InsightsRoutesOptions extends InsightsRouteDependencies {
  /** Hooks that let a request in. */
  readonly allow: (scope: Scope) => onRequestAsyncHookHandler[];
}

const ROUTE = '/omni-channel-insights';

export function addInsightsRoutes(app: FastifyInstance, options: InsightsRoutesOptions): void {
  const { allow, summarize, observe, summaryCache, logger, metrics, processIdKey, now } = options;

  app.post(ROUTE, { onRequest: allow('insights/summarize') }, async (request, reply) => {
    const { tenant } = callerOf(request);
    const body = parseInput(insightsRequestSchema, request.body);
    const contact = toContactRequest(body, { tenant, key: processIdKey });
    logger.nameRequest({ requestId: request.id, ...contact });
    const served = await summarize(
      {
        contact,
        idIsGiven: body.unique_process_id !== undefined,
        requestId: request.id,
        tenant,
        arrivedAtMs: request.arrivedAtMs,
      },
      untilDeadline(request),
    );
    observe(served);
    // The client may have left meanwhile, and with it the moment at which a request's metrics are written.
    if (reply.raw.closed) metrics.publish(request.id);
    const delivery = { storedIn: served.storedIn, latencyMs: now() - request.arrivedAtMs };
    return answer(reply, toStoredRecord(served.record), delivery);
  });

  app.get(`${ROUTE}/:unique_process_id`, { onRequest: allow('insights/read') }, async (request, reply) => {
    const { unique_process_id: uniqueProcessId } = parseInput(insightsPathSchema, request.params);
    logger.nameRequest({ requestId: request.id, uniqueProcessId });
    const cached = await summaryCache.findNewest(
      { uniqueProcessId, tenant: callerOf(request).tenant },
      untilDeadline(request),
    );
    const record = cached === null ? null : decodeRecord(cached.body);
    if (record === null || !maySee(request, record)) {
      throw new OmniError('summary_not_found', {
        details: 'No summary of the last 7 days has this unique_process_id.',
      });
    }
    const storedIn = cached?.archived ? 'ddb+s3' : 'ddb';
    return answer(reply, record, { storedIn, latencyMs: record.latency_ms });
  });

  /** Time spent on the token and the body is part of the request's. */
  function untilDeadline(request: FastifyRequest): AbortSignal {
    return AbortSignal.timeout(Math.max(0, options.requestTimeoutMs - (now() - request.arrivedAtMs)));
  }
}

function answer(
  reply: FastifyReply,
  record: StoredRecord,
  { storedIn, latencyMs }: { storedIn: StoredIn; latencyMs: number },
): InsightsResponse {
  reply.headers({
    'X-Model-Used': record.model_used,
    'X-Cache-Hit': String(record.cache_hit),
    'X-Prompt-Version': record.prompt_version,
    'X-Stored': storedIn,
  });
  return toInsightsResponse(record, { stored: storedIn !== 'none', latencyMs });
}

/** A record of another tenant is as good as absent. */
function maySee(request: FastifyRequest, record: StoredRecord): boolean {
  return record.tenant === callerOf(request).tenant;
}
