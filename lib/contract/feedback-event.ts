import * as z from 'zod';
import {
  FEEDBACK_REASONS,
  FEEDBACK_SCHEMA_VERSION,
  FEEDBACK_VALUES,
  type FeedbackEvent,
  SUMMARY_USES,
} from '../domain/feedback.ts';

/** One click or use as S3 keeps it: the same members for both, so that one table holds them. */
export const storedFeedbackSchema = z.object({
  // Any: while a release rolls out or back, the loader reads what both wrote.
  schema_version: z.int(),
  kind: z.enum(['click', 'use']),
  event_id: z.string(),
  /** ISO 8601, UTC, with milliseconds: sorts as the instant does. */
  server_time: z.string(),
  tenant: z.string().nullable(),
  request_id: z.string().nullable(),
  unique_process_id: z.string().nullable(),
  account_number: z.string().nullable(),
  contact_id: z.string().nullable(),
  feedback: z.enum(FEEDBACK_VALUES).nullable(),
  reason: z.enum(FEEDBACK_REASONS).nullable(),
  sentence: z.int().nullable(),
  comment: z.string().nullable(),
  event: z.enum(SUMMARY_USES).nullable(),
  agent_key: z.string().nullable(),
  /** Whether the ids are those of a summary that was found. Uses are joined without being looked for. */
  matched: z.boolean(),
});
export type StoredFeedback = z.infer<typeof storedFeedbackSchema>;

/** The one encoding of an event: its members in the schema's order, without white space. */
export function encodeFeedback(event: FeedbackEvent): string {
  return JSON.stringify(toStoredFeedback(event));
}

/** Members that a later version adds are left out. @throws ZodError for a body without those of this version */
export function decodeFeedback(body: string): StoredFeedback {
  return storedFeedbackSchema.parse(JSON.parse(body));
}

function toStoredFeedback(event: FeedbackEvent): StoredFeedback {
  const click = event.kind === 'click' ? event : null;
  const use = event.kind === 'use' ? event : null;
  return {
    schema_version: FEEDBACK_SCHEMA_VERSION,
    kind: event.kind,
    event_id: event.eventId,
    server_time: new Date(event.serverTimeMs).toISOString(),
    tenant: event.tenant,
    request_id: click?.summary.requestId ?? use?.requestId ?? null,
    unique_process_id: click?.summary.uniqueProcessId ?? null,
    account_number: click?.summary.accountNumber ?? null,
    contact_id: click?.summary.contactId ?? null,
    feedback: click?.verdict.feedback ?? null,
    reason: click?.verdict.reason ?? null,
    sentence: click?.verdict.sentence ?? null,
    comment: click?.verdict.comment ?? null,
    event: use?.use ?? null,
    agent_key: event.agentKey,
    matched: click?.matched ?? false,
  };
}
