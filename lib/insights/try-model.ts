import { type ErrorCode, OmniError } from '../domain/errors.ts';
import type { RemovedLine, SummaryLine } from '../domain/summary.ts';
import type { Attempt } from '../domain/summary-record.ts';
import { deadline } from '../resilience/deadline.ts';
import type { Clock, GeneratedText, GenerateText, Prompt, ReadOutput } from './ports.ts';

/** A model that may be asked, by the alias under which records and headers name it. */
export interface CandidateModel {
  readonly alias: string;
  readonly generate: GenerateText;
}

export interface TryModelDependencies {
  readonly readOutput: ReadOutput;
  /** Hard limit of one attempt: the call is cancelled and its socket closed. */
  readonly attemptTimeoutMs: number;
  readonly now: Clock;
}

export interface TriedModel {
  readonly attempt: Attempt;
  /** What the model sent and cost, also when it could not be used. */
  readonly generated: GeneratedText | null;
  /** The sentences to show; `null` when there is no valid text, and then `reason` says why. */
  readonly lines: readonly SummaryLine[] | null;
  /** The sentences that our checks took out, also of an answer that cannot be used. */
  readonly removed: readonly RemovedLine[];
  readonly reason: ErrorCode | null;
}

export type TryModel = (model: CandidateModel, prompt: Prompt, signal: AbortSignal) => Promise<TriedModel>;

/**
 * One call of one model. A success is a text that passes our checks, not a promise that resolves; a failure of the
 * model is a value. Rejects only for a bug of ours.
 */
export function tryModel({ readOutput, attemptTimeoutMs, now }: TryModelDependencies): TryModel {
  return async ({ alias, generate }, prompt, signal) => {
    const startedAtMs = now();
    const attempt = (outcome: string): Attempt => ({ model: alias, outcome, ms: now() - startedAtMs });
    let generated: GeneratedText | null = null;
    try {
      generated = await generate(prompt, deadline(signal, attemptTimeoutMs));
      const { lines, removed, refused } = readOutput(generated.text, prompt);
      const read = { generated, removed, reason: refused };
      return refused === null
        ? { ...read, attempt: attempt('ok'), lines }
        : { ...read, attempt: attempt(refused), lines: null };
    } catch (error) {
      if (!(error instanceof OmniError)) throw error;
      return { attempt: attempt(error.code), generated, lines: null, removed: [], reason: error.code };
    }
  };
}
