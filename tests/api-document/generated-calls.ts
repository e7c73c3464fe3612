import fc from 'fast-check';
import { OPERATIONS, type Operation, type OperationId } from '../../lib/openapi/operations.ts';
import { generatedRequest } from '../fuzz/generated-request.ts';
import type { Call } from './exchange.ts';
import { feedbackBodies } from './feedback-bodies.ts';

export interface Tokens {
  readonly good: string;
  readonly ofAnotherScope: Readonly<Record<OperationId, string>>;
}

/** A summary that was made before. */
export interface KnownIds {
  readonly requestId: string;
  readonly uniqueProcessId: string;
}

const SEED_ACCOUNTS = ['1234567890', '2000000002', '2000000005', '2000000007', '2000000008'];

/** Requests of an operation: valid ones, ones at the limits, and ones that are broken in every way that can be sent. */
export function generatedCalls(operation: Operation, known: KnownIds & Tokens): fc.Arbitrary<Call> {
  const calls = CALLS[operation.operationId](known);
  return fc.tuple(calls, authorizations(operation, known)).map(([{ headers, ...call }, authorization]) => ({
    operation,
    ...call,
    headers: { ...headers, ...(authorization === null ? {} : { authorization }) },
  }));
}

type Unauthorized = Omit<Call, 'operation'>;

const CALLS: Readonly<Record<OperationId, (known: KnownIds) => fc.Arbitrary<Unauthorized>>> = {
  createSummary: () =>
    fc.oneof({ weight: 1, arbitrary: summaryCalls() }, { weight: 4, arbitrary: fuzzedCalls() }),
  readSummary: ({ uniqueProcessId }) =>
    fc
      .oneof(
        fc.constant(uniqueProcessId),
        fc.constantFrom('upi-unknown', 'x'.repeat(128), 'x'.repeat(129), '%ff', 'a%2Fb', '%00'),
        fc.stringMatching(/^[A-Za-z0-9._:-]{1,30}$/).filter((id) => !/^\.{1,2}$/.test(id)),
        fc.webSegment().filter((id) => id !== '' && !/^(\.|%2e){1,2}$/i.test(id)),
      )
      .chain((id) =>
        fc.constantFrom('', '', '?wait=0', '?wait=11', '?wait=', '?other=1').map((query) => id + query),
      )
      .map((pathParameter) => ({ pathParameter, headers: {} })),
  giveFeedback: (known) => feedbackBodies(known).map(jsonCall),
};

function summaryCalls(): fc.Arbitrary<Unauthorized> {
  return fc
    .record(
      {
        account_number: fc.constantFrom(...SEED_ACCOUNTS),
        contact_id: fc.constantFrom('contract-1', 'contract-2'),
        max_history_days: fc.constantFrom(1, 30, 365),
        max_interactions: fc.constantFrom(1, 5, 100),
        language: fc.constantFrom('en', 'de', 'es-MX'),
      },
      { requiredKeys: ['account_number', 'contact_id'] },
    )
    .map((body) => jsonCall(JSON.stringify(body)))
    .chain((call) =>
      fc
        .constantFrom(
          {},
          {},
          { prefer: 'wait=0' },
          { prefer: 'wait=5, handling=strict' },
          { prefer: 'wait=soon' },
        )
        .map((preference) => ({ ...call, headers: { ...call.headers, ...preference } })),
    );
}

function fuzzedCalls(): fc.Arbitrary<Unauthorized> {
  return generatedRequest()
    .filter(({ contentType }) => !/[^\t\x20-\x7e]/.test(contentType))
    .map(({ body, contentType, contentEncoding }) => ({
      body,
      headers: {
        'content-type': contentType,
        ...(contentEncoding === null ? {} : { 'content-encoding': contentEncoding }),
      },
    }));
}

function jsonCall(text: string): Unauthorized {
  return { body: Buffer.from(text), headers: { 'content-type': 'application/json' } };
}

function authorizations({ operationId }: Operation, tokens: Tokens): fc.Arbitrary<string | null> {
  const { good, ofAnotherScope } = tokens;
  return fc.oneof(
    { weight: 24, arbitrary: fc.constant(`Bearer ${good}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        null,
        '',
        'Bearer',
        'Basic YTpi',
        good,
        `Bearer ${good}x`,
        `Bearer ${ofAnotherScope[operationId]}`,
      ),
    },
  );
}

export function operationOf(id: OperationId): Operation {
  const found = OPERATIONS.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}
