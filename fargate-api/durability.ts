import { setTimeout as delay } from 'node:timers/promises';
import { encodeRecord } from '../lib/contract/summary-record.ts';
import { identityOf } from '../lib/domain/summary-record.ts';
import type { Clock, SummaryArchive, SummaryCache } from '../lib/insights/ports.ts';
import { type RetryQueue, retryQueue, type UnstoredRecord } from '../lib/insights/retry-queue.ts';
import { acknowledged, type SaveSummary, saveSummary } from '../lib/insights/save-summary.ts';
import type { RequestLogger } from '../lib/telemetry/logger.ts';
import type { RequestMetrics } from '../lib/telemetry/metrics.ts';
import type { RunInRequest } from '../lib/telemetry/request-scope.ts';

/** Two tries at the cache fit into 400 ms; the answer waits 100 ms more for the archive, which may take 2 s in all. */
export const STORE_LIMITS = { cacheTimeoutMs: 400, archiveGraceMs: 100, archiveTimeoutMs: 2_000 };
const RETRY_LIMITS = { records: 1_000, bytes: 32 * 1_024 * 1_024 };
const RETRY_TIMEOUT_MS = 2_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

interface DurabilityDependencies {
  readonly cache: SummaryCache;
  readonly archive: SummaryArchive;
  readonly logger: RequestLogger;
  readonly metrics: RequestMetrics;
  readonly runInRequest: RunInRequest;
  readonly now: Clock;
}

export interface Durability {
  readonly saveSummary: SaveSummary;
  readonly retries: RetryQueue;
  /** Takes work that must end before the process does, also when nobody waits for its answer any more. */
  readonly inBackground: (work: Promise<unknown>) => void;
  /** Waits for the writes that go on after answers, then tries the rest once more. Resolves with how many are in no store. */
  readonly close: () => Promise<number>;
}

/** How records are kept: both writes before the answer, the rest of them after it, and what no store took tried again. */
export function createDurability(dependencies: DurabilityDependencies): Durability {
  const { cache, archive, logger, metrics, runInRequest, now } = dependencies;
  const background = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>) => {
    const done = () => background.delete(work);
    background.add(work);
    work.then(done, done);
  };
  const retries = retryQueue({
    store: inItsOwnRequest(storeOnce),
    limits: RETRY_LIMITS,
    backoffMs: (failures) =>
      Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2),
    wait: (ms, signal) => delay(ms, undefined, { signal }),
    onDropped: inItsOwnRequest(() => {
      logger.log.error('SUMMARY_DROPPED', { waiting: retries.size() });
      metrics.add('SummaryDropped', 1);
    }),
  });
  const save = saveSummary({
    encode: encodeRecord,
    cache,
    archive,
    inBackground,
    retryLater: (record, body) => retries.add({ record, body }),
    now,
    ...STORE_LIMITS,
  });
  return {
    saveSummary: save,
    retries,
    inBackground,
    close: async () => {
      // What ends may have begun something else.
      while (background.size > 0) await Promise.allSettled(background);
      return retries.drain();
    },
  };

  async function storeOnce({ record, body }: UnstoredRecord) {
    const signal = AbortSignal.timeout(RETRY_TIMEOUT_MS);
    const [inCache, inArchive] = await Promise.all([
      acknowledged(cache.put(record, body, signal)),
      acknowledged(archive.put(identityOf(record), body, signal)),
    ]);
    if (inCache && inArchive) await acknowledged(cache.markArchived(identityOf(record), signal));
    return { inCache, inAny: inCache || inArchive };
  }

  /** One request's record is retried in the wake of another's: its log lines must bear its own ids. */
  function inItsOwnRequest<Result>(work: (unstored: UnstoredRecord) => Result) {
    return (unstored: UnstoredRecord): Result =>
      runInRequest({}, () => {
        const { requestId, contact } = unstored.record;
        const { uniqueProcessId, accountNumber } = contact;
        logger.nameRequest({ requestId, uniqueProcessId, accountNumber });
        const result = work(unstored);
        // Whatever the work counts, it is counted under its own request.
        Promise.resolve(result).finally(() => metrics.publish(requestId));
        return result;
      });
  }
}
