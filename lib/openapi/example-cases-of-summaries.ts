import type { ExampleCase } from './example-cases.ts';

const TOO_LARGE = 33_000;
const MANY_HEADERS = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`x-${index}`, 'a']));

const SAMPLE = {
  account_number: '1234567890',
  initial_contact_id: 'abc-123-first',
  contact_id: 'abc-123-xyz',
  ivr_intent: 'billing_inquiry',
  channel_filter: ['ivr', 'agent'],
};

const CREATED: readonly Omit<ExampleCase, 'operationId'>[] = [
  { name: 'ok', summary: 'A customer who disputes a charge', status: 200, body: SAMPLE, showsRequest: true },
  {
    name: 'no_interactions',
    summary: 'A new customer, with all defaults',
    status: 200,
    body: { account_number: 'TESTNOINTERACTIONS', contact_id: 'call-0002' },
    showsRequest: true,
  },
  {
    name: 'degraded',
    summary: 'No model answers in time',
    status: 200,
    body: { account_number: 'TESTDEGRADED', contact_id: 'call-0005' },
    showsRequest: true,
  },
  {
    name: 'preliminary',
    summary: 'Facts at once, by Prefer: wait=0',
    status: 200,
    body: { account_number: 'TESTSLOW', contact_id: 'call-0006' },
    headers: { prefer: 'wait=0' },
  },
  {
    name: 'invalid_request',
    summary: 'A typing error and two wrong values',
    status: 400,
    body: { account_number: '12', contact_id: 'abc-123-xyz', max_interaction: 5, channel_filter: ['phone'] },
  },
  { name: 'malformed_json', summary: 'Half a body', status: 400, body: '{"account_number": "1234567890",' },
  {
    name: 'unauthorized',
    summary: 'No token, or none that is valid',
    status: 401,
    body: SAMPLE,
    token: 'none',
  },
  {
    name: 'token_missing',
    summary: 'A token without the word Bearer',
    status: 401,
    body: SAMPLE,
    headers: { authorization: '{{token}}' },
  },
  {
    name: 'forbidden',
    summary: 'A token without the scope',
    status: 403,
    body: SAMPLE,
    token: 'of another scope',
  },
  {
    name: 'id_conflict',
    summary: 'The id of another customer’s process',
    status: 409,
    body: {
      unique_process_id: '{{unique_process_id}}',
      account_number: '2000000002',
      contact_id: 'call-0002',
    },
  },
  { name: 'payload_too_large', summary: 'More than 32 KiB', status: 413, body: ' '.repeat(TOO_LARGE) },
  {
    name: 'unsupported_media_type',
    summary: 'A body that does not say that it is JSON',
    status: 415,
    body: SAMPLE,
    headers: { 'content-type': 'text/plain' },
  },
  {
    name: 'headers_too_large',
    summary: 'More than 64 lines of headers',
    status: 431,
    body: SAMPLE,
    headers: MANY_HEADERS,
  },
  {
    name: 'history_unavailable',
    summary: 'The history does not answer',
    status: 503,
    body: { account_number: 'TEST503', contact_id: 'call-0503' },
  },
  {
    name: 'rate_limited',
    summary: 'A client that sends too much',
    status: 429,
    body: { account_number: 'TEST429', contact_id: 'call-0429' },
  },
  {
    name: 'service_unavailable',
    summary: 'The API does not answer the gateway',
    status: 503,
    body: SAMPLE,
    system: 'nothing there',
  },
];

const READ: readonly Omit<ExampleCase, 'operationId'>[] = [
  {
    name: 'ok',
    summary: 'The summary of the process',
    status: 200,
    uniqueProcessId: '{{unique_process_id}}',
  },
  { name: 'invalid_request', summary: 'No such id can be', status: 400, uniqueProcessId: 'a%20b' },
  { name: 'malformed_http', summary: 'No percent-encoded UTF-8', status: 400, uniqueProcessId: '%ff' },
  {
    name: 'unauthorized',
    summary: 'No token, or none that is valid',
    status: 401,
    uniqueProcessId: 'upi-1',
    token: 'none',
  },
  {
    name: 'forbidden',
    summary: 'A token without the scope',
    status: 403,
    uniqueProcessId: 'upi-1',
    token: 'of another scope',
  },
  {
    name: 'summary_not_found',
    summary: 'Never made, or more than 7 days ago',
    status: 404,
    uniqueProcessId: 'upi-unknown',
  },
  {
    name: 'headers_too_large',
    summary: 'More than 64 lines of headers',
    status: 431,
    uniqueProcessId: 'upi-1',
    headers: MANY_HEADERS,
  },
  {
    name: 'store_failed',
    summary: 'The store does not answer',
    status: 503,
    uniqueProcessId: 'upi-1',
    system: 'stores fail',
  },
  {
    name: 'rate_limited',
    summary: 'A client that sends too much',
    status: 429,
    uniqueProcessId: 'upi-1',
    system: 'stores fail',
    atOnce: 5,
  },
];

export const CASES_OF_SUMMARIES: readonly ExampleCase[] = [
  ...CREATED.map((one): ExampleCase => ({ ...one, operationId: 'createSummary' })),
  ...READ.map((one): ExampleCase => ({ ...one, operationId: 'readSummary' })),
];
