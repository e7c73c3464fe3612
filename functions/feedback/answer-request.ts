import type { MiddlewareObj, Request } from '@middy/core';
import { OmniError } from '../../lib/domain/errors.ts';
import { toProblem } from '../../lib/http/problem.ts';
import { toSafeJson } from '../../lib/http/safe-json.ts';
import { faultName } from '../../lib/telemetry/fault-name.ts';
import type { RequestLogger } from '../../lib/telemetry/logger.ts';
import type { AddMetric } from '../../lib/telemetry/metrics.ts';
import { observeFailure } from '../../lib/telemetry/observe-failure.ts';
import { callerOf, type GatewayAnswer, type GatewayEvent, gatewayEventSchema } from './gateway-event.ts';

interface AnswerRequestDependencies {
  readonly route: string;
  readonly logger: RequestLogger;
  readonly addMetric: AddMetric;
  readonly now: () => number;
}

type FeedbackRequest = Request<GatewayEvent, GatewayAnswer>;

/**
 * The life of a request in logs and metrics, and its errors as problems, all in one place. Middy runs the ends of
 * middlewares backwards: this one comes behind those of Powertools, which flush what it writes, and before all that fail.
 */
export function answerRequest({
  route,
  logger,
  addMetric,
  now,
}: AnswerRequestDependencies): MiddlewareObj<GatewayEvent, GatewayAnswer> {
  const { log } = logger;
  const startedAtMs = new WeakMap<FeedbackRequest, number>();
  return {
    before: (request) => {
      startedAtMs.set(request, now());
      request.event = gatewayEventSchema.parse(request.event);
      logger.nameRequest({ requestId: requestIdOf(request) });
      log.info('REQUEST_RECEIVED', { route });
    },
    after: complete,
    onError: (request) => {
      const failure = toOmniError(request.error);
      const { status, headers, body } = toProblem(failure, requestIdOf(request));
      observeFailure({ log, addMetric }, { failure, status, client: clientOf(request) });
      if (failure.code === 'feedback_unstored') {
        log.error('FEEDBACK_UNSTORED', { fault: faultName(failure.cause) });
        addMetric('FeedbackUnstored', 1);
      }
      request.response = { statusCode: status, headers, body: toSafeJson(body) };
      complete(request);
    },
  };

  function complete(request: FeedbackRequest): void {
    const { statusCode = 500, headers = {}, body = '' } = request.response ?? {};
    const endedAtMs = now();
    const ms = endedAtMs - (startedAtMs.get(request) ?? endedAtMs);
    const common = {
      'cache-control': 'no-store',
      'x-request-id': requestIdOf(request),
      'x-latency-ms': String(ms),
    };
    request.response = { statusCode, headers: { ...headers, ...common }, body };
    log.info('REQUEST_COMPLETED', { route, status: statusCode, ms });
    addMetric('Requests', 1);
    addMetric('RequestsRejected', Number(statusCode >= 400 && statusCode < 500));
    addMetric('AuthRejected', Number(statusCode === 401));
    addMetric('RequestsFailed', Number(statusCode >= 500));
  }
}

/** The gateway's own id, which its access log has too. */
function requestIdOf({ event }: FeedbackRequest): string {
  const parsed = gatewayEventSchema.safeParse(event);
  return parsed.success ? parsed.data.requestContext.requestId : 'unknown';
}

function clientOf({ event }: FeedbackRequest): string | undefined {
  try {
    return callerOf(event).clientId;
  } catch {
    return undefined;
  }
}

/** What is not known is our own fault. */
function toOmniError(error: unknown): OmniError {
  if (error instanceof OmniError) return error;
  return new OmniError(isFaultOfBody(error) ? 'malformed_json' : 'internal_error', { cause: error });
}

function isFaultOfBody(error: unknown): boolean {
  if (!(error instanceof Error) || typeof error.cause !== 'object' || error.cause === null) return false;
  return 'package' in error.cause && error.cause.package === '@middy/http-json-body-parser';
}
