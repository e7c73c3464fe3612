import type { Clock } from '../../lib/insights/ports.ts';
import type { SweepOutbox, SweepReport } from '../../lib/insights/sweep-outbox.ts';
import type { Log } from '../../lib/telemetry/log-events.ts';
import type { AddMetric } from '../../lib/telemetry/metrics.ts';

interface RunSweepDependencies {
  readonly sweep: SweepOutbox;
  readonly log: Log;
  readonly addMetric: AddMetric;
  /** For the records that are under way when the sweep's time is up. */
  readonly reserveMs: number;
  readonly now: Clock;
}

/** @param remainingMs what is left of the function's own time */
export type RunSweep = (remainingMs: number) => Promise<SweepReport>;

/**
 * One sweep within the function's time, counted and logged. A record that failed stays in the outbox for the next minute.
 * @throws OmniError store_failed when the outbox cannot be read
 */
export function runSweep({ sweep, log, addMetric, reserveMs, now }: RunSweepDependencies): RunSweep {
  return async (remainingMs) => {
    const startedAtMs = now();
    let report: SweepReport = { redriven: 0, failed: 0, complete: false };
    try {
      report = await sweep(AbortSignal.timeout(Math.max(0, remainingMs - reserveMs)));
      log.info('OUTBOX_SWEPT', { ...report, ms: now() - startedAtMs });
      return report;
    } finally {
      addMetric('Sweeps', 1);
      addMetric('SweepsIncomplete', Number(!report.complete));
      addMetric('OutboxRedriven', report.redriven);
      addMetric('OutboxFailed', report.failed);
    }
  };
}
