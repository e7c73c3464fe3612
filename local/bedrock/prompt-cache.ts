import { createHash } from 'node:crypto';
import { BedrockError } from './bedrock-error.ts';
import type { Block } from './converse-request.ts';
import { CACHE_TTL_MS, type LocalModel } from './model-catalogue.ts';
import { estimateTokens } from './tokens.ts';

/** What happens to a cache point under the model's minimum. Sources disagree about AWS, so both can be had. */
export type BelowCacheMinimum = 'ignore' | 'refuse';

/** Everything before one cache point. */
export interface CachePrefix {
  readonly key: string;
  readonly tokens: number;
  readonly ttlMs: number;
}

/** Tokens of one call that came from the prompt cache, and that were put into it. */
export interface CacheCounts {
  readonly readTokens: number;
  readonly writeTokens: number;
}

/** Counts a call that the model has answered: a prefix can be read only after its first answer, so overlapping calls all write. */
export type CountCached = (prefixes: readonly CachePrefix[]) => CacheCounts;

/** The prompt cache of all models. An entry lives for its TTL after its last use; `now` is in ms. */
export function createPromptCache(now: () => number): CountCached {
  const expiryByKey = new Map<string, number>();
  return (prefixes) => {
    const time = now();
    for (const [key, expiry] of expiryByKey) if (expiry <= time) expiryByKey.delete(key);
    const readTokens = prefixes.findLast((prefix) => expiryByKey.has(prefix.key))?.tokens ?? 0;
    for (const prefix of prefixes) expiryByKey.set(prefix.key, time + prefix.ttlMs);
    return { readTokens, writeTokens: (prefixes.at(-1)?.tokens ?? 0) - readTokens };
  };
}

/**
 * The cacheable prefixes of a prompt, shortest first.
 * @throws ValidationException for a TTL the model does not have, and under the minimum with `refuse`.
 */
export function cachePrefixes(
  model: LocalModel,
  blocks: readonly Block[],
  belowMinimum: BelowCacheMinimum,
): readonly CachePrefix[] {
  const texts: string[] = [];
  const prefixes: CachePrefix[] = [];
  for (const block of blocks) {
    if ('text' in block) {
      texts.push(block.text);
      continue;
    }
    const ttl = block.cachePoint.ttl ?? '5m';
    if (!model.cacheTtls.includes(ttl)) throw refusal(`${model.id} does not support the cache TTL ${ttl}.`);
    const tokens = estimateTokens(...texts);
    if (tokens >= model.minimumCacheTokens) {
      const key = `${model.id} ${createHash('sha256').update(JSON.stringify(texts)).digest('hex')}`;
      prefixes.push({ key, tokens, ttlMs: CACHE_TTL_MS[ttl] });
    } else if (belowMinimum === 'refuse') {
      throw refusal(
        `The cache point follows ${tokens} tokens; ${model.id} caches ${model.minimumCacheTokens} or more.`,
      );
    }
  }
  return prefixes;
}

function refusal(message: string): BedrockError {
  return new BedrockError('ValidationException', message);
}
