import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
  preHandlerAsyncHookHandler,
} from 'fastify';
import type { Scope } from '../../lib/auth/caller.ts';
import {
  insightsPathSchema,
  insightsQuerySchema,
  insightsRequestSchema,
  toContactRequest,
} from '../../lib/contract/insights-request.ts';
import { parseInput } from '../../lib/contract/parse-input.ts';
import { decodeRecord, type StoredRecord, toWire } from '../../lib/contract/summary-record.ts';
import { OmniError } from '../../lib/domain/errors.ts';
import type { PreliminarySummary } from '../../lib/domain/summary-record.ts';
import type { AwaitNewest } from '../../lib/insights/await-newest.ts';
import type { Clock } from '../../lib/insights/ports.ts';
import type { RequestSignals } from '../../lib/insights/request-signals.ts';
import type { ServedSummary } from '../../lib/insights/served-summary.ts';
import type { SummarizeContact } from '../../lib/insights/summarize-contact.ts';
import { within } from '../../lib/resilience/deadline.ts';
import type { RequestLogger } from '../../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../../lib/telemetry/metrics.ts';
import { observePreliminary } from '../../lib/telemetry/observe-summary.ts';
import { callerOf } from '../authorize.ts';
import { clientGone } from '../client-gone.ts';
import { observeLateFailure } from '../failures.ts';
import { preferredWaitSeconds } from '../prefer-wait.ts';
import { answerSummary } from './answer-summary.ts';

export interface InsightsRouteDependencies {
  readonly summarize: SummarizeContact;
  readonly observe: (served: ServedSummary) => void;
  readonly awaitNewest: AwaitNewest;
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
  /** Hook that has a request wait until there is room for its work. */
  readonly takePlace: preHandlerAsyncHookHandler;
}

const ROUTE = '/omni-channel-insights';
/** For the last look of a reader who waits. */
const LAST_LOOK_MS = 1_000;

export function addInsightsRoutes(app: FastifyInstance, options: InsightsRoutesOptions): void {
  const { allow, takePlace, summarize, observe, awaitNewest, logger, metrics, processIdKey, now } = options;
  const observer = { log: logger.log, addMetric: metrics.add };

  const summarizing = { onRequest: allow('insights/summarize'), preHandler: takePlace };
  app.post(ROUTE, summarizing, async (request, reply) => {
    const { tenant } = callerOf(request);
    const body = parseInput(insightsRequestSchema, request.body);
    const contact = toContactRequest(body, { tenant, key: processIdKey });
    logger.nameRequest({ requestId: request.id, ...contact });
    const idIsGiven = body.unique_process_id !== undefined;
    const { id: requestId, arrivedAtMs } = request;
    const task = { contact, idIsGiven, requestId, tenant, arrivedAtMs };
    const signals = signalsOf(request, { reply, timeoutMs: options.requestTimeoutMs });
    const starting = summarize(task, signals);
    request.work.push(starting.then(({ served }) => served));
    const started = await starting;
    const waitSeconds = preferredWaitSeconds(request.headers.prefer);
    if (waitSeconds !== null) reply.header('Preference-Applied', `wait=${waitSeconds}`);
    const summary = observed(started.served, { request, reply });
    if (waitSeconds === null || started.preliminary === null) return answerServed(await summary);

    const timeoutMs = Math.max(0, waitSeconds * 1_000 - latencyMs(request));
    const inTime = await within(summary, { timeoutMs, otherwise: null });
    return inTime === null ? answerPreliminary(started.preliminary()) : answerServed(inTime);

    function answerServed({ record, storedIn }: ServedSummary) {
      return answerSummary(reply, toWire(record), { storedIn, latencyMs: latencyMs(request) });
    }

    function answerPreliminary(record: PreliminarySummary) {
      // It goes on being made, and nobody is there to be told of a fault of ours.
      summary.catch((error) => observeLateFailure(observer, { request, error }));
      observePreliminary(observer, record);
      return answerSummary(reply, toWire(record), { storedIn: 'none', latencyMs: latencyMs(request) });
    }
  });

  app.get(`${ROUTE}/:unique_process_id`, { onRequest: allow('insights/read') }, async (request, reply) => {
    const { unique_process_id: uniqueProcessId } = parseInput(insightsPathSchema, request.params);
    const waitMs = parseInput(insightsQuerySchema, request.query).wait * 1_000;
    logger.nameRequest({ requestId: request.id, uniqueProcessId });
    const timeoutMs = Math.max(options.requestTimeoutMs, waitMs + LAST_LOOK_MS);
    const key = { uniqueProcessId, tenant: callerOf(request).tenant };
    const cached = await awaitNewest(key, { ...signalsOf(request, { reply, timeoutMs }), waitMs });
    const record = cached === null ? null : decodeRecord(cached.body);
    if (record === null || !maySee(request, record)) {
      throw new OmniError('summary_not_found', {
        retryable: waitMs > 0,
        details: 'No summary of the last 7 days has this unique_process_id.',
      });
    }
    const storedIn = cached?.archived ? 'ddb+s3' : 'ddb';
    return answerSummary(reply, record, { storedIn, latencyMs: record.latency_ms });
  });

  /** Told of when it is there, whether or not somebody still waits for it. */
  async function observed(
    served: Promise<ServedSummary>,
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  ): Promise<ServedSummary> {
    const summary = await served;
    observe(summary);
    // The client may have left meanwhile, and with it the moment at which a request's metrics are written.
    if (reply.raw.closed) metrics.publish(request.id);
    return summary;
  }

  function latencyMs(request: FastifyRequest): number {
    return now() - request.arrivedAtMs;
  }

  /** Time spent on the token and the body is part of the request's. */
  function signalsOf(
    request: FastifyRequest,
    { reply, timeoutMs }: { reply: FastifyReply; timeoutMs: number },
  ): RequestSignals {
    const deadline = AbortSignal.timeout(Math.max(0, timeoutMs - latencyMs(request)));
    return { deadline, clientGone: clientGone(reply.raw) };
  }
}

/** A record of another tenant is as good as absent. */
function maySee(request: FastifyRequest, record: StoredRecord): boolean {
  return record.tenant === callerOf(request).tenant;
}
