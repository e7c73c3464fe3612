import { type ExecutionMode, readConnectEvent } from '../../lib/contract/connect-event.ts';
import { OmniError } from '../../lib/domain/errors.ts';
import type { Clock } from '../../lib/insights/ports.ts';
import { faultName } from '../../lib/telemetry/fault-name.ts';
import type { RequestLogger } from '../../lib/telemetry/logger.ts';
import type { AddMetric } from '../../lib/telemetry/metrics.ts';
import type { AskApi } from './ask-api.ts';
import { type FlowAnswer, toFailedAnswer, toFlowAnswer } from './flow-answer.ts';

export interface TriggerSummaryDependencies extends RequestLogger {
  readonly askApi: AskApi;
  readonly addMetric: AddMetric;
  readonly now: Clock;
}

/** @param remainingMs what is left of the function's own time */
export type TriggerSummary = (event: unknown, remainingMs: number) => Promise<FlowAnswer>;

/** The flow waits 8 s at most, a cold start among them; without waiting, longer than the API ever takes. */
const TIMEOUT_MS: Readonly<Record<ExecutionMode, number>> = { synchronous: 6_500, asynchronous: 15_000 };
/** For logs, metrics and the answer. */
const RESERVE_MS = 500;

/**
 * Asks for a summary as soon as a contact flow puts a customer into a queue, so that it is made when the agent answers.
 *
 * A function cannot see how it was invoked, so the flow's block says it as the parameter `execution_mode`:
 * - `synchronous`: the caller waits, so it is always answered, also when there is no summary.
 * - `asynchronous`, also when nothing is said: nobody waits, so a failure that may pass is thrown. Amazon Connect tries again
 *   until the block's timeout; an invocation as an event is tried again by Lambda, and then goes to the failure queue.
 * A failure that a retry cannot mend is an answer in both, `status: failed` with its `error_code`.
 * @throws OmniError retryable, as said above
 */
export function triggerSummary(dependencies: TriggerSummaryDependencies): TriggerSummary {
  const { askApi, log, nameRequest, addMetric, now } = dependencies;

  return async (event, remainingMs) => {
    const startedAtMs = now();
    let executionMode: ExecutionMode = 'asynchronous';
    addMetric('ConnectTriggers', 1);
    try {
      const request = readConnectEvent(event);
      ({ executionMode } = request);
      const ids = { contactId: request.body.contact_id, accountNumber: request.body.account_number };
      nameRequest(ids);
      const timeoutMs = Math.max(0, Math.min(TIMEOUT_MS[executionMode], remainingMs - RESERVE_MS));
      const response = await askApi(request.body, AbortSignal.timeout(timeoutMs));
      nameRequest({ ...ids, requestId: response.request_id, uniqueProcessId: response.unique_process_id });
      log.info('CONNECT_ANSWERED', { status: response.status, ms: now() - startedAtMs });
      addMetric('ConnectTriggersFailed', 0);
      return toFlowAnswer(response);
    } catch (error) {
      if (!(error instanceof OmniError)) throw error;
      const thrown = error.retryable && executionMode === 'asynchronous';
      logFailure(error, { thrown, ms: now() - startedAtMs });
      addMetric('ConnectTriggersFailed', 1);
      if (thrown) throw error;
      return toFailedAnswer(error);
    } finally {
      addMetric('ConnectLatency', now() - startedAtMs);
    }
  };

  function logFailure(error: OmniError, { thrown, ms }: { thrown: boolean; ms: number }): void {
    const members = error.faults.map(({ path }) => path);
    log.error('CONNECT_FAILED', {
      code: error.code,
      members,
      fault: faultName(error.cause ?? error),
      thrown,
      ms,
    });
  }
}
