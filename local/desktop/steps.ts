import type { StoredRecord } from '../../lib/contract/summary-record.ts';

/** One step of how a summary came about. Milliseconds are from the arrival of the request in the container. */
export interface Step {
  readonly name: string;
  readonly startMs: number;
  readonly ms: number;
  readonly outcome: string;
  readonly isGood: boolean;
}

/**
 * The steps that the stored record tells: nothing here is measured twice or made up. An attempt that failed is followed by the
 * next one; those that were made beside each other ended together, when one of them had the text.
 */
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
  const { attempts, endMs } = attemptsFrom(historyMs, record.attempts);
  const removed = record.removed_sentences;
  const text = {
    name: record.status === 'ok' ? 'Text' : 'Digest',
    startMs: endMs,
    ms: Math.max(0, record.latency_ms - endMs),
    outcome: record.cache_hit ? 'used again' : removed === 0 ? 'checked' : `checked, ${removed} taken out`,
    isGood: true,
  };
  return [history, ...attempts, text];
}

function attemptsFrom(beginMs: number, attempts: StoredRecord['attempts']) {
  let startMs = beginMs;
  let endMs: number | null = null;
  const steps = attempts.map(({ model, outcome, ms }) => {
    const isLast = outcome === 'ok' || outcome === 'superseded';
    // The first of those that ended together tells when that was.
    if (isLast) endMs ??= startMs + ms;
    const from = isLast && endMs !== null ? Math.max(beginMs, endMs - ms) : startMs;
    if (!isLast) startMs += ms;
    return { name: model, startMs: from, ms, outcome: inWords(outcome), isGood: outcome === 'ok' };
  });
  return { attempts: steps, endMs: endMs ?? startMs };
}

function inWords(outcome: string): string {
  return outcome.replaceAll('_', ' ');
}
