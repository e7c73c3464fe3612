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
  /** `null` when no attempt gave a valid text; then `reason` says why. */
  readonly answer: (GeneratedText & ReadLines) | null;
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
    try {
      const generated = await generate(prompt, deadline(signal, attemptTimeoutMs));
      const answer = { ...generated, ...readOutput(generated.text, prompt) };
      return { answer, reason: null, attempts: [attempt('ok')] };
    } catch (error) {
      if (!(error instanceof OmniError)) throw error;
      return { answer: null, reason: error.code, attempts: [attempt(error.code)] };
    }
  };
}
