import type { SummaryRecord } from '../domain/summary-record.ts';
import type { Log } from './log-events.ts';
import type { RequestMetrics } from './metrics.ts';

interface ServedSummary {
  readonly record: SummaryRecord;
  readonly storedIn: string;
}

/** What one served summary says in logs and metrics: figures and states, never words of it. */
export function observeSummary({ log, metrics }: { log: Log; metrics: RequestMetrics }) {
  return ({ record, storedIn }: ServedSummary): void => {
    const { status, usage, attempts, coverage, latencyMs: ms } = record;
    if (status === 'no_interactions') log.info('NO_INTERACTIONS', { skipped: coverage.skipped });
    if (status === 'degraded') log.warn('SUMMARY_DEGRADED', { reason: record.reason ?? 'unknown', ms });
    if (record.failover) {
      log.warn('MODEL_FAILOVER', {
        reason: attempts[0]?.outcome ?? 'unknown',
        to: record.modelUsed ?? 'none',
        ms,
      });
    }
    log.info('SUMMARY_READY', {
      status,
      model: record.modelUsed ?? 'none',
      interactions: coverage.used,
      removedSentences: record.removedSentences,
      ms,
    });
    log.info('SUMMARY_STORED', { storedIn });

    metrics.add('SummaryRequests', 1);
    metrics.add('SummaryLatency', ms);
    metrics.add('SummaryDegraded', Number(status === 'degraded'));
    metrics.add('SummaryUnstored', Number(storedIn === 'none'));
    metrics.add('NoInteractions', Number(status === 'no_interactions'));
    metrics.add('InteractionsSkipped', coverage.skipped);
    for (const attempt of attempts) {
      metrics.add('ModelLatency', attempt.ms);
      metrics.add('ModelFailures', Number(attempt.outcome !== 'ok'));
    }
    metrics.add('InputTokens', usage.input);
    metrics.add('OutputTokens', usage.output);
    metrics.add('PromptCacheReadTokens', usage.cacheRead);
    metrics.add('PromptCacheWriteTokens', usage.cacheWrite);
  };
}
