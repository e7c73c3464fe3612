import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CONNECTION_TIMEOUT_MS, tryTwice, warmConnections } from './connections.ts';

export interface AwsClients {
  readonly bedrock: BedrockRuntimeClient;
  /** Of another region, on the same set of connections. */
  readonly bedrockIn: (region: string) => BedrockRuntimeClient;
  readonly documents: DynamoDBDocumentClient;
  /** For the interactions, which may be another account's. */
  readonly ucdp: DynamoDBDocumentClient;
  readonly s3: S3Client;
  /** Closes every connection. Calls under way fail. */
  destroy(): void;
}

interface AwsClientOptions {
  readonly region: string;
  /** Connections to one service at most. As many as there may be requests at a time, so that none waits for a socket. */
  readonly maxSockets: number;
  /** Role to read the interactions with, where they are another account's. */
  readonly ucdpRoleArn?: string | null;
}

const ASSUME_ROLE_TIMEOUT_MS = 1_000;
/**
 * The clients of the hot path, on one set of warm HTTP/1.1 connections. The SDK's own default for Bedrock is HTTP/2 with
 * a new connection for every call, and its default for the others is 50 sockets. No client has a timeout of its own:
 * every call is given a signal, which also closes the socket. Bedrock is tried once, because trying again is a decision
 * of the model policy; the stores are tried twice, a few milliseconds apart.
 */
export function createAwsClients({ region, maxSockets, ucdpRoleArn }: AwsClientOptions): AwsClients {
  const requestHandler = warmConnections(maxSockets);
  const bedrockIn = (where: string) =>
    new BedrockRuntimeClient({ region: where, requestHandler, maxAttempts: 1 });
  const dynamo = new DynamoDBClient({ region, requestHandler, retryStrategy: tryTwice() });
  const ucdp = ucdpRoleArn
    ? new DynamoDBClient({
        region,
        requestHandler,
        retryStrategy: tryTwice(),
        credentials: fromTemporaryCredentials({
          params: { RoleArn: ucdpRoleArn, RoleSessionName: 'omni-channel-insights' },
          // Called within the client, out of reach of a call's signal.
          clientConfig: {
            region,
            requestHandler: new NodeHttpHandler({
              connectionTimeout: CONNECTION_TIMEOUT_MS,
              requestTimeout: ASSUME_ROLE_TIMEOUT_MS,
              throwOnRequestTimeout: true,
            }),
          },
        }),
      })
    : dynamo;
  return {
    bedrock: bedrockIn(region),
    bedrockIn,
    documents: DynamoDBDocumentClient.from(dynamo),
    ucdp: DynamoDBDocumentClient.from(ucdp),
    s3: new S3Client({ region, requestHandler, retryStrategy: tryTwice() }),
    destroy: () => requestHandler.destroy(),
  };
}
