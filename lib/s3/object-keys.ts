import type { RecordIdentity } from '../domain/summary-record.ts';

/** Every key shape of the bucket is in this file. Days and hours are UTC and come from the record's own time. */
export function summaryKey({ uniqueProcessId, generatedAt, requestId }: RecordIdentity): string {
  const day = generatedAt.slice(0, 10);
  const hour = generatedAt.slice(11, 13);
  return `omni-channel/processed/dt=${day}/hr=${hour}/${uniqueProcessId}.${requestId}.json`;
}
