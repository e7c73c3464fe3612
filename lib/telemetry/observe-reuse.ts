import type { SummaryRecord } from '../domain/summary-record.ts';
import type { Log, LogEventName } from './log-events.ts';
import type { AddMetric } from './metrics.ts';

export interface Reused {
  readonly how: 'repeated' | 'transferred' | 'joined';
  readonly requestId: string;
  readonly ageMs: number;
}

const EVENTS = {
  repeated: 'SUMMARY_REUSED',
  transferred: 'TRANSFER_REUSED',
  joined: 'COALESCED',
} as const satisfies Readonly<Record<Reused['how'], LogEventName>>;

export function logReuse(log: Log, { how, requestId, ageMs }: Reused): void {
  log.info(EVENTS[how], { summary: requestId, ageMs });
}

/** The shares of reuse are these counts over the first of them. */
export function countReuse(
  addMetric: AddMetric,
  { record, reused }: { readonly record: SummaryRecord; readonly reused: Reused | null },
): void {
  const is = (...ways: Reused['how'][]) => Number(reused !== null && ways.includes(reused.how));
  addMetric('ReuseEligible', Number(record.status !== 'no_interactions'));
  addMetric('SummaryReused', is('repeated', 'transferred'));
  addMetric('TransferReused', is('transferred'));
  addMetric('SummaryCoalesced', is('joined'));
}
