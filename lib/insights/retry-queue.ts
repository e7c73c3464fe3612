import type { SummaryRecord } from '../domain/summary-record.ts';

/** A record that the cache has not acknowledged, and its encoding. */
export interface UnstoredRecord {
  readonly record: SummaryRecord;
  readonly body: string;
}

export interface RetryQueue {
  /** Keeps a record until it is stored. When the queue is full the oldest makes room: what is newest is asked for first. */
  add(unstored: UnstoredRecord): void;
  /** How many records wait. */
  size(): number;
  /** The last tries before the process ends, all at once. Resolves with how many records are in no store. */
  drain(): Promise<number>;
}

export interface RetryQueueDependencies {
  /** Tries both stores once. Whether the cache has the record then, and whether any store has. Never rejects. */
  readonly store: (
    unstored: UnstoredRecord,
  ) => Promise<{ readonly inCache: boolean; readonly inAny: boolean }>;
  readonly limits: { readonly records: number; readonly bytes: number };
  /** Milliseconds before the next try, by the number of tries that failed in a row. */
  readonly backoffMs: (failures: number) => number;
  /** Rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told of each record that is given up because the queue is full. */
  readonly onDropped: (unstored: UnstoredRecord) => void;
}

/**
 * The records that no store would take, in memory: nothing of them was acknowledged as stored. One is tried at a time,
 * so that a store that comes back is not met by all of them at once.
 */
export function retryQueue(dependencies: RetryQueueDependencies): RetryQueue {
  const { store, limits, backoffMs, wait, onDropped } = dependencies;
  const waiting = new Set<UnstoredRecord>();
  const draining = new AbortController();
  let bytes = 0;
  let running = false;

  function remove(unstored: UnstoredRecord): void {
    if (waiting.delete(unstored)) bytes -= unstored.body.length;
  }

  function makeRoom(): void {
    for (const oldest of waiting) {
      if (waiting.size <= limits.records && bytes <= limits.bytes) return;
      remove(oldest);
      onDropped(oldest);
    }
  }

  /** Round and round until none waits: one that is never taken must not keep the others waiting. */
  function* inTurn(): Generator<UnstoredRecord> {
    while (waiting.size > 0) yield* waiting;
  }

  async function run(): Promise<void> {
    let failures = 1;
    try {
      for (const unstored of inTurn()) {
        if (failures > 0) await wait(backoffMs(failures), draining.signal);
        if (draining.signal.aborted) return;
        const { inCache } = await store(unstored);
        if (inCache) remove(unstored);
        failures = inCache ? 0 : failures + 1;
      }
    } finally {
      // In the same step as the last look: what is added after it starts a new run.
      running = false;
    }
  }

  return {
    add: (unstored) => {
      waiting.add(unstored);
      bytes += unstored.body.length;
      makeRoom();
      if (running) return;
      running = true;
      // Only the wait rejects, when the drain begins.
      run().catch(() => undefined);
    },
    size: () => waiting.size,
    drain: async () => {
      draining.abort();
      const outcomes = await Promise.all([...waiting].map((unstored) => store(unstored)));
      waiting.clear();
      return outcomes.filter(({ inAny }) => !inAny).length;
    },
  };
}
