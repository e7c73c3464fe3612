import { join } from 'node:path';
import { SCOPES } from '../lib/auth/caller.ts';
import type { Child } from './processes/child.ts';
import type { ServeRequest } from './processes/serve.ts';
import { startServer } from './processes/start-server.ts';

export interface LocalAwsOptions {
  /** Where the servers keep their state and logs. */
  readonly stateDirectory: string;
  readonly clientSecret: string;
  /** Milliseconds of every model call; without it each model takes about as long as on AWS. */
  readonly modelLatencyMs?: number;
  /** An OpenAI-compatible server that writes the summaries instead of the stand-in. */
  readonly llmUrl?: string;
  /** The model that it is asked for. */
  readonly llmModel?: string;
}

/** Base URLs on 127.0.0.1. */
export interface LocalAwsUrls {
  readonly dynamodb: string;
  readonly s3: string;
  readonly bedrock: string;
  readonly tokenIssuer: string;
}

/** The local AWS, running, and the processes that it is. */
export interface LocalAws extends LocalAwsUrls {
  readonly children: readonly Child[];
  stop(): Promise<void>;
}

export const CLIENT_ID = 'salesforce-local';
export const AUDIENCE = 'omni-channel-insights';
export const BUCKET = 'omni-summaries-local';
export const TABLES = { ucdp: 'ucdp-interactions', summaryCache: 'summary-cache' };

const STOP_GRACE_MS = 3_000;

/**
 * Starts the servers in parallel, each as a child process on a free port.
 * @throws Error naming the server that did not start
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { stateDirectory, clientSecret, modelLatencyMs, llmUrl, llmModel } = options;
  const children: Child[] = [];
  const serve = (request: ServeRequest): Promise<string> => {
    const { child, url } = startServer(request, join(stateDirectory, 'logs'));
    children.push(child);
    return url;
  };
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop(STOP_GRACE_MS)));
  };
  try {
    const [dynamodb, s3, bedrock, tokenIssuer] = await Promise.all([
      serve({ name: 'dynamodb', options: { directory: join(stateDirectory, 'dynamodb') } }),
      serve({ name: 's3', options: { directory: join(stateDirectory, 's3'), buckets: [BUCKET] } }),
      serve({ name: 'bedrock', options: { seed: 20_251_208, latency: modelLatencyMs, llmUrl, llmModel } }),
      serve({
        name: 'token-issuer',
        options: { clientId: CLIENT_ID, clientSecret, audience: AUDIENCE, scopes: [...SCOPES] },
      }),
    ]);
    return { dynamodb, s3, bedrock, tokenIssuer, children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
