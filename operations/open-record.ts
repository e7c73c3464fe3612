import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { idSchema } from '../lib/contract/ids.ts';
import { decodeRecord, type StoredRecord } from '../lib/contract/summary-record.ts';
import type { RecordIdentity } from '../lib/domain/summary-record.ts';
import type { Clock } from '../lib/insights/ports.ts';
import { searchWindow } from '../lib/review/search-window.ts';
import type { FindRecord, SearchedRecord } from '../lib/s3/find-record.ts';
import { summaryKey } from '../lib/s3/object-keys.ts';

/** What a person names: the id of a request, that of a process, both, or a file. */
export interface RecordName {
  /** An id of a request, or the path of a downloaded record. */
  readonly given: string | null;
  readonly uniqueProcessId: string | null;
}

export type OpenedRecord =
  | {
      readonly record: StoredRecord;
      readonly identity: RecordIdentity;
      readonly key: string;
      readonly file: string | null;
    }
  | { readonly problem: string };

interface OpenRecordDependencies {
  /** `null` where no stage is configured; files can be read all the same. */
  readonly findRecord: FindRecord | null;
  readonly noStage: string;
  readonly now: Clock;
}

export type OpenRecord = (name: RecordName, signal: AbortSignal) => Promise<OpenedRecord>;

/** Reads a stored record from S3 or from a file. What does not work is a sentence that says what to try. */
export function openRecord({ findRecord, noStage, now }: OpenRecordDependencies): OpenRecord {
  return async ({ given, uniqueProcessId }, signal) => {
    if (given !== null && isPath(given)) return readRecordFile(given);
    if ([given, uniqueProcessId].some((id) => id !== null && !idSchema.safeParse(id).success)) {
      return { problem: 'An id has 1 to 128 characters of A-Z a-z 0-9 . _ : -, and a file ends in .json.' };
    }
    if (findRecord === null) return { problem: noStage };
    const requestId = given;
    const { inWords, ...window } = searchWindow({ requestId, uniqueProcessId, nowMs: now() });
    const searched = await findRecord({ requestId, uniqueProcessId, ...window }, signal);
    if (searched.object === null) {
      return { problem: notFound({ given, uniqueProcessId }, { ...searched, inWords }) };
    }
    const { key, body } = searched.object;
    const opened = decode(body, { where: `The object ${key}`, file: null });
    const isAnother = 'record' in opened && requestId !== null && opened.record.request_id !== requestId;
    return isAnother ? { problem: `The object ${key} holds another request: give its --upi too.` } : opened;
  };
}

function isPath(given: string): boolean {
  return given.endsWith('.json') || /[/\\]/.test(given);
}

function readRecordFile(path: string): OpenedRecord {
  if (!existsSync(path)) return { problem: `There is no file ${path}.` };
  return decode(readFileSync(path, 'utf8'), { where: `The file ${path}`, file: path });
}

function decode(
  body: string,
  { where, file }: { readonly where: string; readonly file: string | null },
): OpenedRecord {
  try {
    const record = decodeRecord(body);
    const { unique_process_id: uniqueProcessId, request_id: requestId, generated_at: generatedAt } = record;
    const identity = { uniqueProcessId, requestId, generatedAt };
    return { record, identity, key: summaryKey(identity), file };
  } catch (error) {
    return { problem: `${where} is damaged: ${damage(error)}` };
  }
}

/** Names of members only: a message of the parser may quote what it read. */
function damage(error: unknown): string {
  if (!(error instanceof z.ZodError)) return 'it is no JSON text.';
  const members = [...new Set(error.issues.map(({ path }) => path.join('.') || 'the whole'))];
  return `these members are missing or are of another kind: ${members.join(', ')}.`;
}

function notFound(
  { given, uniqueProcessId }: RecordName,
  { hoursListed, keysSeen, complete, inWords }: SearchedRecord & { readonly inWords: string },
): string {
  const what = given === null ? `record of the process ${uniqueProcessId}` : `record of the request ${given}`;
  const process = given !== null && uniqueProcessId !== null ? ` of the process ${uniqueProcessId}` : '';
  const hours = hoursListed === 1 ? '1 hour' : `${hoursListed} hours`;
  const searched = `S3 was searched for ${inWords}: ${hours}, ${keysSeen} keys${complete ? '' : ', and not to the end'}.`;
  return complete
    ? `There is no ${what}${process}. ${searched} Check the id and the stage; only DynamoDB may have it so far (npm run sweep brings it into S3); or give the path of a downloaded record.`
    : `No ${what} was found. ${searched} Give --upi as well, which leaves a few keys an hour.`;
}
