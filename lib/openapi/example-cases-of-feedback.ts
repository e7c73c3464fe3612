import type { ExampleCase } from './example-cases.ts';

const HELPFUL = { request_id: '{{request_id}}', feedback: 'helpful' };

const GIVEN: readonly Omit<ExampleCase, 'operationId'>[] = [
  { name: 'helpful', summary: 'A click', status: 200, body: HELPFUL, showsRequest: true },
  {
    name: 'not_helpful',
    summary: 'A change of mind, with what is wrong',
    status: 200,
    body: {
      request_id: '{{request_id}}',
      feedback: 'not_helpful',
      reason: 'inaccurate',
      sentence: 2,
      comment: 'The $45 was refunded',
    },
    showsRequest: true,
  },
  {
    name: 'by_process',
    summary: 'By the process, the newest summary',
    status: 200,
    body: { unique_process_id: '{{unique_process_id}}', feedback: 'helpful' },
    showsRequest: true,
  },
  {
    name: 'unmatched',
    summary: 'On a summary that is not known (any more)',
    status: 202,
    body: { contact_id: 'abc-000-old', customer_account: '1234567890', feedback: 'helpful' },
    showsRequest: true,
  },
  {
    name: 'use',
    summary: 'A use',
    status: 202,
    body: { request_id: '{{request_id}}', event: 'shown', agent_key: 'agent-7' },
    showsRequest: true,
  },
  {
    name: 'invalid_request',
    summary: 'A value that is not on the list',
    status: 400,
    body: { request_id: '{{request_id}}', feedback: 'good' },
  },
  { name: 'malformed_json', summary: 'Half a body', status: 400, body: '{"feedback":' },
  {
    name: 'unauthorized',
    summary: 'No token, or none that is valid',
    status: 401,
    body: HELPFUL,
    token: 'none',
  },
  {
    name: 'forbidden',
    summary: 'A token without the scope',
    status: 403,
    body: HELPFUL,
    token: 'of another scope',
  },
  {
    name: 'id_conflict',
    summary: 'Ids of two summaries',
    status: 409,
    body: { request_id: '{{request_id}}', unique_process_id: 'upi-other', feedback: 'helpful' },
  },
  {
    name: 'unsupported_media_type',
    summary: 'A body that does not say that it is JSON',
    status: 415,
    body: HELPFUL,
    headers: { 'content-type': 'text/plain' },
  },
  {
    name: 'feedback_unstored',
    summary: 'The store does not answer',
    status: 503,
    body: HELPFUL,
    system: 'stores fail',
  },
  {
    name: 'internal_server_error',
    summary: 'The function does not answer the gateway',
    status: 500,
    body: HELPFUL,
    system: 'nothing there',
  },
];

export const CASES_OF_FEEDBACK: readonly ExampleCase[] = GIVEN.map((one) => ({
  ...one,
  operationId: 'giveFeedback',
}));
