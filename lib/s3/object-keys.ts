import type { ClickPlace } from '../domain/feedback.ts';
import type { RecordIdentity } from '../domain/summary-record.ts';

/** Every key shape of the bucket is in this file. Days and hours are UTC and come from the record's own time. */
export function summaryKey(record: RecordIdentity): string {
  return `${summaryHourPrefix(record.generatedAt)}${nameOf(record)}`;
}

/** What the keys of all summaries of an hour begin with. @param generatedAt any instant of it: ISO 8601, UTC */
export function summaryHourPrefix(generatedAt: string): string {
  return `omni-channel/processed/${hourOf(generatedAt)}`;
}

/** Of what a prompt that is only tried made of the same history; from the served record alone, so that it is found by it. */
export function shadowKey(served: RecordIdentity): string {
  return `omni-channel/shadow/${hourOf(served.generatedAt)}${nameOf(served)}`;
}

/** Of a click or a use, by the time that the server gave it. */
export function feedbackKey({ eventId, serverTimeMs }: ClickPlace): string {
  return `omni-channel/feedback/${hourOf(new Date(serverTimeMs).toISOString())}${eventId}.json`;
}

function hourOf(generatedAt: string): string {
  return `dt=${generatedAt.slice(0, 10)}/hr=${generatedAt.slice(11, 13)}/`;
}

function nameOf({ uniqueProcessId, requestId }: RecordIdentity): string {
  return `${uniqueProcessId}.${requestId}.json`;
}
