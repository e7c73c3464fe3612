import { type AwsClients, createAwsClients } from '../lib/aws/clients.ts';
import { OmniError } from '../lib/domain/errors.ts';
import type { RecordIdentity } from '../lib/domain/summary-record.ts';
import { type RecordPresence, recordPresence } from '../lib/dynamo/record-presence.ts';
import { findRecord } from '../lib/s3/find-record.ts';
import { NO_STAGE, type ReviewConfig } from './config.ts';
import { type OpenRecord, openRecord } from './open-record.ts';
import { printProblem } from './print-page.ts';

/** The stage that is looked at: its record in S3, its table, its models. */
export interface ReviewStage {
  readonly clients: AwsClients | null;
  readonly openRecord: OpenRecord;
  /** Where DynamoDB has a record, in words. Never rejects: a page is worth having without it. */
  readonly describePresence: (record: RecordIdentity, signal: AbortSignal) => Promise<string>;
  close(): void;
}

const MAX_SOCKETS = 4;

const PRESENCE: Readonly<Record<RecordPresence, string>> = {
  absent: 'absent: it is kept there for 7 days, and longer only while S3 is not known to have it',
  waiting: 'present, and not known to be in S3 yet',
  archived: 'present, and known to be in S3',
};

/** The one place where the parts of both commands are put together. Opens no connection before it is asked something. */
function reviewStage({ region, bucket, cacheTable }: ReviewConfig): ReviewStage {
  const clients = region === null ? null : createAwsClients({ region, maxSockets: MAX_SOCKETS });
  const find =
    clients === null || bucket === null ? null : findRecord({ client: clients.s3, bucketName: bucket });
  const readPresence =
    clients === null || cacheTable === null
      ? null
      : recordPresence({ client: clients.documents, tableName: cacheTable });
  return {
    clients,
    openRecord: openRecord({ findRecord: find, noStage: NO_STAGE, now: Date.now }),
    describePresence: async (record, signal) => {
      if (readPresence === null) return 'not asked: no table is named (SUMMARY_CACHE_TABLE_NAME)';
      try {
        return PRESENCE[await readPresence(record, signal)];
      } catch (error) {
        return `could not be asked (${error instanceof OmniError ? error.details : 'unknown'})`;
      }
    },
    close: () => clients?.destroy(),
  };
}

/** Does something on a stage and closes its connections, whatever happens; a store that fails is said in a sentence. */
export async function onStage(
  config: ReviewConfig,
  work: (stage: ReviewStage) => Promise<void>,
): Promise<void> {
  const stage = reviewStage(config);
  try {
    await work(stage);
  } catch (error) {
    if (!(error instanceof OmniError)) throw error;
    printProblem(`S3 could not be searched (${error.details}): check the stage and the credentials.`, 1);
  } finally {
    stage.close();
  }
}
