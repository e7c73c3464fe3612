import type { ContactRequest } from '../domain/contact.ts';
import { countCustomer } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import { composeSummary } from '../domain/summary.ts';
import type { HistoryWindow, SummaryRecord } from '../domain/summary-record.ts';
import type { AskModel, ModelAnswer } from './ask-model.ts';
import type { Clock, History, Prompt, ReadHistory } from './ports.ts';
import { type RedactInteraction, redactHistory } from './redact-history.ts';
import type { SaveSummary, StoredIn } from './save-summary.ts';
import { noInteractionsLines, writeDigest } from './write-digest.ts';

export interface SummarizeContactDependencies {
  readonly readHistory: ReadHistory;
  readonly redactInteraction: RedactInteraction;
  readonly buildPrompt: (contact: ContactRequest, history: History, nowMs: number) => Prompt;
  readonly promptVersion: string;
  readonly askModel: AskModel;
  readonly saveSummary: SaveSummary;
  readonly now: Clock;
}

/** A request that has passed the door: who asks, under which id, and when it arrived. */
export interface SummaryTask {
  readonly contact: ContactRequest;
  readonly requestId: string;
  readonly tenant: string | null;
  /** Epoch milliseconds. */
  readonly arrivedAtMs: number;
}

export interface ServedSummary {
  readonly record: SummaryRecord;
  readonly storedIn: StoredIn;
}

export type SummarizeContact = (task: SummaryTask, signal: AbortSignal) => Promise<ServedSummary>;

const DAY_MS = 86_400_000;
const NOT_ASKED: ModelAnswer = { answer: null, reason: null, attempts: [] };

/**
 * The story of one summary: read the history, redact it, ask the model, fall back to the digest, keep the record, answer.
 * A model that fails costs the agent the prose, never the facts.
 *
 * @throws OmniError history_unavailable, history_misconfigured
 */
export function summarizeContact(dependencies: SummarizeContactDependencies): SummarizeContact {
  const { readHistory, redactInteraction, buildPrompt, promptVersion, askModel, saveSummary, now } =
    dependencies;

  return async ({ contact, requestId, tenant, arrivedAtMs }, signal) => {
    const window = historyWindow(contact, arrivedAtMs);
    const found = await readHistory(
      { accountNumber: contact.accountNumber, window, channels: contact.channelFilter, tenant },
      signal,
    );
    const readAtMs = now();
    const history = redactHistory(withCurrent(found, contact, arrivedAtMs), redactInteraction);
    const used = history.interactions.slice(0, contact.maxInteractions);

    // Written on every request, so that the fallback is never untested code.
    const digest = writeDigest({ contact, interactions: used, foundCount: history.interactions.length });
    const hasHistory = used.length > 0;
    const asked = hasHistory
      ? await askModel(buildPrompt(contact, { ...history, interactions: used }, readAtMs), signal)
      : NOT_ASKED;
    const { answer } = asked;

    const record: SummaryRecord = {
      requestId,
      tenant,
      contact,
      status: answer !== null ? 'ok' : hasHistory ? 'degraded' : 'no_interactions',
      reason: asked.reason,
      summary: composeSummary(answer?.lines ?? (hasHistory ? digest : noInteractionsLines(contact))),
      customer: countCustomer(history.interactions, arrivedAtMs),
      coverage: {
        found: history.interactions.length,
        foundCapped: history.foundCapped,
        used: used.length,
        skipped: history.skipped,
        truncated: false,
      },
      window,
      interactions: used,
      dataAsOf: new Date(readAtMs).toISOString(),
      generatedAt: new Date(now()).toISOString(),
      latencyMs: now() - arrivedAtMs,
      modelUsed: answer?.model ?? null,
      modelId: answer?.modelId ?? null,
      promptVersion,
      usage: answer?.usage ?? { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      costUsd: answer?.costUsd ?? 0,
      attempts: asked.attempts,
      cacheHit: false,
      hedged: false,
      failover: false,
      removedSentences: answer?.removed ?? 0,
    };
    return { record, storedIn: await saveSummary(record) };
  };
}

/** The turn that the request brings along comes first: the table does not have it yet. */
function withCurrent(
  history: History,
  { currentInteraction, contactId, initialContactId }: ContactRequest,
  atMs: number,
) {
  if (currentInteraction === null) return history;
  const current: Interaction = {
    ...currentInteraction,
    id: 'current',
    at: new Date(atMs).toISOString(),
    disposition: null,
    resolved: null,
    durationSeconds: null,
    contactId,
    initialContactId,
  };
  return { ...history, interactions: [current, ...history.interactions] };
}

/** The last `maxHistoryDays` days up to the arrival of the request. */
function historyWindow({ maxHistoryDays }: ContactRequest, arrivedAtMs: number): HistoryWindow {
  return {
    from: new Date(arrivedAtMs - maxHistoryDays * DAY_MS).toISOString(),
    to: new Date(arrivedAtMs).toISOString(),
  };
}
