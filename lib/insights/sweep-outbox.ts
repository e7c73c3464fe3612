import { OmniError } from '../domain/errors.ts';
import type { RecordIdentity } from '../domain/summary-record.ts';
import type { Clock, Outbox, SummaryArchive, SummaryCache } from './ports.ts';

export interface SweepOutboxDependencies {
  readonly outbox: Outbox;
  readonly cache: Pick<SummaryCache, 'markArchived'>;
  readonly archive: SummaryArchive;
  /** Younger records are left alone: their own request is still at it. */
  readonly olderThanMs: number;
  /** For one record: reading, archiving, marking. */
  readonly recordTimeoutMs: number;
  readonly now: Clock;
  /** Told of each record that was put right, or not. */
  readonly onSwept: (record: RecordIdentity, outcome: 'redriven' | 'failed') => void;
}

export interface SweepReport {
  readonly redriven: number;
  readonly failed: number;
  /** Whether the sweep looked at all there was: it stops early when nothing works, and when its time is up. */
  readonly complete: boolean;
}

/** At a time. */
const RECORDS_IN_PARALLEL = 8;
/** An archive that refuses this many in a row is down, and needs no more callers. */
const MOST_REFUSALS_IN_A_ROW = 2 * RECORDS_IN_PARALLEL;

export type SweepOutbox = (signal: AbortSignal) => Promise<SweepReport>;

/**
 * Brings into the archive what the cache has and the archive is not known to have: the answer went out before the archive
 * had answered, or the task died. Safe at any time and more than once: the archive takes a record once, under its own key.
 * @throws OmniError store_failed when the outbox cannot be read
 */
export function sweepOutbox(dependencies: SweepOutboxDependencies): SweepOutbox {
  const { outbox, now, olderThanMs } = dependencies;

  return async (signal) => {
    const before = new Date(now() - olderThanMs).toISOString();
    const tally = { redriven: 0, failed: 0, refusedInARow: 0 };
    const underWay = new Set<Promise<void>>();
    let complete = true;
    for await (const record of outbox.findPending(before, signal)) {
      if (signal.aborted || tally.refusedInARow >= MOST_REFUSALS_IN_A_ROW) {
        complete = false;
        break;
      }
      const work = sweepOne(record, tally).finally(() => underWay.delete(work));
      underWay.add(work);
      if (underWay.size >= RECORDS_IN_PARALLEL) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    return { redriven: tally.redriven, failed: tally.failed, complete };
  };

  async function sweepOne(record: RecordIdentity, tally: Tally): Promise<void> {
    const signal = AbortSignal.timeout(dependencies.recordTimeoutMs);
    const redriven = await redrive(record, { signal, tally }).catch(asFalse);
    tally[redriven ? 'redriven' : 'failed'] += 1;
    dependencies.onSwept(record, redriven ? 'redriven' : 'failed');
  }

  async function redrive(
    record: RecordIdentity,
    { signal, tally }: { signal: AbortSignal; tally: Tally },
  ): Promise<boolean> {
    // An item that cannot be read fails alone: it says nothing of the archive, and must not keep the others back.
    const body = await outbox.readBody(record, signal);
    // The index lags behind the table: the record is erased, so there is nothing left to do.
    if (body === null) return true;
    tally.refusedInARow += 1;
    await dependencies.archive.put(record, body, signal);
    tally.refusedInARow = 0;
    await dependencies.cache.markArchived(record, signal);
    return true;
  }
}

interface Tally {
  redriven: number;
  failed: number;
  /** Records that the archive has refused, or not answered yet, since it last took one. */
  refusedInARow: number;
}

/** The adapters have logged why. */
function asFalse(error: unknown): false {
  if (!(error instanceof OmniError)) throw error;
  return false;
}
