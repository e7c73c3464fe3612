import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { OmniError } from '../domain/errors.ts';
import type { RecordIdentity } from '../domain/summary-record.ts';
import { faultName } from '../telemetry/fault-name.ts';
import { keyOf } from './summary-item.ts';

export interface RecordPresenceDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** `waiting`: the archive is not known to have the record yet, so it cannot expire. */
export type RecordPresence = 'absent' | 'waiting' | 'archived';

/** @throws OmniError store_failed, whose details say how DynamoDB failed */
export type ReadRecordPresence = (record: RecordIdentity, signal: AbortSignal) => Promise<RecordPresence>;

/** Whether the SummaryCache table has a record, also one that has expired and is not deleted yet. */
export function recordPresence({ client, tableName }: RecordPresenceDependencies): ReadRecordPresence {
  return async (record, abortSignal) => {
    try {
      const { Item: item } = await client.send(
        new GetCommand({
          TableName: tableName,
          Key: keyOf(record),
          ProjectionExpression: 'request_id, outbox',
          ConsistentRead: true,
        }),
        { abortSignal },
      );
      if (item === undefined) return 'absent';
      return item.outbox === undefined ? 'archived' : 'waiting';
    } catch (error) {
      throw new OmniError('store_failed', { retryable: true, details: faultName(error), cause: error });
    }
  };
}
