import type { StoredRecord } from '../../lib/contract/summary-record.ts';

/** One step of how a summary came about. Milliseconds are from the arrival of the request in the container. */
export interface Step {
  readonly name: string;
  readonly startMs: number;
  readonly ms: number;
  readonly outcome: string;
  readonly isGood: boolean;
}

/** The steps that the stored record tells: nothing here is measured twice or made up. Attempts were made one after the other. */
export function stepsOf(record: StoredRecord): readonly Step[] {
  const arrivedAtMs = Date.parse(record.generated_at) - record.latency_ms;
  const historyMs = Date.parse(record.data_as_of) - arrivedAtMs;
  const { found, used } = record.coverage;
  const history = {
    name: 'History',
    startMs: 0,
    ms: historyMs,
    outcome: `${used} of ${found} interactions`,
    isGood: true,
  };
  let startMs = historyMs;
  const attempts = record.attempts.map(({ model, outcome, ms }) => {
    const step = { name: model, startMs, ms, outcome: inWords(outcome), isGood: outcome === 'ok' };
    startMs += ms;
    return step;
  });
  const removed = record.removed_sentences;
  const text = {
    name: record.status === 'ok' ? 'Text' : 'Digest',
    startMs,
    ms: Math.max(0, record.latency_ms - startMs),
    outcome: record.cache_hit ? 'used again' : removed === 0 ? 'checked' : `checked, ${removed} taken out`,
    isGood: true,
  };
  return [history, ...attempts, text];
}

function inWords(outcome: string): string {
  return outcome.replaceAll('_', ' ');
}
