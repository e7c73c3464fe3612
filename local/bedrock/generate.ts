import { setTimeout as wait } from 'node:timers/promises';
import { type ConverseRequest, lastUserText } from './converse-request.ts';
import type { SampleLatency } from './latency.ts';
import type { LocalModel } from './model-catalogue.ts';
import { cutToTokens } from './tokens.ts';

export type StopReason = 'end_turn' | 'max_tokens' | 'content_filtered';

/** What a model wrote. `inputTokens` and `outputTokens` only where the model itself counted them. */
export interface Generation {
  readonly text: string;
  readonly stopReason: StopReason;
  readonly latencyMs: number;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
}

/** One model call. Rejects when the signal aborts, and leaves no timer or connection then. */
export type Generate = (
  model: LocalModel,
  request: ConverseRequest,
  signal: AbortSignal,
) => Promise<Generation>;

/** The stand-in model: waits as long as a model of that name would, then writes `writeText(last user message)`. */
export function createStandInModel(
  sampleLatency: SampleLatency,
  writeText: (message: string) => string,
): Generate {
  return async (model, request, signal) => {
    const latencyMs = sampleLatency(model);
    await wait(latencyMs, undefined, { signal });
    const written = writeText(lastUserText(request));
    const text = cutToTokens(written, request.inferenceConfig.maxTokens ?? Number.POSITIVE_INFINITY);
    return { text, stopReason: text.length < written.length ? 'max_tokens' : 'end_turn', latencyMs };
  };
}
