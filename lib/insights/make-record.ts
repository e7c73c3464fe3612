import { countCustomer } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import { composeSummary, type SummaryLine } from '../domain/summary.ts';
import type { HistoryWindow, SummaryRecord } from '../domain/summary-record.ts';
import type { ModelAnswer } from './ask-models.ts';
import type { History, Prompt } from './ports.ts';
import type { SummaryTask } from './summarize-contact.ts';

/** Everything that a summary was made from. Instants are epoch milliseconds. */
interface RecordParts {
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
  readonly asked: ModelAnswer;
  readonly digest: readonly SummaryLine[];
  readonly madeAtMs: number;
}

/** One record from its parts: the model's words where there are any, else the digest. */
export function makeRecord(parts: RecordParts): SummaryRecord {
  const { task, window, history, found, used, readAtMs, prompt, asked, digest, madeAtMs } = parts;
  const { generated, lines, attempts } = asked;
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
    generatedAt: new Date(madeAtMs).toISOString(),
    latencyMs: madeAtMs - task.arrivedAtMs,
    modelUsed: generated?.model ?? null,
    modelId: generated?.modelId ?? null,
    promptVersion: prompt.version,
    promptHash: prompt.hash,
    usage: asked.usage,
    costUsd: asked.costUsd,
    attempts,
    cacheHit: false,
    hedged: false,
    failover: generated !== null && generated.model !== attempts[0]?.model,
    removed: asked.removed,
  };
}
