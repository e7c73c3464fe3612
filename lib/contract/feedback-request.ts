import * as z from 'zod';
import {
  FEEDBACK_REASONS,
  FEEDBACK_VALUES,
  SUMMARY_USES,
  type SummaryReference,
  type SummaryUse,
  type Verdict,
} from '../domain/feedback.ts';
import { accountNumberSchema, idSchema, text } from './ids.ts';

/** Beyond any summary; how many sentences one really has is asked when it is found. */
const LAST_SENTENCE = 999;
const SENTENCE_WORDS = `send the index of a sentence, a whole number from 0 to ${LAST_SENTENCE}`;
const IDS_WORDS = 'send request_id, or unique_process_id, or account_number with contact_id';

/** A click: body of `POST /feedback` without a member `event`. Unknown members are refused and nothing is coerced. */
export const clickRequestSchema = z
  .strictObject({
    request_id: idSchema.optional(),
    unique_process_id: idSchema.optional(),
    contact_id: idSchema.optional(),
    account_number: accountNumberSchema.optional(),
    /** Another name of `account_number`. */
    customer_account: accountNumberSchema.optional(),
    feedback: oneOf(FEEDBACK_VALUES),
    reason: oneOf(FEEDBACK_REASONS).optional(),
    sentence: z
      .int({ error: SENTENCE_WORDS })
      .min(0, SENTENCE_WORDS)
      .max(LAST_SENTENCE, SENTENCE_WORDS)
      .optional(),
    comment: text(/^[\s\S]{0,1000}$/u, 'send a string of at most 1000 characters').optional(),
    agent_key: idSchema.optional(),
  })
  .superRefine((body, context) => {
    const { account_number: account = body.customer_account, customer_account: alias = account } = body;
    if (account !== alias) {
      const message = 'send the same value as account_number, or leave it out';
      context.addIssue({ code: 'custom', path: ['customer_account'], message });
    }
    if (body.request_id !== undefined || body.unique_process_id !== undefined) return;
    if (account !== undefined && body.contact_id !== undefined) return;
    context.addIssue({ code: 'custom', path: [missingId(account, body.contact_id)], message: IDS_WORDS });
  });

/** A use: body of `POST /feedback` with a member `event`. */
export const useRequestSchema = z.strictObject({
  request_id: idSchema,
  event: oneOf(SUMMARY_USES),
  agent_key: idSchema.optional(),
});

export type ClickRequest = z.infer<typeof clickRequestSchema>;
export type UseRequest = z.infer<typeof useRequestSchema>;

/** Whether a body is meant as a use; it is a click otherwise. */
export function isMeantAsUse(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'event');
}

export function toClick(body: ClickRequest): {
  readonly summary: SummaryReference;
  readonly verdict: Verdict;
  readonly agentKey: string | null;
} {
  return {
    summary: {
      requestId: body.request_id ?? null,
      uniqueProcessId: body.unique_process_id ?? null,
      accountNumber: body.account_number ?? body.customer_account ?? null,
      contactId: body.contact_id ?? null,
    },
    verdict: {
      feedback: body.feedback,
      reason: body.reason ?? null,
      sentence: body.sentence ?? null,
      comment: body.comment ?? null,
    },
    agentKey: body.agent_key ?? null,
  };
}

export function toUse(body: UseRequest): {
  readonly requestId: string;
  readonly use: SummaryUse;
  readonly agentKey: string | null;
} {
  return { requestId: body.request_id, use: body.event, agentKey: body.agent_key ?? null };
}

/** The member without which the others are not enough. */
function missingId(account: string | undefined, contactId: string | undefined): string {
  if (contactId !== undefined) return 'account_number';
  return account === undefined ? 'request_id' : 'contact_id';
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `send one of ${values.join(', ')}` });
}
