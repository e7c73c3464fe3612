import { recordOf } from '../lib/contract/record-to-domain.ts';
import { decodeRecord } from '../lib/contract/summary-record.ts';
import { type FindReusableDependencies, findReusable } from '../lib/dynamo/find-reusable.ts';
import { type FindReusableText, findReusableText } from '../lib/insights/find-reusable-text.ts';
import { joinableForMs, type SharedAnswer } from '../lib/insights/serve-summary.ts';
import { type SingleFlight, singleFlight } from '../lib/resilience/single-flight.ts';
import { faultName } from '../lib/telemetry/fault-name.ts';
import type { RequestLogger } from '../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../lib/telemetry/metrics.ts';
import type { WithSpan } from '../lib/telemetry/tracing.ts';
import { tracedLookup } from './traced-ports.ts';

/** Two tries at the table, side by side with the history: nobody waits for it who would not wait for that. */
const LOOKUP_TIMEOUT_MS = 200;

interface ReuseDependencies extends FindReusableDependencies {
  readonly withSpan: WithSpan;
  readonly logger: RequestLogger;
  readonly metrics: RequestMetrics;
}

export interface Reuse {
  readonly findReusableText: FindReusableText;
  readonly askOnce: SingleFlight<SharedAnswer>;
}

/** How one text answers several requests: what the table has of the last minutes, and what is being made in this task. */
export function createReuse({ withSpan, logger, metrics, ...table }: ReuseDependencies): Reuse {
  return {
    findReusableText: findReusableText({
      findReusable: tracedLookup(findReusable(table), withSpan),
      decode: (body) => recordOf(decodeRecord(body)),
      timeoutMs: LOOKUP_TIMEOUT_MS,
      onFailed: (error, ms) => {
        const cause = error instanceof Error ? (error.cause ?? error) : error;
        logger.log.warn('REUSE_LOOKUP_FAILED', { fault: faultName(cause), ms });
        metrics.add('ReuseLookupFailed', 1);
      },
      now: table.now,
    }),
    askOnce: singleFlight({ keepMs: joinableForMs }),
  };
}
