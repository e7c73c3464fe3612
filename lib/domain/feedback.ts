import { createHash } from 'node:crypto';

export const FEEDBACK_VALUES = ['helpful', 'not_helpful'] as const;
export type FeedbackValue = (typeof FEEDBACK_VALUES)[number];

export const FEEDBACK_REASONS = [
  'inaccurate',
  'missing_information',
  'too_long',
  'too_short',
  'outdated',
  'unclear',
  'wrong_customer',
  'other',
] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** What an agent does with a summary, for figures of adoption. */
export const SUMMARY_USES = ['shown', 'expanded', 'copied'] as const;
export type SummaryUse = (typeof SUMMARY_USES)[number];

export const FEEDBACK_SCHEMA_VERSION = 1;

/** What an agent says of a summary. */
export interface Verdict {
  readonly feedback: FeedbackValue;
  readonly reason: FeedbackReason | null;
  /** Index of the sentence that is wrong, from 0. */
  readonly sentence: number | null;
  /** Without personal data from the moment on at which a click is recorded. */
  readonly comment: string | null;
}

/** The ids by which a click names its summary; those of the summary itself once it is found. */
export interface SummaryReference {
  readonly requestId: string | null;
  readonly uniqueProcessId: string | null;
  readonly accountNumber: string | null;
  readonly contactId: string | null;
}

/** The place of a click in the order of all clicks on a summary: by time, then by id. */
export interface ClickPlace {
  /** Epoch milliseconds. */
  readonly serverTimeMs: number;
  /** A ULID of that time. */
  readonly eventId: string;
}

export interface ClickEvent extends ClickPlace {
  readonly kind: 'click';
  readonly tenant: string | null;
  readonly summary: SummaryReference;
  readonly verdict: Verdict;
  readonly agentKey: string | null;
  /** Whether the ids are those of a summary that was found; others are joined later, within the tenant. */
  readonly matched: boolean;
}

export interface UseEvent extends ClickPlace {
  readonly kind: 'use';
  readonly tenant: string | null;
  readonly requestId: string;
  readonly use: SummaryUse;
  readonly agentKey: string | null;
}

/** What is kept for good, one object each. */
export type FeedbackEvent = ClickEvent | UseEvent;

/** Why a click was stored without a summary. */
export type UnmatchedReason = 'unknown' | 'other_tenant' | 'lookup_failed';

export type ClickOutcome =
  | {
      readonly kind: 'stored';
      readonly event: ClickEvent;
      /** What was said of the summary before, as far as it is known. */
      readonly before: FeedbackValue | null;
    }
  /** The click says what has been said already: nothing was stored. */
  | { readonly kind: 'repeated'; readonly summary: SummaryReference; readonly feedback: FeedbackValue }
  | { readonly kind: 'unmatched'; readonly event: ClickEvent; readonly reason: UnmatchedReason };

/** The same for verdicts that are equal in all they say, and for no others. */
export function fingerprintOf({ feedback, reason, sentence, comment }: Verdict): string {
  return createHash('sha256')
    .update(JSON.stringify([feedback, reason, sentence, comment]))
    .digest('hex');
}

/** Whether a place comes after another; every place comes after none. */
export function isAfter(place: ClickPlace, other: ClickPlace | null): boolean {
  if (other === null || place.serverTimeMs !== other.serverTimeMs)
    return other === null || place.serverTimeMs > other.serverTimeMs;
  return place.eventId > other.eventId;
}
