import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { DeleteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

const TARGET_PREFIX = 'DynamoDB_20120810.';
const FIVE_YEARS_SECONDS = 5 * 365 * 86_400;

interface TimeToLiveSpecification {
  readonly AttributeName: string;
  readonly Enabled: boolean;
}

/** The part of DynamoDB that dynalite lacks: time to live. Specifications live as long as the server does. */
export interface TimeToLive {
  specify(tableName: string, specification: TimeToLiveSpecification): void;
  /** Answers `UpdateTimeToLive` and `DescribeTimeToLive`; false for every other operation. */
  answers(request: IncomingMessage, response: ServerResponse): boolean;
  /** Deletes what has expired, by DynamoDB's rules: only numbers count, and none more than five years in the past. */
  sweep(client: DynamoDBDocumentClient, nowMs: number): Promise<number>;
}

export function timeToLive(): TimeToLive {
  const specifications = new Map<string, TimeToLiveSpecification>();
  const specify = (tableName: string, specification: TimeToLiveSpecification) => {
    specifications.set(tableName, specification);
  };

  async function answer(
    operation: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const input = JSON.parse(await text(request));
    if (operation === 'UpdateTimeToLive') specify(input.TableName, input.TimeToLiveSpecification);
    const specification = specifications.get(input.TableName);
    const status = specification?.Enabled ? 'ENABLED' : 'DISABLED';
    const description = { TimeToLiveStatus: status, AttributeName: specification?.AttributeName };
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(
      JSON.stringify(
        operation === 'UpdateTimeToLive'
          ? { TimeToLiveSpecification: specification }
          : { TimeToLiveDescription: description },
      ),
    );
  }

  return {
    specify,
    answers: (request, response) => {
      const operation = String(request.headers['x-amz-target'] ?? '').replace(TARGET_PREFIX, '');
      if (operation !== 'UpdateTimeToLive' && operation !== 'DescribeTimeToLive') return false;
      answer(operation, request, response).catch(() => response.writeHead(400).end());
      return true;
    },

    sweep: async (client, nowMs) => {
      let deleted = 0;
      for (const [tableName, { AttributeName, Enabled }] of specifications) {
        if (Enabled) deleted += await sweepTable(client, { tableName, attribute: AttributeName, nowMs });
      }
      return deleted;
    },
  };
}

async function sweepTable(
  client: DynamoDBDocumentClient,
  { tableName, attribute, nowMs }: { tableName: string; attribute: string; nowMs: number },
): Promise<number> {
  let deleted = 0;
  const nowSeconds = nowMs / 1_000;
  for await (const page of paginateScan({ client }, { TableName: tableName })) {
    for (const item of page.Items ?? []) {
      const expiresAt: unknown = item[attribute];
      if (
        typeof expiresAt !== 'number' ||
        expiresAt > nowSeconds ||
        expiresAt < nowSeconds - FIVE_YEARS_SECONDS
      )
        continue;
      const key = { unique_process_id: item.unique_process_id, record_key: item.record_key };
      await client.send(new DeleteCommand({ TableName: tableName, Key: key }));
      deleted += 1;
    }
  }
  return deleted;
}
