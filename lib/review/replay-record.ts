import { summaryOf } from '../contract/record-to-domain.ts';
import type { StoredRecord } from '../contract/summary-record.ts';
import { composeSummary, type RemovedLine } from '../domain/summary.ts';
import type { CandidateModel, TriedModel, TryModel } from '../insights/try-model.ts';
import type { PromptVersion } from '../prompt/prompt-versions.ts';
import { citedSentences } from './cited-sentences.ts';
import { compareSentences, type SentenceChange } from './compare-sentences.ts';
import { rebuildPrompt } from './rebuild-prompt.ts';

/** One of the two summaries of a replay. */
export interface ReplaySide {
  readonly promptVersion: string;
  /** Alias of the model whose text it is; `none` when it is the digest, or when there is none. */
  readonly model: string;
  /** `ok`, or the code of the error that the last call ended with. */
  readonly outcome: string;
  readonly words: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWrittenTokens: number;
  readonly costUsd: number;
  /** Of all calls together. */
  readonly ms: number;
  readonly removed: readonly RemovedFromAnswer[];
}

/** As `RemovedLine`; a record may hold a reason of another version. */
type RemovedFromAnswer = Omit<RemovedLine, 'reason'> & { readonly reason: string };

export interface Replay {
  readonly requestId: string;
  readonly before: ReplaySide;
  readonly now: ReplaySide;
  readonly sentences: readonly SentenceChange[];
  readonly same: boolean;
}

export interface ReplayRecordDependencies {
  readonly promptVersion: PromptVersion;
  readonly model: CandidateModel;
  readonly tryModel: TryModel;
}

export type ReplayRecord = (record: StoredRecord, signal: AbortSignal) => Promise<Replay>;

/**
 * Asks a model once more for the summary of a stored record, with the prompt that a version makes of it, and compares.
 * Nothing is stored. A model that fails is a side without sentences; nothing asks a second one.
 */
export function replayRecord({ promptVersion, model, tryModel }: ReplayRecordDependencies): ReplayRecord {
  return async (record, signal) => {
    const tried = await tryModel(model, rebuildPrompt(record, { promptVersion }), signal);
    const now = citedSentences(composeSummary(tried.lines ?? []));
    const before = citedSentences(summaryOf(record));
    const sentences = compareSentences(before, now);
    return {
      requestId: record.request_id,
      before: sideOfRecord(record),
      now: sideOfAnswer(tried, promptVersion.version),
      sentences,
      same: sentences.every(({ kind }) => kind === 'same'),
    };
  };
}

function sideOfRecord(record: StoredRecord): ReplaySide {
  return {
    promptVersion: record.prompt_version,
    model: record.model_used,
    outcome: record.attempts.at(-1)?.outcome ?? 'not asked',
    words: countWords(record.summary),
    inputTokens: record.input_tokens,
    outputTokens: record.output_tokens,
    cacheReadTokens: record.prompt_cache.tokens_read,
    cacheWrittenTokens: record.prompt_cache.tokens_written,
    costUsd: record.cost_usd,
    ms: record.attempts.reduce((sum, { ms }) => sum + ms, 0),
    removed: record.removed,
  };
}

function sideOfAnswer({ attempt, generated, lines, removed }: TriedModel, promptVersion: string): ReplaySide {
  return {
    promptVersion,
    model: lines === null ? 'none' : attempt.model,
    outcome: attempt.outcome,
    words: countWords(composeSummary(lines ?? []).text),
    inputTokens: generated?.usage.input ?? 0,
    outputTokens: generated?.usage.output ?? 0,
    cacheReadTokens: generated?.usage.cacheRead ?? 0,
    cacheWrittenTokens: generated?.usage.cacheWrite ?? 0,
    costUsd: generated?.costUsd ?? 0,
    ms: attempt.ms,
    removed,
  };
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
