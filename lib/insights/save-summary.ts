import { identityOf, type SummaryRecord } from '../domain/summary-record.ts';
import { within } from '../resilience/deadline.ts';
import type { Clock, SummaryArchive, SummaryCache } from './ports.ts';

/** Which stores had acknowledged the record when the answer went out. */
export type StoredIn = 'ddb+s3' | 'ddb' | 's3' | 'none';

export type SaveSummary = (record: SummaryRecord) => Promise<StoredIn>;

export interface SaveSummaryDependencies {
  readonly encode: (record: SummaryRecord) => string;
  readonly cache: SummaryCache;
  readonly archive: SummaryArchive;
  /** How long the answer may wait for the cache, the commit point. */
  readonly cacheTimeoutMs: number;
  /** How long the answer may wait for the archive once the cache has answered, or would have had to. */
  readonly archiveGraceMs: number;
  /** How long the archive may take at all, after the answer too. */
  readonly archiveTimeoutMs: number;
  /** Takes work that goes on after the answer, so that a shutdown waits for it. */
  readonly inBackground: (work: Promise<unknown>) => void;
  /** Takes a record that the cache has not acknowledged. */
  readonly retryLater: (record: SummaryRecord, body: string) => void;
  readonly now: Clock;
}

/**
 * Writes the record to both stores at once, before the answer. The cache is the commit point; the archive gets a short
 * grace and is marked in the cache when it has acknowledged, without the answer waiting for the mark.
 * The writes have deadlines of their own: an answer that is late is still worth keeping. Never rejects.
 */
export function saveSummary(dependencies: SaveSummaryDependencies): SaveSummary {
  const { encode, cache, archive, inBackground, now } = dependencies;
  const { cacheTimeoutMs, archiveGraceMs, archiveTimeoutMs } = dependencies;

  return async (record) => {
    const startedAtMs = now();
    const body = encode(record);
    const archived = acknowledged(
      archive.put(identityOf(record), body, AbortSignal.timeout(archiveTimeoutMs)),
    );
    const cached = acknowledged(cache.put(record, body, AbortSignal.timeout(cacheTimeoutMs)));
    inBackground(markWhenInBoth(record, { cached, archived }));

    const inCache = await cached;
    if (!inCache) dependencies.retryLater(record, body);
    const untilDeadlineMs = Math.max(0, cacheTimeoutMs - (now() - startedAtMs));
    const graceMs = archiveGraceMs + (inCache ? 0 : untilDeadlineMs);
    const inArchive = await within(archived, { timeoutMs: graceMs, otherwise: false });
    if (inCache) return inArchive ? 'ddb+s3' : 'ddb';
    return inArchive ? 's3' : 'none';
  };

  async function markWhenInBoth(
    record: SummaryRecord,
    { cached, archived }: { cached: Promise<boolean>; archived: Promise<boolean> },
  ): Promise<void> {
    if (!(await cached) || !(await archived)) return;
    // A lost mark is harmless: the sweep finds the object by its key.
    await acknowledged(cache.markArchived(identityOf(record), AbortSignal.timeout(cacheTimeoutMs)));
  }
}

/** The adapters log why; here only whether. */
export async function acknowledged(write: Promise<void>): Promise<boolean> {
  return write.then(
    () => true,
    () => false,
  );
}
