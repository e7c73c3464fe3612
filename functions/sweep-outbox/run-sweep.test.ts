import { describe, expect, it } from 'vitest';
import { OmniError } from '../../lib/domain/errors.ts';
import type { SweepOutbox } from '../../lib/insights/sweep-outbox.ts';
import { recordedLog } from '../../tests/fixtures/recorded-log.ts';
import { runSweep } from './run-sweep.ts';

function setUp(sweep: SweepOutbox) {
  const log = recordedLog();
  const metrics: Record<string, number> = {};
  const addMetric = (name: string, value: number, ..._dimensions: unknown[]) => {
    metrics[name] = value;
  };
  return { run: runSweep({ sweep, log, addMetric, reserveMs: 6_000, now: () => 0 }), log, metrics };
}

describe('runSweep', () => {
  it('counts and logs what was brought into the archive and what was not', async () => {
    const report = { redriven: 3, failed: 1, complete: true };
    const { run, log, metrics } = setUp(async () => report);
    expect(await run(55_000)).toEqual(report);
    expect(metrics).toEqual({ Sweeps: 1, SweepsIncomplete: 0, OutboxRedriven: 3, OutboxFailed: 1 });
    expect(log.events).toEqual([{ name: 'OUTBOX_SWEPT', fields: { ...report, ms: 0 } }]);
  });

  it('counts a sweep that did not look at all there was', async () => {
    const { run, metrics } = setUp(async () => ({ redriven: 0, failed: 16, complete: false }));
    await run(55_000);
    expect(metrics).toMatchObject({ SweepsIncomplete: 1, OutboxFailed: 16 });
  });

  it('fails when the outbox cannot be read, so that the invocation counts as failed', async () => {
    const unreadable = new OmniError('store_failed', { retryable: true });
    const { run, metrics } = setUp(() => Promise.reject(unreadable));
    await expect(run(55_000)).rejects.toBe(unreadable);
    expect(metrics).toMatchObject({ Sweeps: 1, SweepsIncomplete: 1 });
  });

  it('ends before the function does, by as much as the last records need', async () => {
    const { run } = setUp(async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return { redriven: 0, failed: 0, complete: false };
    });
    expect(await run(6_001)).toMatchObject({ complete: false });
  });
});
