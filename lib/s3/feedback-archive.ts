import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { OmniError } from '../domain/errors.ts';
import type { Clock, FeedbackArchive } from '../feedback/ports.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import type { AddMetric } from '../telemetry/metrics.ts';
import { feedbackKey } from './object-keys.ts';

export interface FeedbackArchiveDependencies {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly log: Log;
  readonly addMetric: AddMetric;
  readonly now: Clock;
}

/** Clicks and uses as objects of the bucket, each written once: what is there under an event's id is that event. */
export function feedbackArchive({
  client,
  bucketName,
  log,
  addMetric,
  now,
}: FeedbackArchiveDependencies): FeedbackArchive {
  return {
    put: async (event, body, abortSignal) => {
      const startedAtMs = now();
      const object = {
        Bucket: bucketName,
        Key: feedbackKey(event),
        Body: body,
        ContentType: 'application/json',
        IfNoneMatch: '*',
      };
      try {
        await client.send(new PutObjectCommand(object), { abortSignal });
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
