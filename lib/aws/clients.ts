import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface AwsClients {
  readonly bedrock: BedrockRuntimeClient;
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

const CONNECTION_TIMEOUT_MS = 500;
const ASSUME_ROLE_TIMEOUT_MS = 1_000;
/** Above the gap between two calls at low traffic, below the 60 s at which load balancers give up on idle connections. */
const IDLE_SOCKET_MS = 55_000;

/**
 * The clients of the hot path, on one set of warm HTTP/1.1 connections. The SDK's own default for Bedrock is HTTP/2 with
 * a new connection for every call, and its default for the others is 50 sockets. No client has a timeout of its own:
 * every call is given a signal, which also closes the socket. Bedrock is tried once, because trying again is a decision
 * of the model policy; the stores are tried twice, a few milliseconds apart.
 */
export function createAwsClients({ region, maxSockets, ucdpRoleArn }: AwsClientOptions): AwsClients {
  const agentOptions = { keepAlive: true, maxSockets, timeout: IDLE_SOCKET_MS } as const;
  const requestHandler = new NodeHttpHandler({
    httpAgent: new HttpAgent(agentOptions),
    httpsAgent: new HttpsAgent(agentOptions),
    connectionTimeout: CONNECTION_TIMEOUT_MS,
  });
  const twice = () => new ConfiguredRetryStrategy(2, () => 20 + Math.random() * 60);
  const dynamo = new DynamoDBClient({ region, requestHandler, retryStrategy: twice() });
  const ucdp = ucdpRoleArn
    ? new DynamoDBClient({
        region,
        requestHandler,
        retryStrategy: twice(),
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
    bedrock: new BedrockRuntimeClient({ region, requestHandler, maxAttempts: 1 }),
    documents: DynamoDBDocumentClient.from(dynamo),
    ucdp: DynamoDBDocumentClient.from(ucdp),
    s3: new S3Client({ region, requestHandler, retryStrategy: twice() }),
    destroy: () => requestHandler.destroy(),
  };
}
