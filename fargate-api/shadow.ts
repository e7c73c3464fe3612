import { setImmediate } from 'node:timers/promises';
import { encodeShadow } from '../lib/contract/shadow-record.ts';
import type { SummaryRecord } from '../lib/domain/summary-record.ts';
import {
  type ShadowPrompt,
  type ShadowPromptDependencies,
  shadowPrompt,
} from '../lib/insights/shadow-prompt.ts';
import { buildPrompt } from '../lib/prompt/build-prompt.ts';
import type { PromptVersion } from '../lib/prompt/prompt-versions.ts';
import { faultName } from '../lib/telemetry/fault-name.ts';
import type { RequestLogger } from '../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../lib/telemetry/metrics.ts';
import type { RunInRequest } from '../lib/telemetry/request-scope.ts';

/** Four calls of 2 s each are 120 a minute: enough to judge a version by, too few for a model to notice. */
const MOST_UNDER_WAY = 4;
const TIMEOUT_MS = 10_000;

type Parts = Pick<
  ShadowPromptDependencies,
  'model' | 'tryModel' | 'archive' | 'sharePercent' | 'isDraining' | 'now'
>;

interface ShadowDependencies extends Parts {
  readonly promptVersion: PromptVersion;
  readonly logger: RequestLogger;
  readonly metrics: RequestMetrics;
  readonly runInRequest: RunInRequest;
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** The version that is only tried, with its own log lines and metrics, under the id of the request it follows. */
export function createShadow(dependencies: ShadowDependencies): ShadowPrompt {
  const { promptVersion, logger, metrics, runInRequest, inBackground, ...parts } = dependencies;
  const { version } = promptVersion;
  const { log } = logger;

  return shadowPrompt({
    ...parts,
    version,
    buildPrompt: buildPrompt({ versionOf: () => promptVersion }),
    encode: encodeShadow,
    limits: { underWay: MOST_UNDER_WAY, timeoutMs: TIMEOUT_MS },
    random: Math.random,
    inBackground: (served, work) => inBackground(inItsOwnScope(served, work)),
    onEnded: (ended) => {
      log.info('SHADOW_SUMMARY_READY', { promptVersion: version, ...ended });
      metrics.add('ShadowSummaries', 1, { outcome: ended.outcome });
      metrics.add('ShadowSentencesRemoved', ended.removedSentences);
      metrics.add('ShadowDropped', 0);
      metrics.add('ShadowUnstored', Number(!ended.stored));
      metrics.add('ShadowCost', ended.costUsd);
    },
    // In the scope of the request that was served, whose metrics are written later.
    onDropped: (reason) => {
      log.info('SHADOW_SUMMARY_DROPPED', { promptVersion: version, reason });
      metrics.add('ShadowDropped', 1);
    },
  });

  /** Apart from the request's own scope, which ends with the answer. */
  function inItsOwnScope(served: SummaryRecord, work: () => Promise<void>): Promise<void> {
    return runInRequest({}, async () => {
      const { requestId, contact } = served;
      const { uniqueProcessId, accountNumber } = contact;
      logger.nameRequest({ requestId, uniqueProcessId, accountNumber });
      try {
        // The answer is written in this turn of the event loop; building a prompt must not hold it up.
        await setImmediate();
        await work();
      } catch (error) {
        log.error('SHADOW_SUMMARY_FAILED', { promptVersion: version, fault: faultName(error) });
      } finally {
        metrics.publish(requestId);
      }
    });
  }
}
