import type { ContactRequest } from '../domain/contact.ts';
import type { DigestInput } from '../domain/digest-input.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { ShownRecord } from '../domain/shown-record.ts';
import type { RemovedLine, SummaryLine } from '../domain/summary.ts';
import type {
  HistoryWindow,
  RecordIdentity,
  ReuseMark,
  SummaryRecord,
  TokenUsage,
} from '../domain/summary-record.ts';

/** Epoch milliseconds. */
export type Clock = () => number;

export interface HistoryQuery {
  readonly accountNumber: string;
  readonly window: HistoryWindow;
  /** `null` is every channel. */
  readonly channels: readonly string[] | null;
  /** Interactions of another tenant are as good as absent; `null` sees all. */
  readonly tenant: string | null;
}

export interface History {
  /** Newest first, at most 200 of the table's. */
  readonly interactions: readonly Interaction[];
  /** Whether the window holds, or may hold, more than these. */
  readonly foundCapped: boolean;
  /** Items that could not be read. */
  readonly skipped: number;
}

/** @throws OmniError history_unavailable, history_misconfigured */
export type ReadHistory = (query: HistoryQuery, signal: AbortSignal) => Promise<History>;

/** What a model is given, in the two parts that matter for its price: what never changes, and what always does. */
export interface PromptText {
  readonly version: string;
  /** Byte-stable for a version, so that the prompt cache of the model can serve it. */
  readonly prefix: string;
  /** About how many tokens the prefix has. */
  readonly prefixTokens: number;
  readonly suffix: string;
}

/** A prompt, and what is needed to read its answer. */
export interface Prompt extends PromptText {
  /** SHA-256 over the files of its version. */
  readonly hash: string;
  /**
   * The short name of the record in which an agent last spoke with a customer who is being transferred now; `null` when there
   * is none, or when the version does not ask what is new since then.
   */
  readonly lastAgent: string | null;
  /** The elements of its document by their short names, newest first. */
  readonly records: ReadonlyMap<string, ShownRecord>;
  /** Epoch milliseconds: its document has the day of it. */
  readonly readAtMs: number;
  /** What the customer told the phone menu, as a code. */
  readonly reasonGiven: string;
  /** BCP 47: what the answer has to be written in. */
  readonly language: string;
  /** Whether words of the history were left out to fit the budget. */
  readonly truncated: boolean;
  /** About how many tokens the history has, and in the prompt. */
  readonly tokens: { readonly from: number; readonly to: number };
  /** Strings that must not come back: they exist only inside this prompt. */
  readonly secrets: readonly string[];
}

export interface PromptInput {
  readonly contact: ContactRequest;
  /** Redacted, newest first. */
  readonly interactions: readonly Interaction[];
  /** Epoch milliseconds; the day of today in the prompt. */
  readonly readAtMs: number;
}

/** Also of no interactions: such a prompt is asked of no model, and its record still says which version it was. */
export type BuildPrompt = (input: PromptInput) => Prompt;

/** A summary from the records alone, made on every request. The same input gives the same lines. Never throws. */
export type WriteDigest = (input: DigestInput) => readonly SummaryLine[];

export interface GeneratedText {
  readonly text: string;
  readonly model: string;
  readonly modelId: string;
  readonly usage: TokenUsage;
  readonly costUsd: number;
}

/** @throws OmniError with a `model_…` code; success is a text worth reading, not a resolved promise */
export type GenerateText = (prompt: PromptText, signal: AbortSignal) => Promise<GeneratedText>;

/** Parts the sentences of a model's answer into those that pass the checks and those that do not. Never throws. */
export type ReadOutput = (text: string, prompt: Prompt) => ReadLines;

export interface ReadLines {
  /** What may be shown; nothing when the answer is refused. */
  readonly lines: readonly SummaryLine[];
  readonly removed: readonly RemovedLine[];
  /** Why the answer as a whole may not be shown. */
  readonly refused: ErrorCode | null;
}

/** Where records are kept and found by key. `body` is the record as encoded once for all stores. */
export interface SummaryCache {
  /** Success also when the cache has the record already. @throws OmniError store_failed */
  put(record: SummaryRecord, body: string, signal: AbortSignal): Promise<void>;
  /** Notes that the archive has the record too; from then on it may expire. @throws OmniError store_failed */
  markArchived(record: RecordIdentity, signal: AbortSignal): Promise<void>;
  /** The newest record of the tenant, unless it has expired. @throws OmniError store_failed */
  findNewest(key: RecordKey, signal: AbortSignal): Promise<CachedRecord | null>;
  /** Whether the newest record of the tenant, unless it has expired, is of another account. @throws OmniError store_failed */
  isOfOtherAccount(key: RecordKey, accountNumber: string, signal: AbortSignal): Promise<boolean>;
}

export interface RecordKey {
  readonly uniqueProcessId: string;
  readonly tenant: string | null;
}

export interface KeptRecord {
  /** As `put` was given it. */
  readonly body: string;
  /** Whether the archive is known to have it too. */
  readonly archived: boolean;
}

export interface CachedRecord extends KeptRecord {
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
}

/** A record with a text that may answer other requests. */
export interface ReusableRecord extends KeptRecord {
  readonly reuse: ReuseMark;
}

/**
 * The newest records of a chain of contacts that may be reused, of those made since an instant (ISO 8601, UTC), of all
 * tenants; a few at most. One that another task made a moment ago may be missing. @throws OmniError store_failed
 */
export type FindReusable = (
  chain: { readonly chainKey: string; readonly since: string },
  signal: AbortSignal,
) => Promise<readonly ReusableRecord[]>;

export interface SummaryArchive {
  /** Success also when the archive has the record already. @throws OmniError store_failed */
  put(record: RecordIdentity, body: string, signal: AbortSignal): Promise<void>;
}

/** Where the answers of a prompt that is only tried are kept: never served, found by the record that was served. */
export interface ShadowArchive {
  /** @throws OmniError store_failed */
  put(served: RecordIdentity, body: string, signal: AbortSignal): Promise<void>;
}

/** The records that the cache has and the archive is not known to have. */
export interface Outbox {
  /** Those made before an instant (ISO 8601, UTC), oldest first. @throws OmniError store_failed */
  findPending(before: string, signal: AbortSignal): AsyncIterable<RecordIdentity>;
  /** The record as `put` was given it; `null` when it is gone. @throws OmniError store_failed */
  readBody(record: RecordIdentity, signal: AbortSignal): Promise<string | null>;
}
