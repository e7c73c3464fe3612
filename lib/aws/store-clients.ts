import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tryTwice, warmConnections } from './connections.ts';

export interface StoreClients {
  readonly documents: DynamoDBDocumentClient;
  readonly s3: S3Client;
}

interface StoreClientOptions {
  readonly region: string;
  /** Tries of one call to S3; 1 for who tries again on their own. */
  readonly s3Attempts: number;
  /** Told of each client before it is used, so that its calls can be traced. */
  readonly capture: <Client>(client: Client) => Client;
}

/** A function handles one request at a time. */
const MOST_SOCKETS = 10;

/** The clients of a function, without those that only the hot path needs: every module costs a cold start time. */
export function createStoreClients({ region, s3Attempts, capture }: StoreClientOptions): StoreClients {
  const requestHandler = warmConnections(MOST_SOCKETS);
  const dynamo = new DynamoDBClient({ region, requestHandler, retryStrategy: tryTwice() });
  return {
    documents: DynamoDBDocumentClient.from(capture(dynamo)),
    s3: capture(new S3Client({ region, requestHandler, maxAttempts: s3Attempts })),
  };
}
