import type { RecordIdentity } from '../domain/summary-record.ts';

/** Every key shape of the bucket is in this file. Days and hours are UTC and come from the record's own time. */
export function summaryKey(record: RecordIdentity): string {
  return `omni-channel/processed/${placeOf(record)}`;
}

/** Of what a prompt that is only tried made of the same history; from the served record alone, so that it is found by it. */
export function shadowKey(served: RecordIdentity): string {
  return `omni-channel/shadow/${placeOf(served)}`;
}

function placeOf({ uniqueProcessId, generatedAt, requestId }: RecordIdentity): string {
  const day = generatedAt.slice(0, 10);
  const hour = generatedAt.slice(11, 13);
  return `dt=${day}/hr=${hour}/${uniqueProcessId}.${requestId}.json`;
}
