import type { ContactRequest } from '../domain/contact.ts';
import { CUSTOMER_STRIP_DAYS } from '../domain/customer-strip.ts';
import { reuseKey } from '../domain/reuse-key.ts';
import type { HistoryWindow } from '../domain/summary-record.ts';
import type { CheckProcessId } from './check-process-id.ts';
import { withCurrentTurn } from './current-turn.ts';
import type { FindReusableText } from './find-reusable-text.ts';
import type { SummaryMaterial } from './make-record.ts';
import type { BuildPrompt, History, ReadHistory, WriteDigest } from './ports.ts';
import { type RedactInteraction, redactHistory } from './redact-history.ts';
import type { RequestSignals } from './request-signals.ts';
import { type ServeSummaryDependencies, type StartedSummary, serveSummary } from './serve-summary.ts';

export interface SummarizeContactDependencies extends ServeSummaryDependencies {
  readonly checkProcessId: CheckProcessId;
  readonly readHistory: ReadHistory;
  readonly redactContact: (contact: ContactRequest) => ContactRequest;
  readonly redactInteraction: RedactInteraction;
  readonly writeDigest: WriteDigest;
  readonly buildPrompt: BuildPrompt;
  readonly findReusableText: FindReusableText;
}

/** A request that has passed the door: who asks, under which id, and when it arrived. */
export interface SummaryTask {
  readonly contact: ContactRequest;
  /** Whether the caller sent the id; it was derived otherwise. */
  readonly idIsGiven: boolean;
  readonly requestId: string;
  readonly tenant: string | null;
  /** Epoch milliseconds. */
  readonly arrivedAtMs: number;
}

/** Resolves when the facts are known; the summary follows. */
export type SummarizeContact = (task: SummaryTask, signals: RequestSignals) => Promise<StartedSummary>;

const DAY_MS = 86_400_000;

/**
 * The story of one summary: read the history, redact it, take a text that is there or ask the model, fall back to the
 * digest, keep the record, answer. A model that fails costs the agent the prose, never the facts.
 *
 * @throws OmniError history_unavailable, history_misconfigured, id_conflict
 */
export function summarizeContact(dependencies: SummarizeContactDependencies): SummarizeContact {
  const { checkProcessId, readHistory, redactContact, redactInteraction, findReusableText, now } =
    dependencies;
  const serve = serveSummary(dependencies);

  return async (received, signals) => {
    const contact = redactContact(received.contact);
    const task = { ...received, contact };
    const { tenant, arrivedAtMs } = task;
    const { accountNumber, channelFilter: channels, maxHistoryDays } = contact;
    // The customer strip counts 30 days, also when the summary is of fewer.
    const window = lastDays(Math.max(maxHistoryDays, CUSTOMER_STRIP_DAYS), arrivedAtMs);
    // Reads are short, and one that is cut would be counted as a fault of the table: who leaves does not end them.
    const { deadline } = signals;
    const findText = findReusableText(contact, deadline);
    const [read] = await Promise.all([
      readHistory({ accountNumber, window, channels, tenant }, deadline),
      checkProcessId(task, deadline),
    ]);
    const readAtMs = now();
    const history = withCurrentTurn(redactHistory(read, redactInteraction), { ...task, redactInteraction });
    return serve({ material: prepare({ task, history, readAtMs }, dependencies), findText }, signals);
  };
}

/** All of a summary that needs no model. */
function prepare(
  { task, history, readAtMs }: Pick<SummaryMaterial, 'task' | 'history' | 'readAtMs'>,
  { writeDigest, buildPrompt }: Pick<SummarizeContactDependencies, 'writeDigest' | 'buildPrompt'>,
): SummaryMaterial {
  const { contact, tenant, arrivedAtMs } = task;
  const window = lastDays(contact.maxHistoryDays, arrivedAtMs);
  const found = within(window, history);
  const used = found.interactions.slice(0, contact.maxInteractions);
  // Written on every request, so that the fallback is never untested code.
  const digest = writeDigest({
    contact,
    interactions: used,
    foundCount: found.interactions.length,
    foundCapped: found.foundCapped,
    skipped: found.skipped,
  });
  const prompt = buildPrompt({ contact, interactions: used, readAtMs });
  const { interactions } = history;
  const key = reuseKey({ tenant, contact, window, promptVersion: prompt.version, interactions });
  return { task, window, history, found, used, readAtMs, prompt, digest, reuseKey: key };
}

/** The part of a history that lies in a window. It was counted to its end when what was read begins before the window. */
function within({ from }: HistoryWindow, history: History): History {
  const interactions = history.interactions.filter(({ at }) => at >= from);
  const reachesBack = interactions.length < history.interactions.length;
  return { ...history, interactions, foundCapped: history.foundCapped && !reachesBack };
}

/** The last days up to the arrival of the request. */
function lastDays(days: number, arrivedAtMs: number): HistoryWindow {
  return {
    from: new Date(arrivedAtMs - days * DAY_MS).toISOString(),
    to: new Date(arrivedAtMs).toISOString(),
  };
}
