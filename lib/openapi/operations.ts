import type { Scope } from '../auth/caller.ts';
import type { ErrorCode } from '../domain/errors.ts';

/** A route of the gateway as its callers see it. */
export interface Operation {
  readonly operationId: OperationId;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: 'Summaries' | 'Feedback';
  readonly scope: Scope;
  readonly summary: string;
  readonly description: string;
  /** Who answers it behind the gateway. */
  readonly answeredBy: 'container' | 'function';
  /** The errors that a caller can meet, besides the gateway's own. */
  readonly codes: readonly ErrorCode[];
}

export type OperationId = 'createSummary' | 'readSummary' | 'giveFeedback';

const TOKEN_CODES = [
  'token_missing',
  'token_expired',
  'token_invalid',
  'scope_missing',
  'tenant_missing',
] as const;
const BODY_CODES = [
  'invalid_request',
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
] as const;

export const OPERATIONS: readonly Operation[] = [
  {
    operationId: 'createSummary',
    method: 'post',
    path: '/omni-channel-insights',
    tag: 'Summaries',
    scope: 'insights/summarize',
    summary: 'Make a summary',
    description:
      'Reads the history of a customer who enters the queue, has a model write what the agent needs to know, stores it and answers with it. When no model gives a valid text in time, the digest of the records is the answer: the panel is never empty.\n\nSending the same request again within five minutes gives the first answer with its `request_id` once more (`cache_hit` is true), unless something new has been recorded. Another contact of the same chain, as on a transfer, gets the stored text under a `request_id` of its own. A degraded summary is not given again. Nothing that was stored changes.\n\nWith `Prefer: wait=0` the facts are there at once: the digest with the status `preliminary`, while the summary is being made. `GET` with `wait` has it when it is finished.',
    answeredBy: 'container',
    codes: [
      ...BODY_CODES,
      ...TOKEN_CODES,
      'slow_request',
      'id_conflict',
      'rate_limited',
      'overloaded',
      'headers_too_large',
      'internal_error',
      'token_keys_unavailable',
      'history_unavailable',
      'history_misconfigured',
    ],
  },
  {
    operationId: 'readSummary',
    method: 'get',
    path: '/omni-channel-insights/{unique_process_id}',
    tag: 'Summaries',
    scope: 'insights/read',
    summary: 'Read the newest summary again',
    description:
      'Gives the newest stored summary of a process of the last 7 days. No model is asked. With `wait`, waits for one that is being made, by whichever task, and gives it as soon as it is stored; an older one only when the time is up.',
    answeredBy: 'container',
    codes: [
      'invalid_request',
      'malformed_http',
      ...TOKEN_CODES,
      'summary_not_found',
      'rate_limited',
      'overloaded',
      'headers_too_large',
      'internal_error',
      'token_keys_unavailable',
      'store_failed',
    ],
  },
  {
    operationId: 'giveFeedback',
    method: 'post',
    path: '/feedback',
    tag: 'Feedback',
    scope: 'insights/feedback',
    summary: 'Give feedback, or report a use',
    description:
      'A body with `feedback` is what an agent thinks of a summary. It names the summary by `request_id`, else by `unique_process_id` (the newest of it), else by account number and `contact_id` (the newest of them). The last word counts; saying the same again adds nothing.\n\nA body with `event` is a use of a summary, for figures of adoption.',
    answeredBy: 'function',
    codes: [...BODY_CODES, ...TOKEN_CODES, 'id_conflict', 'internal_error', 'feedback_unstored'],
  },
];
