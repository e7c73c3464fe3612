import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { OmniError } from '../domain/errors.ts';
import type { Clock, SummaryCache } from '../insights/ports.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import { bodyOf, type Item, isExpired, keyOf, toItem } from './summary-item.ts';

export interface SummaryCacheDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly log: Log;
  readonly now: Clock;
}

/**
 * The SummaryCache table: one immutable item a record, with the record itself as the very text that the archive has.
 * `expires_at` decides every read. DynamoDB's own `ttl` is set only once the archive has the record, so what is not
 * exported cannot expire.
 */
export function summaryCache({ client, tableName, log, now }: SummaryCacheDependencies): SummaryCache {
  return {
    put: async (record, body, abortSignal) => {
      await attempt('PutItem', async () => {
        try {
          await client.send(putCommand(tableName, toItem(record, body)), { abortSignal });
        } catch (error) {
          // The key bears the request's id, so what is there is this record, from a first try whose answer was lost.
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        }
      });
    },

    markArchived: async (record, abortSignal) => {
      await attempt('UpdateItem', () =>
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: keyOf(record),
            UpdateExpression: 'SET #ttl = expires_at REMOVE outbox',
            ConditionExpression: 'attribute_exists(unique_process_id)',
            ExpressionAttributeNames: { '#ttl': 'ttl' },
          }),
          { abortSignal },
        ),
      );
    },

    findNewest: async ({ uniqueProcessId, tenant }, abortSignal) => {
      const answer = await attempt('Query', () =>
        client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'unique_process_id = :id AND begins_with(record_key, :prefix)',
            // No Limit: it counts before the filter, and a record of another tenant would hide ours.
            FilterExpression: tenant === null ? 'attribute_not_exists(tenant)' : 'tenant = :tenant',
            ExpressionAttributeValues: {
              ':id': uniqueProcessId,
              ':prefix': 'record#',
              ...(tenant === null ? {} : { ':tenant': tenant }),
            },
            ScanIndexForward: false,
          }),
          { abortSignal },
        ),
      );
      const newest = answer.Items?.[0];
      if (newest === undefined || isExpired(newest, now())) return null;
      return { body: bodyOf(newest), archived: newest.outbox === undefined };
    },
  };

  async function attempt<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer> {
    const startedAtMs = now();
    try {
      return await call();
    } catch (error) {
      log.error('STORE_FAILED', {
        store: 'ddb',
        operation,
        ms: now() - startedAtMs,
        fault: faultName(error),
      });
      throw new OmniError('store_failed', { retryable: true, cause: error });
    }
  }
}

function putCommand(TableName: string, item: Item): PutCommand {
  return new PutCommand({
    TableName,
    Item: item,
    ConditionExpression: 'attribute_not_exists(unique_process_id)',
  });
}
