import type { RecordIdentity } from '../domain/summary-record.ts';

/** Every key shape of the bucket is in this file. Days and hours are UTC and come from the record's own time. */
export function summaryKey({ uniqueProcessId, generatedAt, requestId }: RecordIdentity): string {
  return `${summaryHourPrefix(generatedAt)}${uniqueProcessId}.${requestId}.json`;
}

/** What the keys of the summaries made in the hour of an instant (ISO 8601, UTC) begin with. */
export function summaryHourPrefix(at: string): string {
  return `omni-channel/processed/dt=${at.slice(0, 10)}/hr=${at.slice(11, 13)}/`;
}
