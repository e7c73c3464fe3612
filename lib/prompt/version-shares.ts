import { createHmac } from 'node:crypto';

/** Percent of accounts, by version. */
export type Shares = Readonly<Record<string, number>>;

interface VersionSharesOptions {
  /** At most two versions beside the default one, at most 100 percent in all. */
  readonly shares: Shares;
  /** Has all other accounts. */
  readonly defaultVersion: string;
  /** A secret that stays the same for as long as shares are to. */
  readonly key: string;
}

export type VersionOf = (accountNumber: string) => string;

/** More cannot all keep their accounts while one of them grows: see ADR 10. */
const MOST_SHARES = 2;

/**
 * Which version an account's prompts have. A share takes its accounts from one end of the range of hashes, the first
 * named from the low end and the second from the high one, and the default version has what is between: while a share
 * grows, accounts move from the default version into it and no others move at all.
 * @throws Error for more than two versions beside the default one
 */
export function versionShares({ shares, defaultVersion, key }: VersionSharesOptions): VersionOf {
  const [low, high, ...more] = Object.entries(shares).filter(([version]) => version !== defaultVersion);
  if (more.length > 0) {
    throw new Error(
      `At most ${MOST_SHARES} versions beside ${defaultVersion} can have shares of the accounts.`,
    );
  }
  return (accountNumber) => {
    const percent = placeOf(accountNumber, key);
    if (low !== undefined && percent < low[1]) return low[0];
    if (high !== undefined && percent >= 100 - high[1]) return high[0];
    return defaultVersion;
  };
}

/** From 0 to just below 100, the same for an account at all times. */
function placeOf(accountNumber: string, key: string): number {
  const hash = createHmac('sha256', key).update(`prompt-version#${accountNumber}`).digest();
  return (hash.readUIntBE(0, 6) / 2 ** 48) * 100;
}
