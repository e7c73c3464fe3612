import type * as z from 'zod';
import { clickRequestSchema, useRequestSchema } from '../contract/feedback-request.ts';
import {
  feedbackResponseSchema,
  unmatchedResponseSchema,
  useResponseSchema,
} from '../contract/feedback-response.ts';
import { insightsRequestSchema } from '../contract/insights-request.ts';
import { insightsResponseSchema } from '../contract/summary-record.ts';
import { type AnyWords, addWords } from './add-words.ts';
import {
  GATEWAY_REFUSAL_WORDS,
  gatewayRefusalSchema,
  PROBLEM_WORDS,
  problemSchema,
} from './problem-schema.ts';
import type { SchemaNode } from './schema-node.ts';
import {
  FEEDBACK_KEPT_WORDS,
  FEEDBACK_UNMATCHED_WORDS,
  FEEDBACK_WORDS,
  USE_KEPT_WORDS,
  USE_WORDS,
} from './words-of-feedback.ts';
import { SUMMARY_REQUEST_WORDS, SUMMARY_WORDS } from './words-of-summary.ts';

/** A body is described as it is sent, where what has a default may be left out. */
const SENT = { unusedIO: 'input' } as const;

/** The schemas that validate the traffic, by their names in the document. Names of clients are made of them: keep them. */
export const COMPONENTS = {
  SummaryRequest: insightsRequestSchema.meta(SENT),
  Summary: insightsResponseSchema,
  Feedback: clickRequestSchema.meta(SENT),
  Use: useRequestSchema.meta(SENT),
  FeedbackKept: feedbackResponseSchema,
  FeedbackUnmatched: unmatchedResponseSchema,
  UseKept: useResponseSchema,
  Problem: problemSchema,
  GatewayRefusal: gatewayRefusalSchema,
} as const satisfies Readonly<Record<string, z.ZodObject>>;

export type ComponentName = keyof typeof COMPONENTS;

const WORDS: Readonly<Record<ComponentName, AnyWords>> = {
  SummaryRequest: SUMMARY_REQUEST_WORDS,
  Summary: SUMMARY_WORDS,
  Feedback: FEEDBACK_WORDS,
  Use: USE_WORDS,
  FeedbackKept: FEEDBACK_KEPT_WORDS,
  FeedbackUnmatched: FEEDBACK_UNMATCHED_WORDS,
  UseKept: USE_KEPT_WORDS,
  Problem: PROBLEM_WORDS,
  GatewayRefusal: GATEWAY_REFUSAL_WORDS,
};

/** What a refinement of the schema asks for and JSON schema can say too: which ids are enough. */
const IDS_OF_FEEDBACK: SchemaNode = {
  anyOf: [
    { required: ['request_id'] },
    { required: ['unique_process_id'] },
    { required: ['account_number', 'contact_id'] },
    { required: ['customer_account', 'contact_id'] },
  ],
};

/** A component as it stands in the document. */
export function describeComponent(name: ComponentName, schema: SchemaNode): SchemaNode {
  const described = addWords(schema, WORDS[name]);
  return name === 'Feedback' ? { ...described, ...IDS_OF_FEEDBACK } : described;
}
