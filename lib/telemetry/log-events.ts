import type { ErrorCode } from '../domain/errors.ts';

/**
 * Every log event of this product with its fields. A name that is not here does not compile, nor does a field.
 * No field ever holds a summary, a note, a prompt or a whole account number; ids are keys of the request (see logger.ts).
 */
export interface LogEvents {
  API_STARTED: { address: string; promptVersion: string; models: readonly string[] };
  /** The configured model is at its end; its successor serves. Change the configuration. */
  MODEL_RETIRED: { configured: string; used: string };
  WARM_UP_DONE: { ms: number; failed: readonly string[] };
  DRAIN_START: { signal: string };
  /** `unstored` records are in no store; they were never called stored. */
  DRAIN_END: { ms: number; forced: boolean; unstored: number };
  PROCESS_FAILED: { fault: string; at: readonly string[] };

  /** Requests that were refused in the last ten seconds, and the most that was under way and the longest lag meanwhile. */
  REQUESTS_SHED: { refused: number; inFlight: number; lagMs: number };
  /** For seconds, nearly nothing was done any more. `/readyz` says no. */
  EVENT_LOOP_LAG: { inFlight: number; lagMs: number };
  REQUEST_RECEIVED: { route: string };
  /** `members` are the paths of the faults; unknown names that could be data are not among them. */
  REQUEST_REJECTED: { code: ErrorCode; members: readonly string[] };
  REQUEST_FAILED: { code: ErrorCode; fault: string; at: readonly string[] };
  REQUEST_COMPLETED: { route: string; status: number; ms: number };
  CLIENT_GONE: { route: string; ms: number };
  /** `fault` is the check that failed, by the code of the library that made it. */
  AUTH_REJECTED: { code: ErrorCode; fault: string };
  AUTHZ_DENIED: { code: ErrorCode };

  DYNAMODB_QUERY_START: { table: string };
  DYNAMODB_QUERY_SUCCESS: { table: string; ms: number; pages: number; found: number };
  DYNAMODB_QUERY_TIMEOUT: { table: string; ms: number };
  DYNAMODB_QUERY_THROTTLED: { table: string; ms: number; fault: string };
  /** A later page could not be read: the summary is of the newest interactions only. */
  DYNAMODB_QUERY_PARTIAL: { table: string; ms: number; found: number };
  DYNAMODB_QUERY_FAILED: { table: string; ms: number; fault: string };
  UCDP_ITEM_SKIPPED: { reason: string; count: number };
  UCDP_CODE_UNKNOWN: { member: string; count: number };

  BEDROCK_INVOKE_START: { model: string; promptVersion: string };
  BEDROCK_INVOKE_SUCCESS: {
    model: string;
    ms: number;
    inputTokens: number;
    outputTokens: number;
    cacheReadTokens: number;
  };
  /** The model ran into its limit of tokens. */
  OUTPUT_TRUNCATED: { model: string };
  BEDROCK_INVOKE_TIMEOUT: { model: string; ms: number };
  /** Another model was faster, and this one's connection is closed. */
  BEDROCK_INVOKE_CANCELLED: { model: string; ms: number };
  BEDROCK_INVOKE_FAILED: { model: string; ms: number; code: ErrorCode; fault: string };

  /** Half of its latest calls were bad, or none can succeed: it is left alone, but for a probe every five seconds. */
  MODEL_BREAKER_OPENED: { model: string };
  MODEL_BREAKER_CLOSED: { model: string };
  /** Another model than the main one gave the text, and not only because it was faster. */
  MODEL_FAILOVER: { reason: string; to: string; ms: number };
  /** A bug of ours in reading an answer: the next model or the digest speaks. Mend it. */
  OUTPUT_CHECK_FAILED: { fault: string; at: readonly string[] };
  /** Sentences that do not follow from the records, also of answers that were refused for them. */
  OUTPUT_UNGROUNDED: { sentences: number };
  NO_INTERACTIONS: { skipped: number };
  /** There are records, and none of them can be read: the summary says nothing of a customer who has a history. */
  HISTORY_UNUSABLE: { skipped: number };
  /** Tokens of the history, and of what the prompt had room for. */
  HISTORY_TRUNCATED: { from: number; to: number };
  SUMMARY_READY: {
    status: string;
    model: string;
    interactions: number;
    removedSentences: number;
    ms: number;
  };
  /** The digest was answered while the summary is being made. */
  SUMMARY_PRELIMINARY: { interactions: number; ms: number };
  /** Whose text was the answer, by the id of its request: given before, taken over on a transfer, or waited for together. */
  SUMMARY_REUSED: { summary: string; ageMs: number };
  TRANSFER_REUSED: { summary: string; ageMs: number };
  COALESCED: { summary: string; ageMs: number };
  /** Whether there was a text to reuse is not known: a fresh one was made. */
  REUSE_LOOKUP_FAILED: { fault: string; ms: number };
  SUMMARY_DEGRADED: { reason: string; ms: number };
  SUMMARY_STORED: { storedIn: string };
  /** The archive had not answered in time; the sweep sees to it. */
  STORE_DEFERRED: { store: 's3' };
  STORE_FAILED: { store: 'ddb' | 's3'; operation: string; ms?: number; fault: string };
  /** A record that no store would take, given up because too many wait. It was never called stored. */
  SUMMARY_DROPPED: { waiting: number };

  /** A click or a use is in S3. `summary` is the id of the summary's request, where it is known. */
  FEEDBACK_STORED: { eventId: string; said: string; summary: string | null };
  /** A click that says what has been said already: nothing was stored. */
  FEEDBACK_REPEATED: { said: string; summary: string | null };
  FEEDBACK_CHANGED: { from: string; to: string };
  /** A click is in S3 without a summary; it is joined later. */
  FEEDBACK_UNMATCHED: { eventId: string; reason: string };
  /** S3 took a click or a use in no try: the caller was told to send it again. */
  FEEDBACK_UNSTORED: { fault: string };

  /** One run of the sweep. `complete`: it looked at all there was. */
  OUTBOX_SWEPT: { redriven: number; failed: number; complete: boolean; ms: number };

  /** A record that stays in the outbox, by the id of its request. */
  OUTBOX_RECORD_FAILED: { record: string };

  /** A contact flow was answered. */
  CONNECT_ANSWERED: { status: string; ms: number };
  /** No summary for the contact flow. `members` are the paths of the faults in what it sent; `thrown`: left to a retry. */
  CONNECT_FAILED: {
    code: ErrorCode;
    members: readonly string[];
    fault: string;
    thrown: boolean;
    ms: number;
  };

  /** What a prompt that is only tried made of the history of a summary that was served. `stored`: in S3, for comparison. */
  SHADOW_SUMMARY_READY: {
    promptVersion: string;
    outcome: string;
    removedSentences: number;
    costUsd: number;
    ms: number;
    stored: boolean;
  };
  /** A bug of ours; the summary that was served has nothing of it. */
  SHADOW_SUMMARY_FAILED: { promptVersion: string; fault: string };
  /** One that would have been too many at a time, or that came while the task was ending. */
  SHADOW_SUMMARY_DROPPED: { promptVersion: string; reason: 'full' | 'draining' };
}

export type LogEventName = keyof LogEvents;

type LogMethod = <Name extends LogEventName>(name: Name, fields: LogEvents[Name]) => void;

export interface Log {
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}
