import * as z from 'zod';
import { type ClickOutcome, FEEDBACK_VALUES, SUMMARY_USES, type UseEvent } from '../domain/feedback.ts';

/** Body of a 200: the summary is known, by the ids of its own. */
export const feedbackResponseSchema = z.object({
  request_id: z.string(),
  unique_process_id: z.string(),
  feedback: z.enum(FEEDBACK_VALUES),
});

/** Body of a 202: stored, and joined with its summary later. The ids are those that were sent. */
export const unmatchedResponseSchema = z.object({
  matched: z.literal(false),
  request_id: z.string().nullable(),
  unique_process_id: z.string().nullable(),
  feedback: z.enum(FEEDBACK_VALUES),
});

/** Body of a 202 to a use. */
export const useResponseSchema = z.object({ request_id: z.string(), event: z.enum(SUMMARY_USES) });

export type FeedbackResponse =
  | { readonly status: 200; readonly body: z.infer<typeof feedbackResponseSchema> }
  | {
      readonly status: 202;
      readonly body: z.infer<typeof unmatchedResponseSchema> | z.infer<typeof useResponseSchema>;
    };

export function toClickResponse(outcome: ClickOutcome): FeedbackResponse {
  const { summary, feedback } =
    outcome.kind === 'repeated'
      ? outcome
      : { summary: outcome.event.summary, feedback: outcome.event.verdict.feedback };
  const ids = { request_id: summary.requestId, unique_process_id: summary.uniqueProcessId };
  return outcome.kind === 'unmatched'
    ? { status: 202, body: unmatchedResponseSchema.parse({ matched: false, ...ids, feedback }) }
    : { status: 200, body: feedbackResponseSchema.parse({ ...ids, feedback }) };
}

export function toUseResponse({ requestId, use }: UseEvent): FeedbackResponse {
  return { status: 202, body: { request_id: requestId, event: use } };
}
