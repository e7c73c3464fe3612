import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { OmniError } from '../domain/errors.ts';
import type { Clock, RecordKey, SummaryCache } from '../insights/ports.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import type { AddMetric } from '../telemetry/metrics.ts';
import { type Item, isExpired, keyOf, toCached, toItem } from './summary-item.ts';

export interface SummaryCacheDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly log: Log;
  readonly addMetric: AddMetric;
  readonly now: Clock;
}

/** The first item is nearly always the one; a page costs what its items weigh. */
const PAGE_SIZE = 4;

/**
 * The SummaryCache table: one immutable item a record, with the record itself as the very text that the archive has.
 * `expires_at` decides every read. DynamoDB's own `ttl` is set only once the archive has the record, so what is not
 * exported cannot expire.
 */
export function summaryCache({
  client,
  tableName,
  log,
  addMetric,
  now,
}: SummaryCacheDependencies): SummaryCache {
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

    findNewest: async (key, abortSignal) => {
      const newest = await attempt('Query', () => newestItem(key, { abortSignal }));
      return newest === null ? null : toCached(newest);
    },

    isOfOtherAccount: async (key, accountNumber, abortSignal) => {
      const members = 'account_number, expires_at';
      const newest = await attempt('Query', () => newestItem(key, { abortSignal, members }));
      return newest !== null && newest.account_number !== accountNumber;
    },
  };

  /** The newest item of the tenant; `null` when there is none that has not expired. */
  async function newestItem(
    { uniqueProcessId, tenant }: RecordKey,
    { abortSignal, members }: { abortSignal: AbortSignal; members?: string },
  ): Promise<Item | null> {
    const query = {
      TableName: tableName,
      KeyConditionExpression: 'unique_process_id = :id AND begins_with(record_key, :prefix)',
      // Pages go on past the records of other tenants.
      FilterExpression: tenant === null ? 'attribute_not_exists(tenant)' : 'tenant = :tenant',
      ExpressionAttributeValues: {
        ':id': uniqueProcessId,
        ':prefix': 'record#',
        ...(tenant === null ? {} : { ':tenant': tenant }),
      },
      // Who asks for members asks whether an id is free, right behind another request perhaps.
      ...(members === undefined ? {} : { ProjectionExpression: members, ConsistentRead: true }),
      ScanIndexForward: false,
    };
    for await (const { Items: [newest] = [] } of paginateQuery({ client, pageSize: PAGE_SIZE }, query, {
      abortSignal,
    })) {
      if (newest !== undefined) return isExpired(newest, now()) ? null : newest;
    }
    return null;
  }

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
      addMetric('StoreFailures', 1, { store: 'ddb' });
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
