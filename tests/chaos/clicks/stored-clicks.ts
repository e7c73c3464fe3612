import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { AwsClients } from '../../../lib/aws/clients.ts';
import { decodeFeedback, type StoredFeedback } from '../../../lib/contract/feedback-event.ts';
import { BUCKET, TABLES } from '../../../local/local-aws.ts';

const READS_IN_PARALLEL = 16;
const PREFIX = 'omni-channel/feedback/';

/** Every click and use that S3 has, one for each key. */
export async function readEvents({ s3: client }: AwsClients): Promise<readonly StoredFeedback[]> {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: BUCKET, Prefix: PREFIX }))
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
  const events: StoredFeedback[] = [];
  const readers = Array.from({ length: READS_IN_PARALLEL }, async () => {
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
      events.push(decodeFeedback((await body?.transformToString()) ?? ''));
    }
  });
  await Promise.all(readers);
  return events;
}

/** What is noted of clicks in an item of the table. */
export interface NotedClicks {
  /** `null` in an item that is no summary. */
  readonly requestId: string | null;
  readonly begunId: string | null;
  readonly confirmedId: string | null;
  readonly feedback: string | null;
}

/** Of every item that has anything noted of clicks. */
export async function readNotes({ documents: client }: AwsClients): Promise<readonly NotedClicks[]> {
  const notes: NotedClicks[] = [];
  const scan = {
    TableName: TABLES.summaryCache,
    ConsistentRead: true,
    FilterExpression:
      'attribute_exists(feedback_begun_id) OR attribute_exists(feedback_event_id) OR attribute_exists(helpful_feedback)',
    ProjectionExpression: 'request_id, feedback_begun_id, feedback_event_id, helpful_feedback',
  };
  for await (const { Items: items = [] } of paginateScan({ client }, scan))
    for (const item of items)
      notes.push({
        requestId: item.request_id ?? null,
        begunId: item.feedback_begun_id ?? null,
        confirmedId: item.feedback_event_id ?? null,
        feedback: item.helpful_feedback ?? null,
      });
  return notes;
}
