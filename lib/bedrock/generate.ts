import {
  type BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandOutput,
  type SystemContentBlock,
} from '@aws-sdk/client-bedrock-runtime';
import { type ErrorCode, OmniError } from '../domain/errors.ts';
import type { TokenUsage } from '../domain/summary-record.ts';
import type { Clock, GeneratedText, GenerateText, PromptText } from '../insights/ports.ts';
import { timedOut } from '../resilience/deadline.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import type { Model } from './model-catalogue.ts';

export interface GenerateDependencies {
  readonly client: BedrockRuntimeClient;
  readonly model: Model;
  /** What logs call it where its alias does not say enough: one model may serve from several regions. */
  readonly calledAs?: string;
  readonly log: Log;
  readonly now: Clock;
}

/** Room for 120 words, labels and refs; a model that needs more has lost the thread. */
const MAX_OUTPUT_TOKENS = 500;
/** A prefix that is estimated to reach the minimum by this much is surely over it. */
const CACHE_MINIMUM_MARGIN = 1.1;

/**
 * One call of one model through Bedrock's Converse. What ends without a text worth reading is an error, also with status 200.
 */
export function generateText({
  client,
  model,
  calledAs = model.alias,
  log,
  now,
}: GenerateDependencies): GenerateText {
  return async (prompt, signal) => {
    const startedAtMs = now();
    log.info('BEDROCK_INVOKE_START', { model: calledAs, promptVersion: prompt.version });
    try {
      const answer = await client.send(new ConverseCommand(converseInput(model, prompt)), {
        abortSignal: signal,
      });
      const generated = readAnswer(model, answer);
      // Cut off, but what is whole may be shown: the reader of the text keeps complete sentences only.
      if (answer.stopReason === 'max_tokens') log.warn('OUTPUT_TRUNCATED', { model: calledAs });
      log.info('BEDROCK_INVOKE_SUCCESS', {
        model: calledAs,
        ms: now() - startedAtMs,
        inputTokens: generated.usage.input,
        outputTokens: generated.usage.output,
        cacheReadTokens: generated.usage.cacheRead,
      });
      return generated;
    } catch (error) {
      const failure = modelError(error, signal);
      const outcome = { model: calledAs, ms: now() - startedAtMs };
      if (signal.aborted && !timedOut(signal)) log.info('BEDROCK_INVOKE_CANCELLED', outcome);
      else if (failure.code === 'model_timeout') log.warn('BEDROCK_INVOKE_TIMEOUT', outcome);
      else log.warn('BEDROCK_INVOKE_FAILED', { ...outcome, code: failure.code, fault: faultName(error) });
      throw failure;
    }
  };
}

function converseInput(model: Model, { prefix, prefixTokens, suffix }: PromptText) {
  const { modelId, cacheMinimumTokens, requestFields } = model;
  const cacheable = cacheMinimumTokens !== null && prefixTokens >= cacheMinimumTokens * CACHE_MINIMUM_MARGIN;
  const system: SystemContentBlock[] = [{ text: prefix }];
  if (cacheable) system.push({ cachePoint: { type: 'default' } });
  return {
    modelId,
    system,
    messages: [{ role: 'user' as const, content: [{ text: suffix }] }],
    inferenceConfig: { maxTokens: MAX_OUTPUT_TOKENS, temperature: 0 },
    ...(requestFields === undefined ? {} : { additionalModelRequestFields: { ...requestFields } }),
  };
}

/** Ends of an answer that Bedrock sends with status 200 and that are no success. */
const CODE_OF_STOP: Readonly<Record<string, ErrorCode>> = {
  content_filtered: 'model_output_filtered',
  guardrail_intervened: 'model_output_filtered',
  malformed_model_output: 'model_output_invalid',
  malformed_tool_use: 'model_output_invalid',
  model_context_window_exceeded: 'model_output_invalid',
};

/** @throws OmniError for an answer without a text worth reading */
function readAnswer(model: Model, answer: ConverseCommandOutput): GeneratedText {
  const failure = CODE_OF_STOP[answer.stopReason ?? ''];
  if (failure !== undefined) throw new OmniError(failure);
  const text = (answer.output?.message?.content ?? []).map((block) => block.text ?? '').join('');
  if (text.trim() === '') throw new OmniError('model_output_empty');
  const usage = {
    input: answer.usage?.inputTokens ?? 0,
    output: answer.usage?.outputTokens ?? 0,
    cacheRead: answer.usage?.cacheReadInputTokens ?? 0,
    cacheWrite: answer.usage?.cacheWriteInputTokens ?? 0,
  };
  return { text, model: model.alias, modelId: model.modelId, usage, costUsd: costUsd(model, usage) };
}

/** Writing to the prompt cache costs what input costs; reading from it a quarter or less. */
function costUsd({ price }: Model, { input, output, cacheRead, cacheWrite }: TokenUsage): number {
  return (
    ((input + cacheWrite) * price.input + output * price.output + cacheRead * price.cacheRead) / 1_000_000
  );
}

const CODE_OF_FAULT: Readonly<Record<string, ErrorCode>> = {
  ThrottlingException: 'model_throttled',
  ModelNotReadyException: 'model_throttled',
  ServiceQuotaExceededException: 'model_throttled',
  AccessDeniedException: 'model_misconfigured',
  ResourceNotFoundException: 'model_misconfigured',
  ValidationException: 'model_misconfigured',
  ModelTimeoutException: 'model_timeout',
};

function modelError(error: unknown, signal: AbortSignal): OmniError {
  if (error instanceof OmniError) return error;
  if (timedOut(signal)) return new OmniError('model_timeout', { retryable: true, cause: error });
  const code = CODE_OF_FAULT[faultName(error)] ?? 'model_unavailable';
  return new OmniError(code, { retryable: code !== 'model_misconfigured', cause: error });
}
