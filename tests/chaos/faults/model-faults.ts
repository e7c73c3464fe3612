import type { Fate, Hook, Reply } from '../store-proxy.ts';
import { awsError } from '../store-proxy.ts';
import type { FaultCase } from './fault-case.ts';
import { ONE_INTERACTION } from './fault-world.ts';

const MAIN = 'us.amazon.nova-lite-v1:0';
const VALID = 'REASON: The customer asks about a bill. [i1]';

interface ModelOutcome {
  readonly row: string;
  readonly fault: string;
  readonly fate: Fate;
  readonly reason: string;
  readonly metered?: 'ModelTimeouts' | 'ModelThrottles';
}

/** Everything that a call of a model can end in without a text to show. */
const OUTCOMES: readonly ModelOutcome[] = [
  outcome('S21', 'is throttled (429)', awsError(429, 'ThrottlingException'), 'model_throttled'),
  outcome('S21', 'is not ready (429)', awsError(429, 'ModelNotReadyException'), 'model_throttled'),
  outcome('S21', 'is out of quota (400)', awsError(400, 'ServiceQuotaExceededException'), 'model_throttled'),
  outcome('S22', 'never answers', 'drop', 'model_timeout'),
  outcome('S22', 'says it timed out itself (408)', awsError(408, 'ModelTimeoutException'), 'model_timeout'),
  outcome('S23', 'fails (500)', awsError(500, 'InternalServerException'), 'model_unavailable'),
  outcome('S23', 'is unavailable (503)', awsError(503, 'ServiceUnavailableException'), 'model_unavailable'),
  outcome('S23', 'fails inside (424)', awsError(424, 'ModelErrorException'), 'model_unavailable'),
  outcome('S23', 'resets the connection', 'reset', 'model_unavailable'),
  outcome('S23', 'answers 502 with HTML', html(502), 'model_unavailable'),
  outcome('S23', 'answers 200 with HTML', html(200), 'model_unavailable'),
  outcome('S23', 'answers half of the JSON', json('{"output":{"message":{"role":"assi'), 'model_unavailable'),
  outcome('S23', 'cuts the body off', broken('reset'), 'model_unavailable'),
  outcome('S24', 'is gone (404)', awsError(404, 'ResourceNotFoundException'), 'model_misconfigured'),
  outcome('S24', 'denies access (403)', awsError(403, 'AccessDeniedException'), 'model_misconfigured'),
  outcome('S24', 'refuses the request (400)', awsError(400, 'ValidationException'), 'model_misconfigured'),
  outcome('S25', 'stalls in the body', broken('stall'), 'model_timeout'),
  outcome('S26', 'filters the content', said(VALID, 'content_filtered'), 'model_output_filtered'),
  outcome('S26', 'is stopped by a guardrail', said(VALID, 'guardrail_intervened'), 'model_output_filtered'),
  outcome('S27', 'answers with an empty body', json(''), 'model_output_empty'),
  outcome('S27', 'answers with empty content', said(null), 'model_output_empty'),
  outcome('S27', 'answers with white space', said(' \n '), 'model_output_empty'),
  outcome('S27', 'refuses to help', said("I'm sorry, I can't help with that."), 'model_output_invalid'),
  outcome(
    'S28',
    'is cut off in its first sentence',
    said('REASON: The cust', 'max_tokens'),
    'model_output_invalid',
  ),
  outcome('S29', 'answers out of form', said('The customer has a question.'), 'model_output_invalid'),
  outcome('S29', 'reports malformed output', said(VALID, 'malformed_model_output'), 'model_output_invalid'),
  outcome(
    'S30',
    'writes markup and a link',
    said('REASON: <b>See</b> https://example.com [i1]'),
    'model_output_invalid',
  ),
];

export const MODEL_FAULTS: readonly FaultCase[] = [
  ...OUTCOMES.map(
    ({ row, fault, fate, metered = [] }): FaultCase => ({
      row,
      fault: `the main model ${fault}`,
      inject: ({ proxies }) => proxies.setHook(models(fate, { onlyMain: true })),
      answer: {
        status: 200,
        body: { status: 'ok', reason: null, stored: true },
        headers: { 'x-model-used': 'claude-haiku-4.5' },
      },
      logged: ['MODEL_FAILOVER'],
      metered: ['ModelFailures', 'SummaryFailovers', ...[metered].flat()],
      kept: 'both',
    }),
  ),
  ...OUTCOMES.map(
    ({ row, fault, fate, reason, metered = [] }): FaultCase => ({
      row: row === 'S26' ? row : 'S31',
      fault: `each model ${fault}`,
      inject: ({ proxies }) => proxies.setHook(models(fate, { onlyMain: false })),
      answer: {
        status: 200,
        body: { status: 'degraded', reason, stored: true },
        headers: { 'x-model-used': 'none' },
      },
      logged: ['SUMMARY_DEGRADED'],
      metered: ['ModelFailures', 'SummaryDegraded', ...[metered].flat()],
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
    send: ({ post, request }) => post(request({ account_number: ONE_INTERACTION })),
    answer: { status: 200, body: { status: 'ok', summary: 'The customer asks about a bill.', stored: true } },
    logged: ['SUMMARY_READY'],
    metered: ['SentencesRemoved'],
    kept: 'both',
  },
];

function outcome(row: string, fault: string, fate: Fate, reason: string): ModelOutcome {
  if (reason === 'model_timeout') return { row, fault, fate, reason, metered: 'ModelTimeouts' };
  if (reason === 'model_throttled') return { row, fault, fate, reason, metered: 'ModelThrottles' };
  return { row, fault, fate, reason };
}

/** A hook that gives calls of the main model, or of every model, this fate. */
export function models(fate: Fate, { onlyMain }: { onlyMain: boolean }): Hook {
  return ({ operation, target }, moment) =>
    operation === 'Converse' && moment === 'received' && (!onlyMain || target === MAIN) ? fate : 'pass';
}

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
