import type { SummaryRecord } from '../domain/summary-record.ts';
import type { Prompt } from './ports.ts';
import type { StoredIn } from './save-summary.ts';

/** How an answer came to be one that was made for another request, by the id of that one. */
export interface Reused {
  /** `repeated`: as it was; `joined`: as soon as it was there; `transferred`: its text, in a record of its own. */
  readonly how: 'repeated' | 'joined' | 'transferred';
  readonly requestId: string;
  /** How old the text is. */
  readonly ageMs: number;
}

export interface ServedSummary {
  readonly record: SummaryRecord;
  /** About how many tokens the history has, and had in the prompt; `null` when no model was asked for this request. */
  readonly historyTokens: Prompt['tokens'] | null;
  readonly storedIn: StoredIn;
  /** `null` for a summary of this request's own. */
  readonly reused: Reused | null;
}

interface Repetition extends Pick<ServedSummary, 'record' | 'storedIn'>, Pick<Reused, 'how'> {
  /** Of the request that is answered with it; epoch milliseconds, like `nowMs`. */
  readonly arrivedAtMs: number;
  readonly nowMs: number;
}

/** The very answer that was given before, with nothing of its own but the time it took. */
export function repeatSummary({ record, storedIn, how, arrivedAtMs, nowMs }: Repetition): ServedSummary {
  return {
    record: { ...record, cacheHit: true, latencyMs: nowMs - arrivedAtMs },
    historyTokens: null,
    storedIn,
    reused: { how, requestId: record.requestId, ageMs: nowMs - Date.parse(record.generatedAt) },
  };
}
