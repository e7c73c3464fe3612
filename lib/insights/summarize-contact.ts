import type { ContactRequest } from '../domain/contact.ts';
import { CUSTOMER_STRIP_DAYS } from '../domain/customer-strip.ts';
import type { HistoryWindow, SummaryRecord } from '../domain/summary-record.ts';
import { type AskModels, NOT_ASKED } from './ask-models.ts';
import type { CheckProcessId } from './check-process-id.ts';
import { withCurrentTurn } from './current-turn.ts';
import { makeRecord } from './make-record.ts';
import type { BuildPrompt, Clock, History, Prompt, ReadHistory, WriteDigest } from './ports.ts';
import { type RedactInteraction, redactHistory } from './redact-history.ts';
import type { SaveSummary, StoredIn } from './save-summary.ts';

export interface SummarizeContactDependencies {
  readonly checkProcessId: CheckProcessId;
  readonly readHistory: ReadHistory;
  readonly redactContact: (contact: ContactRequest) => ContactRequest;
  readonly redactInteraction: RedactInteraction;
  readonly writeDigest: WriteDigest;
  readonly buildPrompt: BuildPrompt;
  readonly askModels: AskModels;
  readonly saveSummary: SaveSummary;
  readonly now: Clock;
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

export interface ServedSummary {
  readonly record: SummaryRecord;
  /** About how many tokens the history has, and had in the prompt; `null` without a prompt. */
  readonly historyTokens: Prompt['tokens'] | null;
  readonly storedIn: StoredIn;
}

export type SummarizeContact = (task: SummaryTask, signal: AbortSignal) => Promise<ServedSummary>;

const DAY_MS = 86_400_000;

/**
 * The story of one summary: read the history, redact it, ask the model, fall back to the digest, keep the record, answer.
 * A model that fails costs the agent the prose, never the facts.
 *
 * @throws OmniError history_unavailable, history_misconfigured, id_conflict
 */
export function summarizeContact(dependencies: SummarizeContactDependencies): SummarizeContact {
  const { checkProcessId, readHistory, redactContact, redactInteraction, buildPrompt } = dependencies;
  const { writeDigest, askModels, saveSummary, now } = dependencies;

  return async (received, signal) => {
    const contact = redactContact(received.contact);
    const task = { ...received, contact };
    const { tenant, arrivedAtMs } = task;
    const { accountNumber, channelFilter: channels, maxHistoryDays } = contact;
    // The customer strip counts 30 days, also when the summary is of fewer.
    const window = lastDays(Math.max(maxHistoryDays, CUSTOMER_STRIP_DAYS), arrivedAtMs);
    const [read] = await Promise.all([
      readHistory({ accountNumber, window, channels, tenant }, signal),
      checkProcessId(task, signal),
    ]);
    const readAtMs = now();
    const history = withCurrentTurn(redactHistory(read, redactInteraction), { ...task, redactInteraction });
    const found = within(lastDays(maxHistoryDays, arrivedAtMs), history);
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
    const asked = used.length === 0 ? NOT_ASKED : await askModels(prompt, signal);

    const record = makeRecord({
      task,
      window: lastDays(maxHistoryDays, arrivedAtMs),
      history,
      found,
      used,
      readAtMs,
      prompt,
      asked,
      digest,
      madeAtMs: now(),
    });
    return { record, historyTokens: prompt.tokens, storedIn: await saveSummary(record) };
  };
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
