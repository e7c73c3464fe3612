import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { blocksOf, type ConverseRequest, converseRequest, textOf } from './converse-request.ts';
import { answerFromRecords } from './extract-summary.ts';
import type { Faults } from './faults.ts';
import type { SampleLatency } from './latency.ts';
import type { AskLlm, Completion } from './local-llm.ts';
import { findModel, type LocalModel } from './model-catalogue.ts';
import { estimateTokens, type PromptCache } from './prompt-cache.ts';

interface ConverseDependencies {
  readonly sampleLatency: SampleLatency;
  readonly faults: Faults;
  readonly promptCache: PromptCache;
  /** Writes instead of the stand-in. */
  readonly askLlm: AskLlm | undefined;
}

/**
 * Answers one call as in Converse's wire format. Rejects with what `toBedrockError` understands, and at once when the
 * signal aborts; nothing of the call is left then.
 */
export function createConverse({ sampleLatency, faults, promptCache, askLlm }: ConverseDependencies) {
  type Complete = (model: LocalModel, request: ConverseRequest, signal: AbortSignal) => Promise<Completion>;

  const complete: Complete = async (model, request, signal) => {
    const fault = faults.take(model);
    if (fault instanceof Error) throw fault;
    if (fault === 'hang') await once(signal, 'abort');
    if (fault === 'none' && askLlm !== undefined) return askLlm(request, signal);
    await wait(sampleLatency(model), undefined, { signal });
    const text = typeof fault === 'object' ? fault.text : answerFromRecords(lastText(request));
    return cut(text, request.inferenceConfig.maxTokens);
  };

  return async (modelId: string, body: unknown, signal: AbortSignal): Promise<object> => {
    const startedAt = performance.now();
    const model = findModel(modelId);
    const request = converseRequest.parse(body);
    const blocks = blocksOf(request);
    const prefixes = promptCache.prefixesOf(model, blocks);
    const { text, isCut } = await complete(model, request, signal);
    const cached = promptCache.count(prefixes);
    const promptTokens = estimateTokens(blocks.map((block) => block.text).join(''));
    const outputTokens = estimateTokens(text);
    return {
      output: { message: { role: 'assistant', content: text === '' ? [] : [{ text }] } },
      stopReason: isCut ? 'max_tokens' : 'end_turn',
      usage: {
        inputTokens: promptTokens - cached.read - cached.written,
        outputTokens,
        cacheReadInputTokens: cached.read,
        cacheWriteInputTokens: cached.written,
        totalTokens: promptTokens + outputTokens,
      },
      metrics: { latencyMs: Math.round(performance.now() - startedAt) },
    };
  };
}

function lastText({ messages }: ConverseRequest): string {
  return textOf(messages.at(-1)?.content ?? []);
}

/** The longest beginning of the text within the limit, never ending in half a character. */
function cut(text: string, maxTokens = Number.POSITIVE_INFINITY): Completion {
  // A streaming decoder keeps an incomplete last character to itself.
  const decoder = new TextDecoder();
  const beginning = decoder.decode(Buffer.from(text).subarray(0, maxTokens * 4), { stream: true });
  return { text: beginning, isCut: estimateTokens(text) > maxTokens };
}
