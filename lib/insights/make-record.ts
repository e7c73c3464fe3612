import { countCustomer } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import { composeSummary, type SummaryLine } from '../domain/summary.ts';
import type {
  HistoryWindow,
  PreliminarySummary,
  ReuseMark,
  SummaryRecord,
} from '../domain/summary-record.ts';
import { type ModelAnswer, NOT_ASKED } from './ask-models.ts';
import type { History, Prompt } from './ports.ts';
import type { SummaryTask } from './summarize-contact.ts';

/** Everything that a summary is made from before a model is asked. Instants are epoch milliseconds. */
export interface SummaryMaterial {
  readonly task: SummaryTask;
  readonly window: HistoryWindow;
  /** All that was read, redacted: what the customer strip counts. */
  readonly history: History;
  /** The part of it in the request's window. */
  readonly found: History;
  /** The part of it that the summary speaks of. */
  readonly used: readonly Interaction[];
  readonly readAtMs: number;
  /** Asked of no model when there are no interactions. */
  readonly prompt: Prompt;
  readonly digest: readonly SummaryLine[];
  /** By which requests know that one text answers them all. */
  readonly reuseKey: string;
}

type MaterialInTime = SummaryMaterial & { readonly madeAtMs: number };
type RecordParts = MaterialInTime & { readonly asked: ModelAnswer };

/** One record from its parts: the model's words where there are any, else the digest. */
export function makeRecord(parts: RecordParts): SummaryRecord {
  const { task, window, history, found, used, readAtMs, prompt, asked, digest, madeAtMs } = parts;
  const { generated, lines, attempts } = asked;
  const generatedAt = new Date(madeAtMs).toISOString();
  const status = lines !== null ? 'ok' : used.length > 0 ? 'degraded' : 'no_interactions';
  return {
    requestId: task.requestId,
    tenant: task.tenant,
    contact: task.contact,
    status,
    // Without an attempt there was no time for one.
    reason: status === 'degraded' ? (asked.reason ?? 'model_timeout') : null,
    summary: composeSummary(lines ?? digest),
    customer: countCustomer(history.interactions, task.arrivedAtMs),
    coverage: {
      found: found.interactions.length,
      foundCapped: found.foundCapped,
      used: used.length,
      skipped: found.skipped,
      truncated: prompt.truncated,
    },
    window,
    interactions: used,
    dataAsOf: new Date(readAtMs).toISOString(),
    generatedAt,
    latencyMs: madeAtMs - task.arrivedAtMs,
    modelUsed: generated?.model ?? null,
    modelId: generated?.modelId ?? null,
    promptVersion: prompt.version,
    promptHash: prompt.hash,
    usage: asked.usage,
    costUsd: asked.costUsd,
    attempts,
    cacheHit: false,
    hedged: asked.hedged,
    failover: asked.failover,
    removed: asked.removed,
    // What the models could not write now, they may write for the next one.
    reuse: status === 'ok' ? { key: parts.reuseKey, textMadeAt: generatedAt } : null,
  };
}

/** The digest and the counts, of which the record will say no less. */
export function makePreliminary(parts: MaterialInTime): PreliminarySummary {
  return { ...makeRecord({ ...parts, asked: NOT_ASKED }), status: 'preliminary', reason: null };
}

/** One record with the text of another: what was read and counted is its own, and no model was asked for it. */
export function takeOver(
  parts: MaterialInTime,
  { record, reuse }: { readonly record: SummaryRecord; readonly reuse: ReuseMark },
): SummaryRecord {
  const { summary, modelUsed, modelId, promptVersion, promptHash } = record;
  return {
    ...makeRecord({ ...parts, asked: NOT_ASKED }),
    status: 'ok',
    reason: null,
    summary,
    modelUsed,
    modelId,
    promptVersion,
    promptHash,
    cacheHit: true,
    // As old as the text is, however often it was taken over.
    reuse: { key: parts.reuseKey, textMadeAt: reuse.textMadeAt },
  };
}
