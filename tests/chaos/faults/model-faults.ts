import type { ErrorCode } from '../../../lib/domain/errors.ts';
import type { MetricName } from '../../../lib/telemetry/metrics-catalogue.ts';
import type { Fate, Reply } from '../store-proxy.ts';
import { awsError } from '../store-proxy.ts';
import type { FaultCase } from './fault-case.ts';
import { models } from './fault-hooks.ts';

const VALID = 'REASON: The customer asks about a bill. [i1]';

type ModelOutcome = readonly [row: string, fault: string, fate: Fate, reason: ErrorCode];

/** Everything that a call of a model can end in without a text to show. */
const OUTCOMES: readonly ModelOutcome[] = [
  ['S21', 'is throttled (429)', awsError(429, 'ThrottlingException'), 'model_throttled'],
  ['S21', 'is not ready (429)', awsError(429, 'ModelNotReadyException'), 'model_throttled'],
  ['S21', 'is out of quota (400)', awsError(400, 'ServiceQuotaExceededException'), 'model_throttled'],
  ['S22', 'never answers', 'drop', 'model_timeout'],
  ['S22', 'says it timed out itself (408)', awsError(408, 'ModelTimeoutException'), 'model_timeout'],
  ['S23', 'fails (500)', awsError(500, 'InternalServerException'), 'model_unavailable'],
  ['S23', 'is unavailable (503)', awsError(503, 'ServiceUnavailableException'), 'model_unavailable'],
  ['S23', 'fails inside (424)', awsError(424, 'ModelErrorException'), 'model_unavailable'],
  ['S23', 'resets the connection', 'reset', 'model_unavailable'],
  ['S23', 'answers 502 with HTML', html(502), 'model_unavailable'],
  ['S23', 'answers 200 with HTML', html(200), 'model_unavailable'],
  ['S23', 'answers half of the JSON', json('{"output":{"message":{"role":"assi'), 'model_unavailable'],
  ['S23', 'cuts the body off', broken('reset'), 'model_unavailable'],
  ['S24', 'is gone (404)', awsError(404, 'ResourceNotFoundException'), 'model_misconfigured'],
  ['S24', 'denies access (403)', awsError(403, 'AccessDeniedException'), 'model_misconfigured'],
  ['S24', 'refuses the request (400)', awsError(400, 'ValidationException'), 'model_misconfigured'],
  ['S25', 'stalls in the body', broken('stall'), 'model_timeout'],
  ['S26', 'filters the content', said(VALID, 'content_filtered'), 'model_output_filtered'],
  ['S26', 'is stopped by a guardrail', said(VALID, 'guardrail_intervened'), 'model_output_filtered'],
  ['S27', 'answers with an empty body', json(''), 'model_output_empty'],
  ['S27', 'answers with empty content', said(null), 'model_output_empty'],
  ['S27', 'answers with white space', said(' \n '), 'model_output_empty'],
  ['S27', 'refuses to help', said("I'm sorry, I can't help with that."), 'model_output_invalid'],
  ['S28', 'is cut off in its first sentence', said('REASON: The cust', 'max_tokens'), 'model_output_invalid'],
  ['S29', 'answers out of form', said('The customer has a question.'), 'model_output_invalid'],
  ['S29', 'reports malformed output', said(VALID, 'malformed_model_output'), 'model_output_invalid'],
  [
    'S30',
    'writes markup and a link',
    said('REASON: <b>See</b> https://example.com [i1]'),
    'model_output_invalid',
  ],
];

/** Failures that have a metric of their own. */
const COUNTED: Readonly<Partial<Record<ErrorCode, readonly MetricName[]>>> = {
  model_timeout: ['ModelTimeouts'],
  model_throttled: ['ModelThrottles'],
};

export const MODEL_FAULTS: readonly FaultCase[] = [
  ...OUTCOMES.map(
    ([row, fault, fate, reason]): FaultCase => ({
      row,
      fault: `the main model ${fault}`,
      inject: ({ proxies }) => proxies.setHook(models(fate, { onlyMain: true })),
      answer: {
        status: 200,
        body: { status: 'ok', reason: null, stored: true },
        headers: { 'x-model-used': 'claude-haiku-4.5' },
      },
      logged: ['MODEL_FAILOVER'],
      metered: ['ModelFailures', 'SummaryFailovers', ...(COUNTED[reason] ?? [])],
      kept: 'both',
    }),
  ),
  ...OUTCOMES.map(
    ([row, fault, fate, reason]): FaultCase => ({
      row: row === 'S26' ? row : 'S31',
      fault: `each model ${fault}`,
      inject: ({ proxies }) => proxies.setHook(models(fate, { onlyMain: false })),
      answer: {
        status: 200,
        body: { status: 'degraded', reason, stored: true },
        headers: { 'x-model-used': 'none' },
      },
      logged: ['SUMMARY_DEGRADED'],
      metered: ['ModelFailures', 'SummaryDegraded', ...(COUNTED[reason] ?? [])],
      kept: 'both',
    }),
  ),
  {
    row: 'S28',
    fault: 'the main model is cut off after a whole sentence',
    inject: ({ proxies }) =>
      proxies.setHook(models(said(`${VALID}\nHISTORY: They called abo`, 'max_tokens'), { onlyMain: true })),
    answer: { status: 200, body: { status: 'ok', summary: 'The customer asks about a bill.', stored: true } },
    logged: ['OUTPUT_TRUNCATED'],
    metered: ['SentencesRemoved'],
    kept: 'both',
  },
  {
    row: 'S30',
    fault: 'the main model names an amount that is in no record',
    inject: ({ proxies }) =>
      proxies.setHook(
        models(said(`${VALID}\nPROMISE: A refund of $999.99 was promised. [i1]`), { onlyMain: true }),
      ),
    answer: { status: 200, body: { status: 'ok', summary: 'The customer asks about a bill.', stored: true } },
    logged: ['SUMMARY_READY'],
    metered: ['SentencesRemoved'],
    kept: 'both',
  },
];

function json(body: string): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function html(status: number): Reply {
  return { status, headers: { 'content-type': 'text/html' }, body: '<html><body>Bad gateway</body></html>' };
}

function said(text: string | null, stopReason = 'end_turn'): Reply {
  const content = text === null ? [] : [{ text }];
  const usage = { inputTokens: 800, outputTokens: 100, totalTokens: 900 };
  return json(
    JSON.stringify({ output: { message: { role: 'assistant', content } }, stopReason, usage, metrics: {} }),
  );
}

function broken(then: 'stall' | 'reset'): Reply {
  return { ...said(VALID), brokenOff: { after: 20, then } };
}
