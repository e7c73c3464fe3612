import type { ErrorCode } from '../domain/errors.ts';
import { identityOf, type SummaryRecord } from '../domain/summary-record.ts';
import type { BuildPrompt, Clock, Prompt, ShadowArchive } from './ports.ts';
import type { CandidateModel, TriedModel, TryModel } from './try-model.ts';

/** What a version that is only tried made of the history of a summary that another version has served. */
export interface ShadowSummary {
  readonly served: SummaryRecord;
  readonly prompt: Pick<Prompt, 'version' | 'hash'>;
  readonly tried: TriedModel;
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
}

/** How a shadow ended; figures only. */
export interface ShadowOutcome {
  readonly outcome: 'ok' | ErrorCode;
  readonly removedSentences: number;
  readonly costUsd: number;
  readonly ms: number;
  readonly stored: boolean;
}

export interface ShadowPromptDependencies {
  readonly version: string;
  /** Of that version. */
  readonly buildPrompt: BuildPrompt;
  /** The main one. */
  readonly model: CandidateModel;
  readonly tryModel: TryModel;
  readonly encode: (shadow: ShadowSummary) => string;
  readonly archive: ShadowArchive;
  readonly sharePercent: number;
  readonly limits: { readonly underWay: number; readonly timeoutMs: number };
  readonly isDraining: () => boolean;
  /** From 0 to just below 1, another one each time. */
  readonly random: () => number;
  readonly now: Clock;
  /** Runs work under the served record's name, so that a shutdown waits for it and nobody else does. */
  readonly inBackground: (served: SummaryRecord, work: () => Promise<void>) => void;
  readonly onEnded: (ended: ShadowOutcome) => void;
  readonly onDropped: (why: 'full' | 'draining') => void;
}

/** Never throws and never waits: what becomes of a shadow is nothing to the request that it follows. */
export type ShadowPrompt = (served: SummaryRecord) => void;

/**
 * Asks a version beside the one that has just served, for a share of the summaries that a model wrote: from the same
 * records, read by the same checks, kept apart. A shadow that would be one too many is dropped.
 */
export function shadowPrompt(dependencies: ShadowPromptDependencies): ShadowPrompt {
  const { version, sharePercent, limits, random, isDraining, inBackground, onDropped } = dependencies;
  let underWay = 0;

  return (served) => {
    const isComparable = served.status === 'ok' && !served.cacheHit && served.promptVersion !== version;
    if (!isComparable || random() * 100 >= sharePercent) return;
    if (isDraining()) return onDropped('draining');
    if (underWay >= limits.underWay) return onDropped('full');
    underWay += 1;
    inBackground(served, async () => {
      try {
        dependencies.onEnded(await ask(served, dependencies));
      } finally {
        underWay -= 1;
      }
    });
  };
}

async function ask(served: SummaryRecord, dependencies: ShadowPromptDependencies): Promise<ShadowOutcome> {
  const { buildPrompt, model, tryModel, encode, archive, limits, now } = dependencies;
  const { contact, interactions, dataAsOf } = served;
  const prompt = buildPrompt({ contact, interactions, readAtMs: Date.parse(dataAsOf) });
  const tried = await tryModel(model, prompt, AbortSignal.timeout(limits.timeoutMs));
  const body = encode({ served, prompt, tried, generatedAt: new Date(now()).toISOString() });
  const stored = await archive.put(identityOf(served), body, AbortSignal.timeout(limits.timeoutMs)).then(
    () => true,
    () => false,
  );
  return {
    outcome: tried.reason ?? 'ok',
    removedSentences: tried.removed.length,
    costUsd: tried.generated?.costUsd ?? 0,
    ms: tried.attempt.ms,
    stored,
  };
}
