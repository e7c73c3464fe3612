import { HeadObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { TokenVerifier } from '../lib/auth/token-verifier.ts';
import type { GenerateText, SummaryCache } from '../lib/insights/ports.ts';
import type { PromptVersion } from '../lib/prompt/prompt-versions.ts';
import type { WarmUpSteps } from './warm-up.ts';

interface WarmUpDependencies {
  readonly tokens: TokenVerifier;
  readonly cache: SummaryCache;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly generate: GenerateText;
  readonly promptVersion: PromptVersion;
}

const MODEL_CONNECTIONS = 4;

/** One step for each service that the first request would otherwise have to connect to. */
export function createWarmUpSteps(dependencies: WarmUpDependencies): WarmUpSteps {
  const { tokens, cache } = dependencies;
  return {
    tokens: () => tokens.loadKeys(),
    dynamodb: (signal) => cache.findNewest({ uniqueProcessId: 'warm-up', tenant: null }, signal),
    s3: (signal) => openConnectionToS3(dependencies, signal),
    bedrock: (signal) => openModelConnections(dependencies, signal),
  };
}

/** Any answer of S3 will do: the role may write objects, not read them. */
async function openConnectionToS3(
  { s3, bucket }: WarmUpDependencies,
  abortSignal: AbortSignal,
): Promise<void> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'warm-up' }), { abortSignal });
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
  }
}

/** Real calls with the real prefix: they open connections, prove that the model may be used and fill the prompt cache. */
async function openModelConnections(
  { generate, promptVersion }: WarmUpDependencies,
  signal: AbortSignal,
): Promise<void> {
  const prompt = {
    ...promptVersion,
    suffix: 'Answer with the word OK.',
    interactionIds: new Map(),
    secrets: [],
  };
  await Promise.all(Array.from({ length: MODEL_CONNECTIONS }, () => generate(prompt, signal)));
}
