import type { TokenVerifier } from '../lib/auth/token-verifier.ts';
import type { GenerateText, SummaryCache } from '../lib/insights/ports.ts';
import type { PromptVersion } from '../lib/prompt/prompt-versions.ts';
import type { ConnectableArchive } from '../lib/s3/summary-archive.ts';
import type { WarmUpSteps } from './warm-up.ts';

interface WarmUpDependencies {
  readonly tokens: TokenVerifier;
  readonly cache: SummaryCache;
  readonly archive: ConnectableArchive;
  readonly generate: GenerateText;
  readonly promptVersion: PromptVersion;
}

const MODEL_CONNECTIONS = 4;

/** One step for each service that the first request would otherwise have to connect to. */
export function createWarmUpSteps(dependencies: WarmUpDependencies): WarmUpSteps {
  const { tokens, cache, archive } = dependencies;
  return {
    tokens: () => tokens.loadKeys(),
    dynamodb: (signal) => cache.findNewest({ uniqueProcessId: 'warm-up', tenant: null }, signal),
    s3: (signal) => archive.connect(signal),
    bedrock: (signal) => openModelConnections(dependencies, signal),
  };
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
    truncated: false,
    tokens: { from: 0, to: 0 },
    secrets: [],
  };
  await Promise.all(Array.from({ length: MODEL_CONNECTIONS }, () => generate(prompt, signal)));
}
