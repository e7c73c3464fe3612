import type { ErrorCode } from '../domain/errors.ts';
import type { SummaryLine } from '../domain/summary.ts';
import type { Attempt, RemovedSentence, TokenUsage } from '../domain/summary-record.ts';
import type { GeneratedText, Prompt } from './ports.ts';
import type { CandidateModel, TriedModel, TryModel } from './try-model.ts';

export interface ModelAnswer {
  /** What the model sent whose text is shown; `null` when there is none. */
  readonly generated: GeneratedText | null;
  /** The sentences to show; `null` when no attempt gave a valid text, and then `reason` says why. */
  readonly lines: readonly SummaryLine[] | null;
  /** The sentences of all attempts that are not shown. */
  readonly removed: readonly RemovedSentence[];
  /** Why the last attempt failed. */
  readonly reason: ErrorCode | null;
  /** In the order in which they were made. */
  readonly attempts: readonly Attempt[];
  /** Of all attempts that were answered, the invalid ones too. */
  readonly usage: TokenUsage;
  readonly costUsd: number;
  /** Whether a call was made beside one that was slow. */
  readonly hedged: boolean;
  /** Whether another one than the main model gave the text, and not only because it was faster. */
  readonly failover: boolean;
}

/** Never rejects for what a model does: its failure is an answer without text. */
export type AskModels = (prompt: Prompt, signal: AbortSignal) => Promise<ModelAnswer>;

export interface AskInSequenceDependencies {
  /** In the order in which they are asked, each at most once; the first is the main one. */
  readonly models: readonly CandidateModel[];
  readonly tryModel: TryModel;
}

/** The policy `sequential`: the next model is asked at once when one fails, until one gives a valid text or time is up. */
export function askInSequence({ models, tryModel }: AskInSequenceDependencies): AskModels {
  return async (prompt, signal) => {
    const tried: TriedModel[] = [];
    for (const model of models) {
      if (signal.aborted) break;
      tried.push(await tryModel(model, prompt, signal));
      if (tried.at(-1)?.lines) break;
    }
    return toAnswer(tried);
  };
}

/** What is said of no call at all: nothing was asked, nothing was spent. */
export const NOT_ASKED: ModelAnswer = toAnswer([]);

/** @param tried in the order in which they ended; the last one is the answer */
export function toAnswer(tried: readonly TriedModel[]): ModelAnswer {
  const last = tried.at(-1);
  const lines = last?.lines ?? null;
  const answered = tried.flatMap(({ generated }) => generated ?? []);
  return {
    generated: lines === null ? null : (last?.generated ?? null),
    lines,
    removed: tried.flatMap(({ attempt, removed }) =>
      removed.map((line) => ({ ...line, model: attempt.model })),
    ),
    reason: last?.reason ?? null,
    attempts: tried.map(({ attempt }) => attempt),
    usage: {
      input: sum(answered, ({ usage }) => usage.input),
      output: sum(answered, ({ usage }) => usage.output),
      cacheRead: sum(answered, ({ usage }) => usage.cacheRead),
      cacheWrite: sum(answered, ({ usage }) => usage.cacheWrite),
    },
    costUsd: sum(answered, ({ costUsd }) => costUsd),
    hedged: false,
    failover: lines !== null && tried.length > 1,
  };
}

function sum<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}
