import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { decodeRecord, type InsightsResponse, type StoredRecord } from '../../lib/contract/summary-record.ts';
import { summaryKey } from '../../lib/s3/object-keys.ts';

/** Who waits for a record has it from DynamoDB, and S3 may have it a moment later. */
const MOST_TRIES = 5;
const BETWEEN_TRIES_MS = 100;

export interface StoredRecords {
  /** The record of an answer as S3 has it; `null` when it is not there. */
  readonly find: (answer: AnswerIdentity) => Promise<StoredRecord | null>;
  readonly close: () => void;
}

type AnswerIdentity = Pick<InsightsResponse, 'unique_process_id' | 'request_id' | 'generated_at'>;

/** Reads the records of the local S3: they hold what the answers do not say. */
export function storedRecords({
  s3Url,
  bucket,
}: {
  readonly s3Url: string;
  readonly bucket: string;
}): StoredRecords {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new S3Client({ endpoint: s3Url, region: 'us-east-1', credentials, forcePathStyle: true });
  return {
    find: async ({ unique_process_id, request_id, generated_at }) => {
      const identity = {
        uniqueProcessId: unique_process_id,
        requestId: request_id,
        generatedAt: generated_at,
      };
      const command = new GetObjectCommand({ Bucket: bucket, Key: summaryKey(identity) });
      for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
        try {
          const { Body: body } = await client.send(command);
          return decodeRecord((await body?.transformToString()) ?? '');
        } catch {
          await setTimeout(BETWEEN_TRIES_MS);
        }
      }
      return null;
    },
    close: () => client.destroy(),
  };
}
