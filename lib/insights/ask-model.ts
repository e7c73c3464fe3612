import { type ErrorCode, OmniError } from '../domain/errors.ts';
import type { Attempt } from '../domain/summary-record.ts';
import { deadline } from '../resilience/deadline.ts';
import type { Clock, GeneratedText, GenerateText, Prompt, ReadLines, ReadOutput } from './ports.ts';

export interface AskModelDependencies {
  readonly model: string;
  readonly generate: GenerateText;
  readonly readOutput: ReadOutput;
  /** Hard limit of one attempt. */
  readonly attemptTimeoutMs: number;
  readonly now: Clock;
}

export interface ModelAnswer {
  /** What the model sent and cost, also when it could not be used. */
  readonly generated: GeneratedText | null;
  /** The sentences to show; `null` when no attempt gave a valid text, and then `reason` says why. */
  readonly output: ReadLines | null;
  readonly reason: ErrorCode | null;
  readonly attempts: readonly Attempt[];
}

/** Never rejects for what a model does: its failure is an answer without text. */
export type AskModel = (prompt: Prompt, signal: AbortSignal) => Promise<ModelAnswer>;

/** One model, one attempt, one deadline. An attempt counts as a success only when its text passes the checks. */
export function askModel(dependencies: AskModelDependencies): AskModel {
  const { model, generate, readOutput, attemptTimeoutMs, now } = dependencies;

  return async (prompt, signal) => {
    const startedAtMs = now();
    const attempt = (outcome: string): Attempt => ({ model, outcome, ms: now() - startedAtMs });
    let generated: GeneratedText | null = null;
    try {
      generated = await generate(prompt, deadline(signal, attemptTimeoutMs));
      const output = readOutput(generated.text, prompt);
      return { generated, output, reason: null, attempts: [attempt('ok')] };
    } catch (error) {
      if (!(error instanceof OmniError)) throw error;
      return { generated, output: null, reason: error.code, attempts: [attempt(error.code)] };
    }
  };
}
