import { createHash } from 'node:crypto';
import { BedrockError } from './bedrock-error.ts';
import type { Block } from './converse-request.ts';
import { CACHE_TTL_MS, type LocalModel } from './model-catalogue.ts';

const MAX_CACHE_POINTS = 4;

/** What happens to a cache point under the model's minimum. Sources disagree about AWS, so both can be had. */
export type BelowCacheMinimum = 'ignore' | 'refuse';

export type PromptCache = ReturnType<typeof createPromptCache>;

/** The prompt cache of all models. An entry lives for its TTL after its last use; `now` is in ms. */
export function createPromptCache(now: () => number, belowMinimum: BelowCacheMinimum) {
  const expiryByKey = new Map<string, number>();
  return {
    /**
     * What stands before each cache point of a prompt and is long enough to be cached, shortest first.
     * @throws ValidationException for too many, a TTL the model does not have, and under the minimum with `refuse`
     */
    prefixesOf(model: LocalModel, blocks: readonly Block[]) {
      if (blocks.filter(({ cachePoint }) => cachePoint).length > MAX_CACHE_POINTS) {
        throw refusal(`A request may hold at most ${MAX_CACHE_POINTS} cache points.`);
      }
      return blocks.flatMap(({ cachePoint }, index) => {
        if (cachePoint === undefined) return [];
        const { ttl = '5m' } = cachePoint;
        if (!model.cacheTtls.includes(ttl)) throw refusal(`${model.id} has no cache TTL ${ttl}.`);
        const texts = blocks.slice(0, index).map(({ text = '' }) => text);
        const tokens = estimateTokens(texts.join(''));
        const content = JSON.stringify([model.id, texts]);
        const key = createHash('sha256').update(content).digest('hex');
        if (tokens >= model.minimumCacheTokens) return { key, tokens, ttlMs: CACHE_TTL_MS[ttl] };
        if (belowMinimum === 'ignore') return [];
        throw refusal(`${model.id} caches ${model.minimumCacheTokens} tokens or more, not ${tokens}.`);
      });
    },
    /**
     * The tokens of an answered call that came from the cache, and that were put into it. A prefix can be read only
     * after its first answer, so overlapping calls all write.
     */
    count(prefixes: readonly { key: string; tokens: number; ttlMs: number }[]) {
      const time = now();
      const read = prefixes.findLast(({ key }) => (expiryByKey.get(key) ?? time) > time)?.tokens ?? 0;
      for (const { key, ttlMs } of prefixes) expiryByKey.set(key, time + ttlMs);
      return { read, written: (prefixes.at(-1)?.tokens ?? 0) - read };
    },
  };
}

/** The stand-in's only measure of tokens: UTF-8 bytes / 4, rounded up. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

function refusal(message: string): BedrockError {
  return new BedrockError('ValidationException', message);
}
