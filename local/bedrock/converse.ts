import { once } from 'node:events';
import { blocksOf, parseConverseRequest, textsOf } from './converse-request.ts';
import type { Faults } from './faults.ts';
import { createStandInModel, type Generate, type Generation, type StopReason } from './generate.ts';
import type { SampleLatency } from './latency.ts';
import { findModel } from './model-catalogue.ts';
import { type BelowCacheMinimum, type CacheCounts, type CountCached, cachePrefixes } from './prompt-cache.ts';
import { estimateTokens } from './tokens.ts';

/** The 200 of Converse, as in its wire format. */
export interface ConverseAnswer {
  readonly output: {
    readonly message: { readonly role: 'assistant'; readonly content: readonly { readonly text: string }[] };
  };
  readonly stopReason: StopReason;
  readonly usage: {
    /** Without the tokens that the prompt cache read or wrote. */
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly cacheReadInputTokens: number;
    readonly cacheWriteInputTokens: number;
    /** The sum of the four. */
    readonly totalTokens: number;
  };
  readonly metrics: { readonly latencyMs: number };
}

/**
 * Answers one call. Rejects with a BedrockError as Bedrock refuses, or with the signal's reason once the client is gone.
 */
export type Converse = (modelId: string, body: string, signal: AbortSignal) => Promise<ConverseAnswer>;

interface ConverseDependencies {
  readonly generate: Generate;
  readonly sampleLatency: SampleLatency;
  readonly faults: Faults;
  readonly countCached: CountCached;
  readonly belowCacheMinimum: BelowCacheMinimum;
}

export function createConverse(dependencies: ConverseDependencies): Converse {
  const { sampleLatency, faults, countCached, belowCacheMinimum } = dependencies;
  return async (modelId, body, signal) => {
    const model = findModel(modelId);
    const request = parseConverseRequest(body);
    const blocks = blocksOf(request);
    const prefixes = cachePrefixes(model, blocks, belowCacheMinimum);

    const fault = faults.take(model);
    if (fault.effect === 'refuse') throw fault.error;
    if (fault.effect === 'hang') await untilAborted(signal);
    const generate =
      fault.effect === 'write' ? createStandInModel(sampleLatency, () => fault.text) : dependencies.generate;

    const generation = await generate(model, request, signal);
    // A model that counts for itself has no prompt cache that we know of.
    const cached =
      generation.inputTokens === undefined ? countCached(prefixes) : { readTokens: 0, writeTokens: 0 };
    return answer(generation, estimateTokens(...textsOf(blocks)), cached);
  };
}

function answer(generation: Generation, promptTokens: number, cached: CacheCounts): ConverseAnswer {
  const { text, stopReason, latencyMs } = generation;
  const inputTokens = generation.inputTokens ?? promptTokens - cached.readTokens - cached.writeTokens;
  const outputTokens = generation.outputTokens ?? estimateTokens(text);
  return {
    output: { message: { role: 'assistant', content: text === '' ? [] : [{ text }] } },
    stopReason,
    usage: {
      inputTokens,
      outputTokens,
      cacheReadInputTokens: cached.readTokens,
      cacheWriteInputTokens: cached.writeTokens,
      totalTokens: inputTokens + outputTokens + cached.readTokens + cached.writeTokens,
    },
    metrics: { latencyMs },
  };
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}
