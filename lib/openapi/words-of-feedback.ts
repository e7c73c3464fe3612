import type * as z from 'zod';
import type { ClickRequest, UseRequest } from '../contract/feedback-request.ts';
import type {
  feedbackResponseSchema,
  unmatchedResponseSchema,
  useResponseSchema,
} from '../contract/feedback-response.ts';
import type { Words } from './words.ts';

export const FEEDBACK_WORDS: Words<ClickRequest> = {
  request_id: 'The summary, by its `request_id`: the surest way.',
  unique_process_id: 'The newest summary of this process.',
  contact_id: 'With the account number: the newest summary of this contact.',
  account_number: 'With `contact_id`: the customer.',
  customer_account: 'Another name of `account_number`. When both are sent they have to be equal.',
  feedback: 'What the agent thinks of it.',
  reason: 'What is wrong with it.',
  sentence: 'Index of the sentence that is wrong, from 0.',
  comment: 'In the words of the agent. Personal data are removed before it is stored.',
  agent_key: 'An opaque id of the agent.',
};

export const USE_WORDS: Words<UseRequest> = {
  request_id: 'The summary.',
  event: 'What the agent did with it.',
  agent_key: 'An opaque id of the agent.',
};

export const FEEDBACK_KEPT_WORDS: Words<z.infer<typeof feedbackResponseSchema>> = {
  request_id: 'The summary that was found.',
  unique_process_id: 'Its process.',
  feedback: 'What was kept.',
};

export const FEEDBACK_UNMATCHED_WORDS: Words<z.infer<typeof unmatchedResponseSchema>> = {
  matched: 'Always false: no such summary is known (any more). The feedback is stored and joined later.',
  request_id: 'As in the request; null when it had none.',
  unique_process_id: 'As in the request; null when it had none.',
  feedback: 'What was kept.',
};

export const USE_KEPT_WORDS: Words<z.infer<typeof useResponseSchema>> = {
  request_id: 'As in the request.',
  event: 'What was kept.',
};
