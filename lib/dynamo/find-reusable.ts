import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { OmniError } from '../domain/errors.ts';
import type { Clock, FindReusable, ReusableRecord } from '../insights/ports.ts';
import { bodyOf, type Item, isExpired, reuseOf } from './summary-item.ts';

export interface FindReusableDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly now: Clock;
}

/** A call is transferred once or twice in the minutes that count; each of these is read whole. */
const MOST_RECORDS = 4;

/**
 * The records of SummaryCache that may be reused for a chain of contacts. The index is a moment behind the table and holds
 * keys only, so a chain without records costs one small query, and what is found is read from the table itself. That read
 * is consistent: what the index has, another replica of the table may not have yet.
 */
export function findReusable({ client, tableName, now }: FindReusableDependencies): FindReusable {
  return async ({ chainKey, since }, abortSignal) => {
    try {
      const { Items: found = [] } = await client.send(newestOf(chainKey, since), { abortSignal });
      const items = await Promise.all(found.map((key) => read(key, abortSignal)));
      return items.flatMap((item) => toReusable(item));
    } catch (error) {
      // The summary is made afresh, and whoever asked says so in the log.
      throw new OmniError('store_failed', { retryable: true, cause: error });
    }
  };

  function newestOf(chainKey: string, since: string): QueryCommand {
    return new QueryCommand({
      TableName: tableName,
      IndexName: 'chain_key-index',
      KeyConditionExpression: 'chain_key = :chain AND generated_at >= :since',
      ExpressionAttributeValues: { ':chain': chainKey, ':since': since },
      ScanIndexForward: false,
      Limit: MOST_RECORDS,
    });
  }

  async function read({ unique_process_id, record_key }: Item, abortSignal: AbortSignal) {
    const Key = { unique_process_id, record_key };
    const command = new GetCommand({ TableName: tableName, Key, ConsistentRead: true });
    return (await client.send(command, { abortSignal })).Item;
  }

  /** None of what was deleted, has expired or may not be reused. */
  function toReusable(item: Item | undefined): readonly ReusableRecord[] {
    const reuse = item === undefined || isExpired(item, now()) ? null : reuseOf(item);
    if (item === undefined || reuse === null) return [];
    return [{ body: bodyOf(item), archived: item.outbox === undefined, reuse }];
  }
}
