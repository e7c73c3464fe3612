import { HeadObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { OmniError } from '../domain/errors.ts';
import type { Clock, SummaryArchive } from '../insights/ports.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import type { AddMetric } from '../telemetry/metrics.ts';
import { summaryKey } from './object-keys.ts';

export interface SummaryArchiveDependencies {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly log: Log;
  readonly addMetric: AddMetric;
  readonly now: Clock;
}

/** An archive whose connection can be opened before the first record. */
export interface ConnectableArchive extends SummaryArchive {
  connect(signal: AbortSignal): Promise<void>;
}

/** The records as objects of the bucket, each written once: an object that is already there is the same record. */
export function summaryArchive({
  client,
  bucketName,
  log,
  addMetric,
  now,
}: SummaryArchiveDependencies): ConnectableArchive {
  return {
    connect: async (abortSignal) => {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucketName, Key: 'warm-up' }), { abortSignal });
      } catch (error) {
        // Any answer of S3 will do: the role may write objects, not read them.
        if (!(error instanceof S3ServiceException)) throw error;
      }
    },

    put: async (record, body, abortSignal) => {
      const startedAtMs = now();
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucketName,
            Key: summaryKey(record),
            Body: body,
            ContentType: 'application/json',
            IfNoneMatch: '*',
          }),
          { abortSignal },
        );
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return;
        log.error('STORE_FAILED', {
          store: 's3',
          operation: 'PutObject',
          ms: now() - startedAtMs,
          fault: faultName(error),
        });
        addMetric('StoreFailures', 1, { store: 's3' });
        throw new OmniError('store_failed', { retryable: true, cause: error });
      }
    },
  };
}
