import { OmniError } from '../domain/errors.ts';
import type {
  ClickEvent,
  ClickOutcome,
  SummaryReference,
  UnmatchedReason,
  Verdict,
} from '../domain/feedback.ts';
import { deadline } from '../resilience/deadline.ts';
import { type BeginClickDependencies, beginClick } from './begin-click.ts';
import type { ClickNotes, FindSummaries, RatedSummary } from './ports.ts';
import { type ResolvedSummary, referenceTo, resolveSummary } from './resolve-summary.ts';
import type { StoreEvent } from './store-event.ts';

export interface RecordClickDependencies extends BeginClickDependencies {
  readonly find: FindSummaries;
  readonly notes: ClickNotes;
  readonly store: StoreEvent;
  /** Takes personal data out of a text. */
  readonly redact: (text: string) => string;
  readonly limits: {
    readonly findTimeoutMs: number;
    readonly beginTimeoutMs: number;
    readonly confirmTimeoutMs: number;
  };
}

/** A click that has passed the door. */
export interface Click {
  readonly summary: SummaryReference;
  readonly verdict: Verdict;
  readonly agentKey: string | null;
  readonly tenant: string | null;
}

export type RecordClick = (click: Click, signal: AbortSignal) => Promise<ClickOutcome>;

/**
 * The story of one click: find its summary, note that it was begun, put it into the archive, note that it is there, answer.
 *
 * No click that is acknowledged is lost, wherever a process dies between two steps, because a click is only left out when
 * an equal one is known to be in the archive and no other was begun since (see `beginClick`). A click that dies, or is
 * refused by the archive, leaves its beginning behind, and from then on every click is stored until one is confirmed.
 * A click whose confirmation fails is acknowledged all the same: the archive has it.
 * A click on a summary that is not known is stored with the ids that it brought, and so is every click while the table of
 * summaries cannot be read.
 *
 * @throws OmniError id_conflict, invalid_request (the summary has no such sentence), feedback_unstored; nothing is acknowledged
 */
export function recordClick(dependencies: RecordClickDependencies): RecordClick {
  const { find, notes, store, redact, newEventId, now, limits } = dependencies;

  return async (received, signal) => {
    const click = withoutPersonalData(received);
    const found = await resolve(click, signal);
    if (found.kind !== 'found') return storeUnmatched(click, { reason: reasonOf(found), signal });
    const { summary } = found;
    checkSentence(click.verdict, summary);

    const begun = await beginClick(dependencies, {
      summary,
      verdict: click.verdict,
      signal: deadline(signal, limits.beginTimeoutMs),
    });
    const reference = referenceTo(summary);
    if (begun.kind === 'repeated')
      return { kind: 'repeated', summary: reference, feedback: click.verdict.feedback };
    if (begun.kind === 'gone') return storeUnmatched(click, { reason: 'unknown', signal });

    const event = { ...click, ...begun.place, kind: 'click', summary: reference, matched: true } as const;
    await store(event, signal);
    await confirm(summary, event, signal);
    return { kind: 'stored', event, before: begun.seen.confirmed?.feedback ?? null };
  };

  function withoutPersonalData({ verdict, ...click }: Click): Click {
    const comment = verdict.comment === null ? null : redact(verdict.comment) || null;
    return { ...click, verdict: { ...verdict, comment } };
  }

  async function resolve(
    { summary: reference, tenant }: Click,
    signal: AbortSignal,
  ): Promise<ResolvedSummary | { readonly kind: 'lookup_failed' }> {
    try {
      return await resolveSummary({ reference, tenant, find }, deadline(signal, limits.findTimeoutMs));
    } catch (error) {
      if (isStoreFailure(error)) return { kind: 'lookup_failed' };
      throw error;
    }
  }

  async function storeUnmatched(
    click: Click,
    { reason, signal }: { reason: UnmatchedReason; signal: AbortSignal },
  ): Promise<ClickOutcome> {
    const serverTimeMs = now();
    const eventId = newEventId(serverTimeMs);
    const event: ClickEvent = { ...click, kind: 'click', eventId, serverTimeMs, matched: false };
    await store(event, signal);
    return { kind: 'unmatched', event, reason };
  }

  async function confirm({ identity }: RatedSummary, event: ClickEvent, signal: AbortSignal): Promise<void> {
    try {
      await notes.confirm(identity, event, deadline(signal, limits.confirmTimeoutMs));
    } catch (error) {
      if (!isStoreFailure(error)) throw error;
    }
  }
}

function reasonOf(
  found: Exclude<ResolvedSummary, { kind: 'found' }> | { kind: 'lookup_failed' },
): UnmatchedReason {
  if (found.kind === 'lookup_failed') return found.kind;
  return found.otherTenant ? 'other_tenant' : 'unknown';
}

/** The adapters have logged why. */
function isStoreFailure(error: unknown): boolean {
  return error instanceof OmniError && error.code === 'store_failed';
}

function checkSentence({ sentence }: Verdict, { sentenceCount }: RatedSummary): void {
  if (sentence === null || sentenceCount === null || sentence < sentenceCount) return;
  const message =
    sentenceCount === 0
      ? 'leave it out: the summary has no sentences'
      : `send a whole number from 0 to ${sentenceCount - 1}: the summary has ${sentenceCount} sentences`;
  throw new OmniError('invalid_request', {
    details: 'The summary has no such sentence; `errors` says what to send.',
    faults: [{ path: 'sentence', message }],
  });
}
