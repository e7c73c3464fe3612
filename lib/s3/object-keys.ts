import type { RecordIdentity } from '../domain/summary-record.ts';

/** Every key shape of the bucket is in this file. Days and hours are UTC and come from the record's own time. */
export function summaryKey({ uniqueProcessId, generatedAt, requestId }: RecordIdentity): string {
  return `${summaryHourPrefix(generatedAt)}${uniqueProcessId}.${requestId}.json`;
}

/** What the keys of all summaries of an hour begin with. @param generatedAt any instant of it: ISO 8601, UTC */
export function summaryHourPrefix(generatedAt: string): string {
  return `omni-channel/processed/dt=${generatedAt.slice(0, 10)}/hr=${generatedAt.slice(11, 13)}/`;
}
