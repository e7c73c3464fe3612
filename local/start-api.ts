import { setTimeout as delay } from 'node:timers/promises';
import { AUDIENCE, BUCKET, type LocalAwsUrls, TABLES } from './local-aws.ts';
import { type Child, startChild } from './processes/child.ts';

export interface LocalApi {
  readonly url: string;
  readonly child: Child;
}

interface StartApiOptions {
  readonly aws: LocalAwsUrls;
  readonly port: number;
  readonly logFile?: string;
  /** Further variables, or other values for those set here. */
  readonly environment?: NodeJS.ProcessEnv;
  /** `fargate-api/main.ts` of a copy of the product. */
  readonly main?: URL;
}

const MAIN = new URL('../fargate-api/main.ts', import.meta.url);
const READY_TIMEOUT_MS = 20_000;

/** The environment of a Fargate task, pointed at the local AWS. */
export function apiEnvironment(aws: LocalAwsUrls): NodeJS.ProcessEnv {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: aws.dynamodb,
    AWS_ENDPOINT_URL_S3: aws.s3,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: aws.bedrock,
    AWS_LAMBDA_MAX_CONCURRENCY: '500',
    ACCOUNT_HASH_KEY: 'local-account-hash-key',
    PROCESS_ID_KEY: 'local-process-id-key',
    TENANCY: 'optional',
    STAGE: 'local',
    TEST_ACCOUNTS: 'on',
    DRAIN_DELAY_MS: '0',
    UCDP_TABLE_NAME: TABLES.ucdp,
    SUMMARY_CACHE_TABLE_NAME: TABLES.summaryCache,
    SUMMARY_BUCKET_NAME: BUCKET,
    TOKEN_ISSUER: aws.tokenIssuer,
    TOKEN_AUDIENCES: AUDIENCE,
    TOKEN_JWKS_URL: `${aws.tokenIssuer}/.well-known/jwks.json`,
  };
}

/**
 * Starts the real API as a child process and waits until it is ready.
 * @throws Error when it ends first, or is not ready in time
 */
export async function startApi({
  aws,
  port,
  logFile,
  environment,
  main = MAIN,
}: StartApiOptions): Promise<LocalApi> {
  const child = startChild({
    name: 'api',
    file: main,
    environment: {
      ...process.env,
      ...apiEnvironment(aws),
      HOST: '127.0.0.1',
      PORT: String(port),
      ...environment,
    },
    ...(logFile === undefined ? {} : { logFile }),
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url, { child, timeoutMs: READY_TIMEOUT_MS });
  } catch (error) {
    await child.stop(0);
    throw error;
  }
  return { url, child };
}

async function ready(url: string, { child, timeoutMs }: { child: Child; timeoutMs: number }): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (child.process.exitCode !== null)
      throw new Error(`The API ended while it started; see ${child.logFile}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await delay(50);
  }
  throw new Error(`The API was not ready within ${timeoutMs / 1_000} s; see ${child.logFile}`);
}
