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
  /** All that serve, the default one first. */
  readonly promptVersions: readonly PromptVersion[];
}

/** The main model answers nearly every request; of the others one call keeps the account's access alive. */
const MAIN_MODEL_CONNECTIONS = 4;

/** One step for each service that the first request would otherwise have to connect to. */
export function createWarmUpSteps(dependencies: WarmUpDependencies): WarmUpSteps {
  const { tokens, cache, archive, models, promptVersions } = dependencies;
  const modelSteps = models.map(
    (model, index) =>
      [
        model.alias,
        (signal: AbortSignal) =>
          openConnections(model, { count: index === 0 ? MAIN_MODEL_CONNECTIONS : 1, promptVersions, signal }),
      ] as const,
  );
  return {
    tokens: () => tokens.loadKeys(),
    dynamodb: (signal) => cache.findNewest({ uniqueProcessId: 'warm-up', tenant: null }, signal),
    s3: (signal) => archive.connect(signal),
    ...Object.fromEntries(modelSteps),
  };
}

/** Real calls with the real prefixes: they open connections, prove that the model may be used and fill the prompt cache. */
async function openConnections(
  { generate }: CandidateModel,
  options: { count: number; promptVersions: readonly PromptVersion[]; signal: AbortSignal },
): Promise<void> {
  const { count, promptVersions, signal } = options;
  const [standard] = promptVersions;
  const further = Array.from({ length: Math.max(0, count - promptVersions.length) }, () => standard ?? []);
  const calls = [...promptVersions, ...further.flat()].map((version) =>
    generate({ ...version, suffix: 'Answer with the word OK.' }, signal),
  );
  await Promise.all(calls);
}
