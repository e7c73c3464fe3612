import { OmniError } from '../domain/errors.ts';
import type { CachedRecord, Clock, RecordKey, SummaryCache } from './ports.ts';
import type { RequestSignals } from './request-signals.ts';

export interface AwaitNewestDependencies {
  readonly findNewest: SummaryCache['findNewest'];
  /** Resolves after so many milliseconds, and early when the signal aborts. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: Clock;
}

/** `waitMs` 0 looks once. */
interface Waiting extends RequestSignals {
  readonly waitMs: number;
}

/**
 * The newest record of the key; `null` when there is none after all the waiting.
 * @throws OmniError store_failed when the last look failed; client_gone
 */
export type AwaitNewest = (key: RecordKey, waiting: Waiting) => Promise<CachedRecord | null>;

/** As long as a summary takes at most: what is older was there before the one that is waited for. */
const JUST_MADE_MS = 10_000;
const LOOK_EVERY_MS = 200;

/**
 * Waits for a record that is being made, by whatever task. One that was made just now ends the waiting; an older one is
 * given when time is up, for there may be no other.
 */
export function awaitNewest({ findNewest, sleep, now }: AwaitNewestDependencies): AwaitNewest {
  return async (key, { waitMs, deadline, clientGone }) => {
    const startedAtMs = now();
    const justMadeSince = new Date(startedAtMs - JUST_MADE_MS).toISOString();
    for (;;) {
      const found = await findNewest(key, deadline).catch((error: Error) => error);
      const leftMs = startedAtMs + waitMs - now();
      if (leftMs <= 0 || deadline.aborted || isSince(found, justMadeSince)) return orThrow(found);
      await sleep(Math.min(LOOK_EVERY_MS, leftMs), clientGone);
      if (clientGone.aborted) throw new OmniError('client_gone');
    }
  };
}

/** A look that failed is followed by others while there is time. */
type Look = CachedRecord | null | Error;

function isSince(found: Look, since: string): boolean {
  return found !== null && !(found instanceof Error) && found.generatedAt >= since;
}

function orThrow(found: Look): CachedRecord | null {
  if (found instanceof Error) throw found;
  return found;
}
