import type {
  ClickEvent,
  ClickPlace,
  FeedbackEvent,
  FeedbackValue,
  SummaryReference,
} from '../domain/feedback.ts';
import type { RecordIdentity } from '../domain/summary-record.ts';

/** Epoch milliseconds. */
export type Clock = () => number;

/** A stored summary as a click sees it. */
export interface RatedSummary {
  readonly identity: RecordIdentity;
  readonly tenant: string | null;
  readonly accountNumber: string;
  readonly contactId: string;
  /** `null` for records that do not say it. */
  readonly sentenceCount: number | null;
  /** The newest click that was begun, whether or not it got further. */
  readonly begun: ClickPlace | null;
  /** The newest click that the archive is known to have. */
  readonly confirmed: ConfirmedClick | null;
}

export interface ConfirmedClick extends ClickPlace {
  readonly feedback: FeedbackValue;
  readonly fingerprint: string;
}

/**
 * The summaries that the first of request id, process id, and account with contact names: of any tenant, whatever the
 * other ids say, the newest first, none that has expired. Not endless. As the table has them at that moment.
 * @throws OmniError store_failed
 */
export type FindSummaries = (reference: SummaryReference, signal: AbortSignal) => AsyncIterable<RatedSummary>;

/** What is noted of clicks beside a summary. The summary itself is never touched. */
export interface ClickNotes {
  /** `null` when it is gone or has expired. @throws OmniError store_failed */
  read(summary: RecordIdentity, signal: AbortSignal): Promise<RatedSummary | null>;
  /** False when another click was begun after `after`, or the summary is gone. @throws OmniError store_failed */
  begin(summary: RecordIdentity, begin: BegunClick, signal: AbortSignal): Promise<boolean>;
  /** Success also when a later click is confirmed already. @throws OmniError store_failed */
  confirm(summary: RecordIdentity, click: ClickEvent, signal: AbortSignal): Promise<void>;
}

export interface BegunClick {
  readonly place: ClickPlace;
  /** The last click that was begun before it. */
  readonly after: ClickPlace | null;
}

export interface FeedbackArchive {
  /** Success also when the archive has the event already. @throws OmniError store_failed */
  put(event: FeedbackEvent, body: string, signal: AbortSignal): Promise<void>;
}
