import { once } from 'node:events';
import { join } from 'node:path';
import { SCOPES } from '../lib/auth/caller.ts';
import { type Child, startChild } from './processes/child.ts';
import type { ServeReply, ServeRequest } from './processes/serve.ts';

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

const SERVE = new URL('./processes/serve.ts', import.meta.url);
const STOP_GRACE_MS = 3_000;

/**
 * Starts the servers in parallel, each as a child process on a free port.
 * @throws Error naming the server that did not start
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { stateDirectory, clientSecret, modelLatencyMs, llmUrl, llmModel } = options;
  const children: Child[] = [];
  const serve = async (request: ServeRequest): Promise<string> => {
    const logFile = join(stateDirectory, 'logs', `${request.name}.log`);
    const child = startChild({ name: request.name, file: SERVE, environment: process.env, logFile });
    children.push(child);
    return askToServe(child, request);
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

async function askToServe(child: Child, request: ServeRequest): Promise<string> {
  child.process.send(request);
  const replied = once(child.process, 'message').then(([reply]: ServeReply[]) => reply);
  const reply = await Promise.race([replied, child.exited]);
  if (reply !== undefined && 'url' in reply) return reply.url;
  const why = reply === undefined ? `it ended at once; see ${child.logFile}` : reply.failure;
  throw new Error(`The local ${child.name} could not start: ${why}`);
}
