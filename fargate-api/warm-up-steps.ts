import type { TokenVerifier } from '../lib/auth/token-verifier.ts';
import type { SummaryCache } from '../lib/insights/ports.ts';
import type { CandidateModel } from '../lib/insights/try-model.ts';
import type { PromptVersion } from '../lib/prompt/prompt-versions.ts';
import type { ConnectableArchive } from '../lib/s3/summary-archive.ts';
import type { WarmUpSteps } from './warm-up.ts';

interface WarmUpDependencies {
  readonly tokens: TokenVerifier;
  readonly cache: SummaryCache;
  readonly archive: ConnectableArchive;
  readonly models: readonly CandidateModel[];
  readonly promptVersion: PromptVersion;
}

/** The main model answers nearly every request; of the others one call keeps the account's access alive. */
const MAIN_MODEL_CONNECTIONS = 4;

/** One step for each service that the first request would otherwise have to connect to. */
export function createWarmUpSteps(dependencies: WarmUpDependencies): WarmUpSteps {
  const { tokens, cache, archive, models, promptVersion } = dependencies;
  const modelSteps = models.map(
    (model, index) =>
      [
        model.alias,
        (signal: AbortSignal) =>
          openConnections(model, { count: index === 0 ? MAIN_MODEL_CONNECTIONS : 1, promptVersion, signal }),
      ] as const,
  );
  return {
    tokens: () => tokens.loadKeys(),
    dynamodb: (signal) => cache.findNewest({ uniqueProcessId: 'warm-up', tenant: null }, signal),
    s3: (signal) => archive.connect(signal),
    ...Object.fromEntries(modelSteps),
  };
}

/** Real calls with the real prefix: they open connections, prove that the model may be used and fill the prompt cache. */
async function openConnections(
  { generate }: CandidateModel,
  { count, promptVersion, signal }: { count: number; promptVersion: PromptVersion; signal: AbortSignal },
): Promise<void> {
  const prompt = { ...promptVersion, suffix: 'Answer with the word OK.' };
  await Promise.all(Array.from({ length: count }, () => generate(prompt, signal)));
}
