import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { type ClickEvent, type ClickPlace, fingerprintOf } from '../domain/feedback.ts';
import type { RecordIdentity } from '../domain/summary-record.ts';
import type { ClickNotes } from '../feedback/ports.ts';
import { RATED_ATTRIBUTES, toRatedSummary } from './rated-item.ts';
import { type StoreObserver, storeFailure } from './store-call.ts';
import { isExpired, keyOf } from './summary-item.ts';

export interface ClickNotesDependencies extends StoreObserver {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Or an update would bring an item that is deleted back to life, without its record. */
const IS_THERE = 'attribute_exists(unique_process_id)';

/** What is noted of clicks, as attributes of the summary's item beside the record, which is never written again. */
export function clickNotes(dependencies: ClickNotesDependencies): ClickNotes {
  const { client, tableName, now } = dependencies;

  return {
    read: (summary, abortSignal) =>
      attempt('GetItem', async () => {
        const { Item: item } = await client.send(
          new GetCommand({
            TableName: tableName,
            Key: keyOf(summary),
            ProjectionExpression: RATED_ATTRIBUTES,
            ConsistentRead: true,
          }),
          { abortSignal },
        );
        return item === undefined || isExpired(item, now()) ? null : toRatedSummary(item);
      }),

    begin: (summary, { place, after }, abortSignal) =>
      attempt('UpdateItem', () => updated(summary, beginning(place, after), abortSignal)),

    confirm: (summary, click, abortSignal) =>
      attempt('UpdateItem', async () => {
        await updated(summary, confirmation(click), abortSignal);
      }),
  };

  /** Whether the condition of the update held. */
  async function updated(
    summary: RecordIdentity,
    update: Update,
    abortSignal: AbortSignal,
  ): Promise<boolean> {
    try {
      const key = { TableName: tableName, Key: keyOf(summary) };
      await client.send(new UpdateCommand({ ...key, ...update }), { abortSignal });
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function attempt<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer> {
    const startedAtMs = now();
    try {
      return await call();
    } catch (error) {
      throw storeFailure(dependencies, { operation, startedAtMs, error });
    }
  }
}

type Update = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;

/** Its own id counts as well: the answer to a first try of the client may have been lost. */
function beginning({ serverTimeMs, eventId }: ClickPlace, after: ClickPlace | null): Update {
  const isNext = after === null ? 'attribute_not_exists(feedback_begun_id)' : 'feedback_begun_id = :after';
  return {
    UpdateExpression: 'SET feedback_begun_id = :id, feedback_begun_at = :at',
    ConditionExpression: `${IS_THERE} AND (${isNext} OR feedback_begun_id = :id)`,
    ExpressionAttributeValues: {
      ':id': eventId,
      ':at': new Date(serverTimeMs).toISOString(),
      ...(after === null ? {} : { ':after': after.eventId }),
    },
  };
}

/** The names are those of the warehouse's columns; a reason or a sentence of an earlier click goes. */
function confirmation({ serverTimeMs, eventId, verdict }: ClickEvent): Update {
  const { feedback, reason, sentence } = verdict;
  return {
    UpdateExpression: [
      'SET feedback_event_id = :id, feedback_timestamp = :at, feedback_fingerprint = :fingerprint',
      ', helpful_feedback = :feedback, feedback_reason = :reason, feedback_sentence = :sentence',
    ].join(''),
    ConditionExpression: [
      `${IS_THERE} AND (attribute_not_exists(feedback_timestamp) OR feedback_timestamp < :at`,
      ' OR (feedback_timestamp = :at AND feedback_event_id < :id))',
    ].join(''),
    ExpressionAttributeValues: {
      ':id': eventId,
      ':at': new Date(serverTimeMs).toISOString(),
      ':fingerprint': fingerprintOf(verdict),
      ':feedback': feedback,
      ':reason': reason,
      ':sentence': sentence,
    },
  };
}
