import { describe, expect, it } from 'vitest';
import { type Fault, OmniError } from '../domain/errors.ts';
import { FEEDBACK_REASONS } from '../domain/feedback.ts';
import { clickRequestSchema, isMeantAsUse, toClick, toUse, useRequestSchema } from './feedback-request.ts';
import { parseInput } from './parse-input.ts';

const CLICK = { request_id: '01JEXAMPLE', feedback: 'helpful' };
const USE = { request_id: '01JEXAMPLE', event: 'shown' };
const WHICH_IDS = 'is required: send request_id, or unique_process_id, or account_number with contact_id';

describe('clickRequestSchema', () => {
  it.each([
    { unique_process_id: 'upi-7f3a', feedback: 'helpful' },
    { contact_id: 'abc-123-xyz', customer_account: '1234567890', feedback: 'helpful' },
    {
      request_id: '01J',
      feedback: 'not_helpful',
      reason: 'inaccurate',
      sentence: 2,
      comment: 'It was refunded',
    },
    { contact_id: 'abc', account_number: '1234567890', customer_account: '1234567890', feedback: 'helpful' },
    ...FEEDBACK_REASONS.map((reason) => ({ ...CLICK, reason })),
    { ...CLICK, sentence: 0, agent_key: 'agent-7' },
    { ...CLICK, comment: '' },
    { ...CLICK, comment: '😀'.repeat(1_000) },
  ])('takes %o', (body) => {
    expect(parseInput(clickRequestSchema, body)).toEqual(body);
  });

  it.each([
    ['feedback', [undefined, 'great', 'Helpful', true, 1, null], /send one of helpful, not_helpful$/],
    ['reason', ['bad', '', null, ['other']], /^send one of inaccurate, .*, wrong_customer, other$/],
    ['sentence', [-1, 1.5, '2', 1_000, null, Number.NaN], /whole number from 0 to 999$/],
    ['comment', ['x'.repeat(1_001), 3, null, ['x']], /at most 1000 characters$/],
    ['request_id', ['', 'a b', 'x'.repeat(129), 5, null], /^send 1 to 128 characters/],
    ['unique_process_id', ['a/b', null], /^send 1 to 128 characters/],
    ['contact_id', ['ä', null], /^send 1 to 128 characters/],
    ['account_number', ['123', 1234567890, null], /^send 4 to 20 letters or digits/],
    ['customer_account', ['12-34', null], /^send 4 to 20 letters or digits/],
    ['agent_key', ['', null], /^send 1 to 128 characters/],
  ] as const)('refuses another %s and says what to send', (member, values, words) => {
    for (const value of values) {
      expect(faultsOf({ ...CLICK, [member]: value })).toEqual([
        { path: member, message: expect.stringMatching(words) },
      ]);
    }
  });

  it.each(['fedback', 'initial_contact_id', 'event', 'tenant'])('refuses the member %s', (member) => {
    expect(faultsOf({ ...CLICK, [member]: 'x' })).toMatchObject([{ path: member }]);
  });

  it.each([
    [{}, 'request_id'],
    [{ contact_id: 'abc' }, 'account_number'],
    [{ account_number: '1234567890' }, 'contact_id'],
    [{ customer_account: '1234567890' }, 'contact_id'],
  ])('asks of %o for what is missing', (ids, path) => {
    expect(faultsOf({ ...ids, feedback: 'helpful' })).toEqual([{ path, message: WHICH_IDS }]);
  });

  it('refuses two accounts that differ, without repeating either', () => {
    const accounts = { account_number: '1234567890', customer_account: '9876543210' };
    const faults = faultsOf({ ...CLICK, ...accounts });
    expect(faults).toEqual([
      { path: 'customer_account', message: 'send the same value as account_number, or leave it out' },
    ]);
  });

  it('never repeats a value', () => {
    const bad = 'my-secret <b>value</b>';
    const body = Object.fromEntries(
      ['feedback', 'reason', 'sentence', 'request_id', 'account_number', 'agent_key'].map((name) => [
        name,
        bad,
      ]),
    );
    expect(JSON.stringify(faultsOf({ ...body, [bad]: bad }))).not.toContain('secret');
  });

  it.each([null, [], 'text', 5])('asks for an object instead of %o', (body) => {
    expect(faultsOf(body)).toMatchObject([{ message: 'send a JSON object' }]);
  });
});

describe('toClick', () => {
  it('takes either name of the account and fills in what was not sent', () => {
    const body = { contact_id: 'abc', customer_account: '1234567890', feedback: 'helpful' };
    expect(toClick(parseInput(clickRequestSchema, body))).toEqual({
      summary: { requestId: null, uniqueProcessId: null, accountNumber: '1234567890', contactId: 'abc' },
      verdict: { feedback: 'helpful', reason: null, sentence: null, comment: null },
      agentKey: null,
    });
  });
});

describe('useRequestSchema', () => {
  it.each(['shown', 'expanded', 'copied'])('takes %s', (event) => {
    expect(toUse(parseInput(useRequestSchema, { ...USE, event, agent_key: 'agent-7' }))).toEqual({
      requestId: '01JEXAMPLE',
      use: event,
      agentKey: 'agent-7',
    });
  });

  it.each([
    [{ event: 'printed' }, 'event', 'send one of shown, expanded, copied'],
    [{ request_id: undefined }, 'request_id', expect.stringMatching(/^is required: /)],
    [{ feedback: 'helpful' }, 'feedback', expect.stringMatching(/^is not a member/)],
  ])('refuses %o', (change, path, message) => {
    expect(faultsOf({ ...USE, ...change }, useRequestSchema)).toEqual([{ path, message }]);
  });
});

describe('isMeantAsUse', () => {
  it.each([
    [USE, true],
    [{ event: null }, true],
    [CLICK, false],
    [Object.create({ event: 'shown' }), false],
    [null, false],
    ['event', false],
  ])('of %o is %s', (body, expected) => {
    expect(isMeantAsUse(body)).toBe(expected);
  });
});

function faultsOf(
  body: unknown,
  schema: typeof clickRequestSchema | typeof useRequestSchema = clickRequestSchema,
): readonly Fault[] {
  try {
    parseInput(schema, body);
  } catch (error) {
    if (error instanceof OmniError) return error.faults;
    throw error;
  }
  return [];
}
