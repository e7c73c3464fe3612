import fc from 'fast-check';
import { FEEDBACK_REASONS, FEEDBACK_VALUES, SUMMARY_USES } from '../../lib/domain/feedback.ts';

interface Known {
  readonly requestId: string;
  readonly uniqueProcessId: string;
}

/** Bodies of feedback and of uses as texts: valid ones, ones at the limits, and broken ones. */
export function feedbackBodies(known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: clicks(known).map((body) => JSON.stringify(body)) },
    { weight: 3, arbitrary: uses(known).map((body) => JSON.stringify(body)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.oneof(clicks(known), uses(known)), fc.constantFrom(...NAMES), oddValues())
        .map(([body, name, value]) => JSON.stringify({ ...body, [name]: value })),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '',
        '[]',
        'null',
        '{"feedback":',
        '{"feedback":"helpful","feedback":"helpful"}',
      ),
    },
    { weight: 1, arbitrary: fc.constant(JSON.stringify({ comment: 'x'.repeat(33_000) })) },
  );
}

const NAMES = [
  'request_id',
  'feedback',
  'event',
  'reason',
  'sentence',
  'comment',
  'agent_key',
  'typo',
  'contact_id',
];

function clicks({ requestId, uniqueProcessId }: Known): fc.Arbitrary<object> {
  return fc.record(
    {
      request_id: fc.constantFrom(requestId, requestId, '01JUNKNOWN'),
      unique_process_id: fc.constantFrom(uniqueProcessId, uniqueProcessId, 'upi-unknown'),
      contact_id: fc.constantFrom('abc-123-xyz', 'other'),
      account_number: fc.constantFrom('1234567890', '9999999999'),
      customer_account: fc.constantFrom('1234567890', '9999999999'),
      feedback: fc.constantFrom(...FEEDBACK_VALUES),
      reason: fc.constantFrom(...FEEDBACK_REASONS),
      sentence: fc.constantFrom(0, 1, 999),
      comment: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constant('é'.repeat(1_000))),
      agent_key: fc.constant('agent-1'),
    },
    { requiredKeys: ['feedback'], noNullPrototype: true },
  );
}

function uses({ requestId }: Known): fc.Arbitrary<object> {
  return fc.record(
    {
      request_id: fc.constantFrom(requestId, '01JUNKNOWN'),
      event: fc.constantFrom(...SUMMARY_USES),
      agent_key: fc.constant('a'.repeat(128)),
    },
    { requiredKeys: ['request_id', 'event'], noNullPrototype: true },
  );
}

function oddValues(): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>(
    null,
    '',
    'good',
    1.5,
    -1,
    1_000,
    true,
    [],
    {},
    ['helpful'],
    'x'.repeat(1_001),
  );
}
