import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { SummaryReference } from '../domain/feedback.ts';
import { SUMMARY_TTL_DAYS } from '../domain/summary-record.ts';
import type { FindSummaries } from '../feedback/ports.ts';
import { RATED_ATTRIBUTES, toRatedSummary } from './rated-item.ts';
import { type StoreObserver, storeFailure } from './store-call.ts';
import { type Item, isExpired } from './summary-item.ts';

export interface FindRatedSummariesDependencies extends StoreObserver {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const PAGE_SIZE = 25;
/** A process has one summary for each of its contacts, an account a few a week: what lies behind these is not looked at. */
const MOST_PAGES = 8;
const DAY_MS = 86_400_000;

/**
 * The summaries of the SummaryCache table that the first id of a click names. The indexes are a moment behind the table and
 * hold little, so what they find is read from the table itself.
 */
export function findRatedSummaries(dependencies: FindRatedSummariesDependencies): FindSummaries {
  const { client, tableName, now } = dependencies;

  return async function* find(reference, abortSignal) {
    const startedAtMs = now();
    try {
      for await (const item of itemsBy(reference, abortSignal)) {
        const summary = isExpired(item, now()) ? null : toRatedSummary(item);
        if (summary !== null) yield summary;
      }
    } catch (error) {
      throw storeFailure(dependencies, { operation: 'Query', startedAtMs, error });
    }
  };

  async function* itemsBy(reference: SummaryReference, abortSignal: AbortSignal): AsyncIterable<Item> {
    const query = { TableName: tableName, ...queryFor(reference, now()) };
    const isOfIndex = query.IndexName !== undefined;
    const pages = paginateQuery({ client, pageSize: PAGE_SIZE }, query, { abortSignal });
    for await (const [page, { Items: found = [] }] of numbered(pages)) {
      for (const item of found) yield* isOfIndex ? await read(item, abortSignal) : [item];
      if (page === MOST_PAGES) return;
    }
  }

  /** None when the index is behind the table. */
  async function read(key: Item, abortSignal: AbortSignal): Promise<readonly Item[]> {
    const { unique_process_id, record_key } = key;
    const answer = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: { unique_process_id, record_key },
        ProjectionExpression: RATED_ATTRIBUTES,
        ConsistentRead: true,
      }),
      { abortSignal },
    );
    return answer.Item === undefined ? [] : [answer.Item];
  }
}

async function* numbered<Page>(pages: AsyncIterable<Page>): AsyncIterable<[number, Page]> {
  let number = 0;
  for await (const page of pages) {
    number += 1;
    yield [number, page];
  }
}

type Query = Omit<QueryCommandInput, 'TableName'>;

/** By the first id that is there, the newest first. */
function queryFor(reference: SummaryReference, nowMs: number): Query {
  const { requestId, uniqueProcessId } = reference;
  if (requestId !== null) return byRequest(requestId);
  return uniqueProcessId === null ? byContact(reference, nowMs) : byProcess(uniqueProcessId);
}

function byRequest(requestId: string): Query {
  return {
    IndexName: 'request_id-index',
    KeyConditionExpression: 'request_id = :id',
    ExpressionAttributeValues: { ':id': requestId },
  };
}

function byProcess(uniqueProcessId: string): Query {
  return {
    KeyConditionExpression: 'unique_process_id = :id AND begins_with(record_key, :prefix)',
    ExpressionAttributeValues: { ':id': uniqueProcessId, ':prefix': 'record#' },
    ProjectionExpression: RATED_ATTRIBUTES,
    ConsistentRead: true,
    ScanIndexForward: false,
  };
}

function byContact({ accountNumber, contactId }: SummaryReference, nowMs: number): Query {
  const oldest = new Date(nowMs - SUMMARY_TTL_DAYS * DAY_MS).toISOString();
  return {
    IndexName: 'account_number-index',
    KeyConditionExpression: 'account_number = :account AND generated_at > :oldest',
    FilterExpression: 'contact_id = :contact',
    ExpressionAttributeValues: { ':account': accountNumber, ':contact': contactId, ':oldest': oldest },
    ScanIndexForward: false,
  };
}
