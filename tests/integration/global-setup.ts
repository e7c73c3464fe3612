import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type LocalAwsUrls, startLocalAws } from '../../local/local-aws.ts';
import { type Credentials, newCredentials, prepareTables } from '../../local/system.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    aws: LocalAwsUrls;
    credentials: Credentials;
  }
}

const MODEL_LATENCY_MS = 5;

/** One local AWS for all integration tests, with the seed customers in it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'omni-integration-'));
  const credentials = newCredentials();
  const aws = await startLocalAws({
    stateDirectory,
    clientSecret: credentials.clientSecret,
    modelLatencyMs: MODEL_LATENCY_MS,
  });
  await prepareTables(aws);
  const { dynamodb, s3, bedrock, tokenIssuer } = aws;
  provide('aws', { dynamodb, s3, bedrock, tokenIssuer });
  provide('credentials', credentials);
  return async () => {
    await aws.stop();
    rmSync(stateDirectory, { recursive: true, force: true });
  };
}
