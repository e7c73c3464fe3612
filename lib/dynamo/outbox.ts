import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { OmniError } from '../domain/errors.ts';
import type { RecordIdentity } from '../domain/summary-record.ts';
import type { Outbox } from '../insights/ports.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import { bodyOf, keyOf } from './summary-item.ts';

export interface SummaryOutboxDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly log: Log;
}

const PAGE_SIZE = 100;

/** The items of SummaryCache that still have `outbox`, by the sparse index that holds only those. */
export function summaryOutbox({ client, tableName, log }: SummaryOutboxDependencies): Outbox {
  return {
    async *findPending(before, abortSignal) {
      const query = {
        TableName: tableName,
        IndexName: 'outbox-index',
        KeyConditionExpression: 'outbox = :pending AND generated_at < :before',
        ExpressionAttributeValues: { ':pending': 'pending', ':before': before },
      };
      try {
        const pages = paginateQuery({ client, pageSize: PAGE_SIZE }, query, { abortSignal });
        for await (const page of pages) yield* (page.Items ?? []).flatMap((item) => identityIn(item) ?? []);
      } catch (error) {
        throw storeFailed('Query', error);
      }
    },

    readBody: async (record, abortSignal) => {
      try {
        const answer = await client.send(
          new GetCommand({ TableName: tableName, Key: keyOf(record), ConsistentRead: true }),
          { abortSignal },
        );
        return answer.Item === undefined ? null : bodyOf(answer.Item);
      } catch (error) {
        throw storeFailed('GetItem', error);
      }
    },
  };

  function storeFailed(operation: string, error: unknown): OmniError {
    log.error('STORE_FAILED', { store: 'ddb', operation, fault: faultName(error) });
    return new OmniError('store_failed', { retryable: true, cause: error });
  }
}

/** The identity that a key spells; `null` for an item that is no record. */
function identityIn(item: Readonly<Record<string, unknown>>): RecordIdentity | null {
  const { unique_process_id: uniqueProcessId, record_key: recordKey } = item;
  const [, generatedAt, requestId] = /^record#([^#]+)#(.+)$/.exec(String(recordKey)) ?? [];
  if (typeof uniqueProcessId !== 'string' || generatedAt === undefined || requestId === undefined)
    return null;
  return { uniqueProcessId, generatedAt, requestId };
}
