import { loadPromptVersion, type PromptVersion } from './prompt-versions.ts';
import { type Shares, versionShares } from './version-shares.ts';

interface PromptRegistryOptions {
  readonly promptsDirectory: URL;
  readonly defaultVersion: string;
  readonly shares: Shares;
  /** Asked beside the version that serves; `null` for none. */
  readonly shadowVersion: string | null;
  readonly key: string;
}

export interface PromptRegistry {
  /** The version that serves an account. */
  readonly versionOf: (accountNumber: string) => PromptVersion;
  /** All that serve, the default one first. */
  readonly serving: readonly PromptVersion[];
  readonly shadow: PromptVersion | null;
}

/**
 * The versions that are configured, read once. Called at start-up.
 * @throws Error when one of them does not exist or is not as it was released
 */
export function promptRegistry(options: PromptRegistryOptions): PromptRegistry {
  const { promptsDirectory, defaultVersion, shares, shadowVersion, key } = options;
  const load = (version: string) => loadPromptVersion(version, promptsDirectory);
  const standard = load(defaultVersion);
  const others = new Map(
    Object.keys(shares)
      .filter((version) => version !== defaultVersion)
      .map((version) => [version, load(version)]),
  );
  const nameOf = versionShares({ shares, defaultVersion, key });
  return {
    versionOf: (accountNumber) => others.get(nameOf(accountNumber)) ?? standard,
    serving: [standard, ...others.values()],
    shadow: shadowVersion === null ? null : load(shadowVersion),
  };
}
