import { countCustomer } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import { composeSummary, type SummaryLine } from '../domain/summary.ts';
import type { HistoryWindow, SummaryRecord, TokenUsage } from '../domain/summary-record.ts';
import type { ModelAnswer } from './ask-model.ts';
import type { History } from './ports.ts';
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
  readonly promptVersion: string;
  readonly asked: ModelAnswer;
  readonly digest: readonly SummaryLine[];
  readonly madeAtMs: number;
}

const NO_TOKENS: TokenUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** One record from its parts: the model's words where there are any, else the digest. */
export function makeRecord(parts: RecordParts): SummaryRecord {
  const { task, window, history, found, used, readAtMs, promptVersion, asked, digest, madeAtMs } = parts;
  const { generated, output, attempts, reason } = asked;
  const shown = output === null ? null : generated;
  return {
    requestId: task.requestId,
    tenant: task.tenant,
    contact: task.contact,
    status: output !== null ? 'ok' : used.length > 0 ? 'degraded' : 'no_interactions',
    reason,
    summary: composeSummary(output?.lines ?? digest),
    customer: countCustomer(history.interactions, task.arrivedAtMs),
    coverage: {
      found: found.interactions.length,
      foundCapped: found.foundCapped,
      used: used.length,
      skipped: found.skipped,
      truncated: false,
    },
    window,
    interactions: used,
    dataAsOf: new Date(readAtMs).toISOString(),
    generatedAt: new Date(madeAtMs).toISOString(),
    latencyMs: madeAtMs - task.arrivedAtMs,
    modelUsed: shown?.model ?? null,
    modelId: shown?.modelId ?? null,
    promptVersion,
    usage: generated?.usage ?? NO_TOKENS,
    costUsd: generated?.costUsd ?? 0,
    attempts,
    cacheHit: false,
    hedged: false,
    failover: shown !== null && shown.model !== attempts[0]?.model,
    removedSentences: output?.removed ?? 0,
  };
}
