import { z } from 'zod';
import { BedrockError } from './bedrock-error.ts';
import { type ConverseRequest, textsOf } from './converse-request.ts';
import type { Generate, StopReason } from './generate.ts';

export const DEFAULT_LLM_MODEL = 'llama3.2';

const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullable() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.int().min(0).optional(), completion_tokens: z.int().min(0).optional() })
    .nullish(),
});

const STOP_REASONS: Readonly<Record<string, StopReason>> = {
  length: 'max_tokens',
  content_filter: 'content_filtered',
};

export interface LocalLlmOptions {
  /** Base URL of an OpenAI-compatible server, with or without `/v1`. */
  readonly url: string;
  readonly model: string;
  /** ms */
  readonly now: () => number;
}

/**
 * Answers every model id from one real model behind `{url}/v1/chat/completions`.
 * Its calls reject with ServiceUnavailableException, naming the URL, when that server fails or is not there.
 */
export function createLocalLlm({ url, model, now }: LocalLlmOptions): Generate {
  const endpoint = `${url.replace(/\/+(v1\/*)?$/, '')}/v1/chat/completions`;
  return async (_bedrockModel, request, signal) => {
    const startedAt = now();
    const { choices, usage } = await complete(endpoint, chatBody(model, request), signal);
    return {
      text: choices[0]?.message.content ?? '',
      stopReason: STOP_REASONS[choices[0]?.finish_reason ?? ''] ?? 'end_turn',
      latencyMs: Math.round(now() - startedAt),
      inputTokens: usage?.prompt_tokens,
      outputTokens: usage?.completion_tokens,
    };
  };
}

async function complete(
  endpoint: string,
  body: string,
  signal: AbortSignal,
): Promise<z.infer<typeof completion>> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`status ${response.status}, ${text.slice(0, 200)}`);
    return completion.parse(JSON.parse(text));
  } catch (error) {
    throw new BedrockError(
      'ServiceUnavailableException',
      `The model server at ${endpoint} failed: ${reasonOf(error)}`,
    );
  }
}

function chatBody(model: string, request: ConverseRequest): string {
  const { maxTokens, temperature, topP, stopSequences } = request.inferenceConfig;
  const system = textsOf(request.system).join('\n\n');
  return JSON.stringify({
    model,
    messages: [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      ...request.messages.map(({ role, content }) => ({ role, content: textsOf(content).join('\n') })),
    ],
    max_tokens: maxTokens,
    temperature,
    top_p: topP,
    stop: stopSequences,
    stream: false,
  });
}

/** fetch says only "fetch failed"; what happened is in its cause. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'its answer is not a chat completion';
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
