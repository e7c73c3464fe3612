import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { OmniError } from '../domain/errors.ts';
import { faultName } from '../telemetry/fault-name.ts';
import { summaryHourPrefix } from './object-keys.ts';

export interface FindRecordDependencies {
  readonly client: S3Client;
  readonly bucketName: string;
  /** After so many keys a search ends without an answer: an hour of a busy day has thousands. */
  readonly mostKeys?: number;
}

/** At least one of the two ids; without a request's id the newest record of the process is meant. */
export interface RecordSearch {
  readonly requestId: string | null;
  readonly uniqueProcessId: string | null;
  /** Epoch milliseconds. The hours that both lie in are searched too. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SearchedRecord {
  /** `null` when there is none where was searched. */
  readonly object: { readonly key: string; readonly body: string } | null;
  readonly hoursListed: number;
  readonly keysSeen: number;
  /** Whether every hour was searched to its end. */
  readonly complete: boolean;
}

/** @throws OmniError store_failed, whose details say how S3 failed */
export type FindRecord = (search: RecordSearch, signal: AbortSignal) => Promise<SearchedRecord>;

const MOST_KEYS = 200_000;
const HOUR_MS = 3_600_000;

/**
 * A stored record by the ids in its key, found by listing one hour after the other, the newest first. The ids of the
 * record itself have to be compared by who reads it: a key does not say where one id ends and the other begins.
 */
export function findRecord({ client, bucketName, mostKeys = MOST_KEYS }: FindRecordDependencies): FindRecord {
  return async (search, abortSignal) => {
    let hoursListed = 0;
    let keysSeen = 0;
    try {
      for (const hour of hoursBack(search)) {
        hoursListed += 1;
        for await (const keys of keyPages(`${summaryHourPrefix(hour)}${keyStart(search)}`, abortSignal)) {
          keysSeen += keys.length;
          const key = keys.filter((name) => isMeant(name, search)).at(-1);
          if (key !== undefined) {
            const body = await bodyOf(key, abortSignal);
            return { object: { key, body }, hoursListed, keysSeen, complete: true };
          }
          if (keysSeen >= mostKeys) return { object: null, hoursListed, keysSeen, complete: false };
        }
      }
    } catch (error) {
      throw new OmniError('store_failed', { retryable: true, details: faultName(error), cause: error });
    }
    return { object: null, hoursListed, keysSeen, complete: true };
  };

  async function* keyPages(prefix: string, abortSignal: AbortSignal): AsyncIterable<readonly string[]> {
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucketName,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
        { abortSignal },
      );
      yield (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  async function bodyOf(key: string, abortSignal: AbortSignal): Promise<string> {
    const object = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: key }), { abortSignal });
    return (await object.Body?.transformToString()) ?? '';
  }
}

/** An instant of each hour, the last one first. */
function hoursBack({ fromMs, toMs }: RecordSearch): readonly string[] {
  const [first, last] = [Math.floor(fromMs / HOUR_MS), Math.floor(toMs / HOUR_MS)];
  return Array.from({ length: last - first + 1 }, (_, index) =>
    new Date((last - index) * HOUR_MS).toISOString(),
  );
}

function keyStart({ uniqueProcessId, requestId }: RecordSearch): string {
  if (uniqueProcessId === null) return '';
  return requestId === null ? `${uniqueProcessId}.` : `${uniqueProcessId}.${requestId}.json`;
}

/** Ids of requests sort by their time, so the last key of a process in an hour is its newest. They have no full stop. */
function isMeant(key: string, { requestId, uniqueProcessId }: RecordSearch): boolean {
  return requestId === null
    ? key.slice(key.lastIndexOf('/') + 1).replace(/\.[^.]+\.json$/, '') === uniqueProcessId
    : key.endsWith(`.${requestId}.json`);
}
