import type { PreliminarySummary, SummaryRecord } from '../domain/summary-record.ts';
import type { Log } from './log-events.ts';
import type { AddMetric } from './metrics.ts';
import { countReuse, logReuse, type Reused } from './observe-reuse.ts';

export interface ServedSummary {
  readonly record: SummaryRecord;
  readonly historyTokens: { readonly from: number; readonly to: number } | null;
  readonly storedIn: string;
  readonly reused: Reused | null;
}

interface ObserveSummaryDependencies {
  readonly log: Log;
  readonly addMetric: AddMetric;
  /** How many records wait for a store. */
  readonly waitingForStore: () => number;
}

/** What one served summary says in logs and metrics: figures and states, never words of it. */
export function observeSummary({ log, addMetric, waitingForStore }: ObserveSummaryDependencies) {
  return (served: ServedSummary): void => {
    const { record, reused } = served;
    if (reused !== null) logReuse(log, reused);
    countServed(addMetric, record);
    countReuse(addMetric, served);
    // What is answered once more was written, and paid for, once.
    if (reused === null || reused.how === 'transferred') observeRecord(served);
    else logReady(log, record);
    addMetric('RetryQueueDepth', waitingForStore());
  };

  function observeRecord(served: ServedSummary): void {
    const { record, storedIn } = served;
    logSummary(log, served);
    countSummary(addMetric, record);
    countModels(addMetric, record);
    addMetric('SummaryUnstored', Number(storedIn === 'none'));
    addMetric('SummaryDeferred', Number(storedIn === 'ddb' || storedIn === 's3'));
  }
}

/** What is said of facts that were answered before their summary. */
export function observePreliminary(
  { log, addMetric }: Pick<ObserveSummaryDependencies, 'log' | 'addMetric'>,
  { coverage, latencyMs: ms }: PreliminarySummary,
): void {
  log.info('SUMMARY_PRELIMINARY', { interactions: coverage.used, ms });
  addMetric('SummaryPreliminary', 1);
  addMetric('FirstFactsLatency', ms);
}

function logSummary(log: Log, { record, historyTokens, storedIn }: ServedSummary): void {
  const { status, attempts, coverage, latencyMs: ms, failover } = record;
  if (isUnusable(record)) log.error('HISTORY_UNUSABLE', { skipped: coverage.skipped });
  else if (status === 'no_interactions') log.info('NO_INTERACTIONS', { skipped: coverage.skipped });
  if (coverage.truncated && historyTokens !== null) log.info('HISTORY_TRUNCATED', historyTokens);
  if (status === 'degraded') log.warn('SUMMARY_DEGRADED', { reason: record.reason ?? 'unknown', ms });
  if (failover) {
    const to = record.modelUsed ?? 'none';
    log.warn('MODEL_FAILOVER', { reason: attempts[0]?.outcome ?? 'unknown', to, ms });
  }
  const sentences = ungrounded(record);
  if (sentences > 0) log.warn('OUTPUT_UNGROUNDED', { sentences });
  logReady(log, record);
  log.info('SUMMARY_STORED', { storedIn });
  if (storedIn === 'ddb') log.warn('STORE_DEFERRED', { store: 's3' });
}

function logReady(log: Log, { status, modelUsed, coverage, removed, latencyMs: ms }: SummaryRecord): void {
  log.info('SUMMARY_READY', {
    status,
    model: modelUsed ?? 'none',
    interactions: coverage.used,
    removedSentences: removed.length,
    ms,
  });
}

function ungrounded({ removed }: SummaryRecord): number {
  return removed.filter(({ reason }) => reason === 'unsupported' || reason === 'contradicted').length;
}

/** Items were skipped, and none was read, also not outside of the request's window. */
function isUnusable({ status, coverage, customer }: SummaryRecord): boolean {
  return status === 'no_interactions' && coverage.skipped > 0 && customer.lastContactAt === null;
}

function countServed(addMetric: AddMetric, { status, latencyMs, modelUsed }: SummaryRecord): void {
  addMetric('SummaryRequests', 1);
  addMetric('SummaryLatency', latencyMs);
  addMetric('SummaryDegraded', Number(status === 'degraded'));
  addMetric('SummariesByModel', 1, { model: modelUsed ?? 'none' });
  addMetric('NoInteractions', Number(status === 'no_interactions'));
}

function countSummary(addMetric: AddMetric, record: SummaryRecord): void {
  const { coverage, usage } = record;
  addMetric('SummaryFailovers', Number(record.failover));
  addMetric('SummaryHedges', Number(record.hedged));
  addMetric('SentencesRemoved', record.removed.length);
  addMetric('SentencesUngrounded', ungrounded(record));
  addMetric('SummaryCost', record.costUsd);
  addMetric('HistoryTruncated', Number(coverage.truncated));
  addMetric('InteractionsSkipped', coverage.skipped);
  addMetric('HistoryUnusable', Number(isUnusable(record)));
  addMetric('InputTokens', usage.input);
  addMetric('OutputTokens', usage.output);
  addMetric('PromptCacheReadTokens', usage.cacheRead);
  addMetric('PromptCacheWriteTokens', usage.cacheWrite);
}

function countModels(addMetric: AddMetric, { attempts }: SummaryRecord): void {
  const ended = (code: string) => attempts.filter(({ outcome }) => outcome === code).length;
  addMetric('ModelTimeouts', ended('model_timeout'));
  addMetric('ModelThrottles', ended('model_throttled'));
  for (const { model, outcome, ms } of attempts) {
    addMetric('ModelCalls', 1, { model });
    // Overtaken by another one: that is neither a failure nor its latency.
    if (outcome === 'superseded') continue;
    addMetric('ModelLatency', ms, { model });
    if (outcome !== 'ok') addMetric('ModelFailures', 1, { model, outcome });
  }
}
