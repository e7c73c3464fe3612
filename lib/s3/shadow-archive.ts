import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { OmniError } from '../domain/errors.ts';
import type { ShadowArchive } from '../insights/ports.ts';
import { shadowKey } from './object-keys.ts';

interface ShadowArchiveDependencies {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** Apart from the archive of summaries in its keys, and silent: a shadow that is lost is no alarm. */
export function shadowArchive({ client, bucketName }: ShadowArchiveDependencies): ShadowArchive {
  return {
    put: async (served, body, abortSignal) => {
      const object = {
        Bucket: bucketName,
        Key: shadowKey(served),
        Body: body,
        ContentType: 'application/json',
      };
      try {
        await client.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }), { abortSignal });
      } catch (error) {
        throw new OmniError('store_failed', { cause: error });
      }
    },
  };
}
