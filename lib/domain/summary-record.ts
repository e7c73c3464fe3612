import type { ContactRequest } from './contact.ts';
import type { CustomerStrip } from './customer-strip.ts';
import type { Interaction } from './interaction.ts';
import type { RemovedLine, Summary } from './summary.ts';

export const SCHEMA_VERSION = 1;
/** A summary is served for this long, whatever DynamoDB's own deletion does. */
export const SUMMARY_TTL_DAYS = 7;

export type SummaryStatus = 'ok' | 'no_interactions' | 'degraded';

export interface Coverage {
  /** Interactions of the window and the channels, counted to 200; `foundCapped` when there are more. */
  readonly found: number;
  readonly foundCapped: boolean;
  /** Interactions that the summary was made from. */
  readonly used: number;
  /** Interactions left out because they could not be read. */
  readonly skipped: number;
  /** Whether text was shortened to fit the prompt's budget. */
  readonly truncated: boolean;
}

/** One call of a model: how it ended (`ok` or an error code) and after how many milliseconds. */
export interface Attempt {
  readonly model: string;
  readonly outcome: string;
  readonly ms: number;
}

/** A sentence that was not shown, and the model that wrote it. */
export interface RemovedSentence extends RemovedLine {
  readonly model: string;
}

/** Tokens as Bedrock counts them: `input` leaves out what the prompt cache read or wrote. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** What was asked of the history table. Instants are ISO 8601, UTC. */
export interface HistoryWindow {
  readonly from: string;
  readonly to: string;
}

/** By what a text is found for another request, and since when it can be. Beside the record: no published file has it. */
export interface ReuseMark {
  readonly key: string;
  /** When the text was written, ISO 8601, UTC; earlier than its record when that took the text over. */
  readonly textMadeAt: string;
}

/** One summary with everything that made it. Immutable: no record ever replaces another. */
export interface SummaryRecord {
  readonly requestId: string;
  readonly tenant: string | null;
  readonly contact: ContactRequest;
  readonly status: SummaryStatus;
  /** Why a summary is degraded: the error code that led to it. */
  readonly reason: string | null;
  readonly summary: Summary;
  readonly customer: CustomerStrip;
  readonly coverage: Coverage;
  readonly window: HistoryWindow;
  /** The interactions as the model saw them: redacted, newest first. */
  readonly interactions: readonly Interaction[];
  /** When the history was read. */
  readonly dataAsOf: string;
  readonly generatedAt: string;
  /** From arrival in the container to the making of this record. */
  readonly latencyMs: number;
  readonly modelUsed: string | null;
  readonly modelId: string | null;
  readonly promptVersion: string;
  /** SHA-256 over the files of that version. */
  readonly promptHash: string;
  readonly usage: TokenUsage;
  readonly costUsd: number;
  readonly attempts: readonly Attempt[];
  /** Whether a stored summary was reused. Reads of the prompt cache are in `usage`. */
  readonly cacheHit: boolean;
  /** Whether a second call was started while the first was still open. */
  readonly hedged: boolean;
  /** Whether another model than the first one asked gave the text. */
  readonly failover: boolean;
  /** Sentences of all models asked that were not shown because a check refused them. */
  readonly removed: readonly RemovedSentence[];
  /** `null` for a text that no other request is answered with. */
  readonly reuse: ReuseMark | null;
}

/** What the records alone say while the models are asked: answered, never stored. */
export type PreliminarySummary = Omit<SummaryRecord, 'status'> & { readonly status: 'preliminary' };

/** What keys are made of, in every store. */
export interface RecordIdentity {
  readonly uniqueProcessId: string;
  readonly requestId: string;
  readonly generatedAt: string;
}

export function identityOf({ contact, requestId, generatedAt }: SummaryRecord): RecordIdentity {
  return { uniqueProcessId: contact.uniqueProcessId, requestId, generatedAt };
}
