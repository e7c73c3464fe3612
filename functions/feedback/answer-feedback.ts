import {
  clickRequestSchema,
  isMeantAsUse,
  toClick,
  toUse,
  useRequestSchema,
} from '../../lib/contract/feedback-request.ts';
import {
  type FeedbackResponse,
  toClickResponse,
  toUseResponse,
} from '../../lib/contract/feedback-response.ts';
import { parseInput } from '../../lib/contract/parse-input.ts';
import type { ClickOutcome } from '../../lib/domain/feedback.ts';
import type { RecordClick } from '../../lib/feedback/record-click.ts';
import type { RecordUse } from '../../lib/feedback/record-use.ts';
import { toSafeJson } from '../../lib/http/safe-json.ts';
import type { RequestLogger } from '../../lib/telemetry/logger.ts';
import type { ObserveFeedback } from '../../lib/telemetry/observe-feedback.ts';
import { callerOf, type GatewayAnswer, type GatewayEvent } from './gateway-event.ts';

interface AnswerFeedbackDependencies {
  readonly recordClick: RecordClick;
  readonly recordUse: RecordUse;
  readonly observe: ObserveFeedback;
  readonly logger: RequestLogger;
  /** Every call of a request ends by then. */
  readonly requestTimeoutMs: number;
}

/**
 * The work of the function: a body that has been read, of a caller who was let in, becomes a click or a use that is kept.
 * @throws OmniError invalid_request, id_conflict, feedback_unstored
 */
export function answerFeedback(dependencies: AnswerFeedbackDependencies) {
  const { recordClick, recordUse, observe, logger, requestTimeoutMs } = dependencies;

  return async (event: GatewayEvent): Promise<GatewayAnswer> => {
    const signal = AbortSignal.timeout(requestTimeoutMs);
    return isMeantAsUse(event.body) ? keepUse(event, signal) : keepClick(event, signal);
  };

  async function keepClick(event: GatewayEvent, signal: AbortSignal): Promise<GatewayAnswer> {
    const { tenant } = callerOf(event);
    const click = toClick(parseInput(clickRequestSchema, event.body));
    nameSummary(event, click.summary);
    const outcome = await recordClick({ ...click, tenant }, signal);
    observe.click(outcome);
    return toAnswer(toClickResponse(outcome), headersFor(outcome));
  }

  async function keepUse(event: GatewayEvent, signal: AbortSignal): Promise<GatewayAnswer> {
    const { tenant } = callerOf(event);
    const use = toUse(parseInput(useRequestSchema, event.body));
    const kept = await recordUse({ ...use, tenant }, signal);
    observe.use(kept);
    return toAnswer(toUseResponse(kept));
  }

  function nameSummary(
    { requestContext }: GatewayEvent,
    { uniqueProcessId, contactId, accountNumber }: Parameters<RecordClick>[0]['summary'],
  ): void {
    logger.nameRequest({
      requestId: requestContext.requestId,
      ...(uniqueProcessId === null ? {} : { uniqueProcessId }),
      ...(contactId === null ? {} : { contactId }),
      ...(accountNumber === null ? {} : { accountNumber }),
    });
  }
}

/** A caller who repeats a click may want to know that it was one. */
function headersFor({ kind }: ClickOutcome): Readonly<Record<string, string>> {
  return kind === 'repeated' ? { 'idempotent-replayed': 'true' } : {};
}

function toAnswer(
  { status, body }: FeedbackResponse,
  headers: Readonly<Record<string, string>> = {},
): GatewayAnswer {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { statusCode: status, headers: { ...type, ...headers }, body: toSafeJson(body) };
}
