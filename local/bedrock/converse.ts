import { setTimeout as wait } from 'node:timers/promises';
import { blocksOf, type ConverseRequest, converseRequest, textOf } from './converse-request.ts';
import { answerFromRecords } from './extract-summary.ts';
import type { Fault } from './fault-kinds.ts';
import type { Faults } from './faults.ts';
import type { SampleLatency } from './latency.ts';
import type { AskLlm, Completion } from './local-llm.ts';
import { findModel, type LocalModel } from './model-catalogue.ts';
import { estimateTokens, type PromptCache } from './prompt-cache.ts';

interface Call {
  readonly write: Fault['write'] | undefined;
  readonly signal: AbortSignal;
}

interface ConverseDependencies {
  readonly sampleLatency: SampleLatency;
  readonly faults: Faults;
  readonly promptCache: PromptCache;
  /** Writes instead of the stand-in. */
  readonly askLlm: AskLlm | undefined;
}

/** A 200 in Converse's wire format, and how a fault wants it to go out. */
interface ConverseAnswer {
  readonly body: object;
  readonly deliver: Fault['deliver'];
}

/**
 * Answers one call as in Converse's wire format. Rejects with what `toBedrockError` understands, and at once when the
 * signal aborts; nothing of the call is left then.
 */
export function createConverse({ sampleLatency, faults, promptCache, askLlm }: ConverseDependencies) {
  const complete = async (model: LocalModel, request: ConverseRequest, call: Call): Promise<Completion> => {
    const { write, signal } = call;
    if (write === undefined && askLlm !== undefined) return askLlm(request, signal);
    await wait(sampleLatency(model), undefined, { signal });
    const honest = answerFromRecords(lastText(request));
    const { maxTokens } = request.inferenceConfig;
    return cut(write?.(honest, request) ?? { text: honest, stopReason: 'end_turn' }, maxTokens);
  };

  return async (modelId: string, input: unknown, signal: AbortSignal): Promise<ConverseAnswer> => {
    const startedAt = performance.now();
    const model = findModel(modelId);
    const request = converseRequest.parse(input);
    const blocks = blocksOf(request);
    const prefixes = promptCache.prefixesOf(model, blocks);
    const { refusal, write, deliver, delayMs } = faults.take(model);
    if (delayMs > 0) await wait(delayMs, undefined, { signal });
    if (refusal !== undefined) throw refusal;
    const { text, stopReason } = await complete(model, request, { write, signal });
    const cached = promptCache.count(prefixes);
    const promptTokens = estimateTokens(blocks.map((block) => block.text).join(''));
    const outputTokens = estimateTokens(text);
    const body = {
      output: { message: { role: 'assistant', content: text === '' ? [] : [{ text }] } },
      stopReason,
      usage: {
        inputTokens: promptTokens - cached.read - cached.written,
        outputTokens,
        cacheReadInputTokens: cached.read,
        cacheWriteInputTokens: cached.written,
        totalTokens: promptTokens + outputTokens,
      },
      metrics: { latencyMs: Math.round(performance.now() - startedAt) },
    };
    return { body, deliver };
  };
}

function lastText({ messages }: ConverseRequest): string {
  return textOf(messages.at(-1)?.content ?? []);
}

/** The longest beginning of the text within the limit, never ending in half a character. */
function cut(completion: Completion, maxTokens = Number.POSITIVE_INFINITY): Completion {
  if (estimateTokens(completion.text) <= maxTokens) return completion;
  // A streaming decoder keeps an incomplete last character to itself.
  const decoder = new TextDecoder();
  const beginning = Buffer.from(completion.text).subarray(0, maxTokens * 4);
  return { text: decoder.decode(beginning, { stream: true }), stopReason: 'max_tokens' };
}
