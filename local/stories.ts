import type { InsightsResponse } from '../lib/contract/summary-record.ts';

/** A request, and perhaps an earlier one and a fault of the models, on seed customers. */
export interface Story {
  /** What happens to whom. */
  readonly sentence: string;
  readonly accountNumber: string;
  /** What another request, sent just before, has in place of the customer's own. */
  readonly earlierRequest?: object;
  /** An order as in docs/guides/local.md. */
  readonly fault?: object;
  /** What has to come of it. */
  readonly outcome: string;
  isTold(answer: InsightsResponse, earlier: InsightsResponse | undefined): boolean;
}

const MAIN_MODEL = 'nova-lite';

/** What a contact centre sees of the product, on good days and bad ones. */
export const STORIES: readonly Story[] = [
  {
    sentence: 'A customer who disputes a $45 fee for the third time in a week enters the queue.',
    accountNumber: '1234567890',
    outcome: 'a summary by a model',
    isTold: isByModel,
  },
  {
    sentence: 'A customer who cancels is transferred, and a second agent takes over three minutes later.',
    accountNumber: '2000000008',
    earlierRequest: { contact_id: 'call-0008-first', initial_contact_id: undefined },
    outcome: 'a summary in a record of its own under the id of the first call',
    isTold: (answer, earlier) =>
      isByModel(answer) &&
      answer.unique_process_id === earlier?.unique_process_id &&
      answer.request_id !== earlier.request_id,
  },
  {
    sentence: 'The main model hangs while a customer with a disputed cancellation fee waits.',
    accountNumber: '2000000007',
    fault: { kind: 'hang', model: MAIN_MODEL },
    outcome: 'a summary by a second model',
    isTold: (answer) => isByModel(answer) && answer.model_used !== MAIN_MODEL,
  },
  {
    sentence: 'Every model is down, and the agent gets the digest of the records.',
    accountNumber: '2000000005',
    fault: { kind: 'error' },
    outcome: 'the digest, with status degraded and no model',
    isTold: ({ status, model_used: model, summary }) =>
      status === 'degraded' && model === 'none' && summary !== '',
  },
  {
    sentence: 'A new customer calls for the first time, and there is no history.',
    accountNumber: '2000000002',
    outcome: 'status no_interactions, and no model asked',
    isTold: ({ status, model_used: model }) => status === 'no_interactions' && model === 'none',
  },
];

function isByModel({ status, model_used: model, summary }: InsightsResponse): boolean {
  return status === 'ok' && model !== 'none' && summary !== '';
}
