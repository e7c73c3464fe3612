import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fault, OmniError } from '../domain/errors.ts';
import { CHANNELS } from '../domain/interaction.ts';
import { insightsPathSchema, insightsRequestSchema, toContactRequest } from './insights-request.ts';
import { parseInput } from './parse-input.ts';

const REQUIRED = { account_number: '1234567890', contact_id: 'abc-123-xyz' };
const DEFAULTS = { ivr_intent: 'misc', max_history_days: 90, max_interactions: 10, language: 'en' };
const TURN = { channel: 'ivr', intent: 'billing_inquiry', text: 'asked for the balance' };

const ID_MEMBERS = ['unique_process_id', 'contact_id', 'initial_contact_id', 'agent_key'];
const GOOD_IDS = ['a', 'AZaz09._:-', 'x'.repeat(128)];
const BAD_IDS = ['', 'x'.repeat(129), 'a b', 'ä', 'a/b', 'a\n', 'a#b', 5, null, ['a']];
const NO_WHOLE_NUMBERS = [0, -1, 1.5, '3', true, null, [3], Number.POSITIVE_INFINITY, Number.NaN];

const GOOD_VALUES: readonly (readonly [member: string, values: readonly unknown[]])[] = [
  ['account_number', ['1234', 'AZaz', '12345678901234567890']],
  ...ID_MEMBERS.map((member) => [member, GOOD_IDS] as const),
  ['ivr_intent', ['x', 'é'.repeat(64), 'bill view/pay: a-1_b.c', '請求']],
  ['max_history_days', [1, 365]],
  ['max_interactions', [1, 100]],
  ['channel_filter', [['social'], [...CHANNELS]]],
  ['language', ['en', 'fil', 'es-MX', 'zh-Hant-TW']],
  [
    'current_interaction',
    [
      TURN,
      { ...TURN, text: '' },
      { ...TURN, text: 'x'.repeat(8_000) },
      { ...TURN, text: '😀'.repeat(8_000) },
    ],
  ],
];

const BAD_VALUES: readonly (readonly [member: string, values: readonly unknown[]])[] = [
  ['account_number', ['123', '1'.repeat(21), '12-34', '１２３４', ' 1234', 1234567890, null]],
  ...ID_MEMBERS.map((member) => [member, BAD_IDS] as const),
  ['ivr_intent', ['', 'x'.repeat(65), '<b>', 'a\nb', 'a"b', 3, null]],
  ['max_history_days', [...NO_WHOLE_NUMBERS, 366]],
  ['max_interactions', [...NO_WHOLE_NUMBERS, 101]],
  ['channel_filter', [[], Array(9).fill('ivr'), 'ivr', null, {}, 'all']],
  ['language', ['', 'e', 'en_US', 'engl', 'en-', 'en-US-a-b-c', 'en\n', 3, null]],
  ['current_interaction', ['ivr', null, [TURN]]],
];

describe('insightsRequestSchema', () => {
  it('fills in the defaults when only the required members are sent', () => {
    expect(parse(REQUIRED)).toEqual({ ...REQUIRED, ...DEFAULTS });
  });

  it.each(
    GOOD_VALUES.flatMap(([member, values]) => values.map((value) => [member, short(value), value] as const)),
  )('accepts %s when it is %s', (member, _, value) => {
    expect(parse({ ...REQUIRED, [member]: value })).toMatchObject({ [member]: value });
  });

  it.each(
    BAD_VALUES.flatMap(([member, values]) => values.map((value) => [member, short(value), value] as const)),
  )('refuses %s with one fault that does not repeat it when it is %s', (member, _, value) => {
    expect(faults({ ...REQUIRED, [member]: value })).toEqual([
      { path: member, message: expect.stringMatching(/^send /) },
    ]);
  });

  it('says the limits when a number is out of them', () => {
    expect(faults({ ...REQUIRED, max_interactions: 101, max_history_days: 0 })).toEqual([
      { path: 'max_history_days', message: 'send a whole number from 1 to 365' },
      { path: 'max_interactions', message: 'send a whole number from 1 to 100' },
    ]);
  });

  it('refuses a number that JSON writes as 1e999', () => {
    const body = JSON.parse('{"account_number":"1234","contact_id":"a","max_interactions":1e999}');
    expect(faults(body)).toHaveLength(1);
  });

  it('lists the channels when one of the filter is none, and says which place it had', () => {
    expect(faults({ ...REQUIRED, channel_filter: ['ivr', 'IVR', 'fax'] })).toEqual([
      { path: 'channel_filter.1', message: `send one of ${CHANNELS.join(', ')}` },
      { path: 'channel_filter.2', message: `send one of ${CHANNELS.join(', ')}` },
    ]);
  });

  it('reports each fault of the current interaction with its path', () => {
    const turn = { channel: 'fax', text: 'x'.repeat(8_001), txt: '' };
    expect(faults({ ...REQUIRED, current_interaction: turn })).toEqual([
      { path: 'current_interaction.channel', message: expect.stringMatching(/^send one of/) },
      { path: 'current_interaction.intent', message: expect.stringMatching(/^is required: send 1 to 64/) },
      { path: 'current_interaction.text', message: expect.stringContaining('8000') },
      { path: 'current_interaction.txt', message: expect.stringContaining('spelling') },
    ]);
  });

  it('names both required members when the body is empty', () => {
    expect(faults({})).toEqual([
      { path: 'account_number', message: expect.stringMatching(/^is required: /) },
      { path: 'contact_id', message: expect.stringMatching(/^is required: /) },
    ]);
  });

  it('names a misspelt member, so that a typo cannot pass silently', () => {
    expect(faults({ ...REQUIRED, max_interaction: 3 })).toEqual([
      { path: 'max_interaction', message: expect.stringContaining('check its spelling') },
    ]);
  });

  it('names a member of the answer as unknown', () => {
    expect(faults({ ...REQUIRED, request_id: 'a' })).toMatchObject([{ path: 'request_id' }]);
  });

  it('keeps every valid body as it is and adds only defaults', () => {
    fc.assert(
      fc.property(validBody(), (body) => {
        expect(parse(body)).toEqual({ ...DEFAULTS, ...body });
      }),
    );
  });

  it('parses any JSON or refuses it without repeating a string of it', () => {
    fc.assert(
      fc.property(anyJson(), (body) => {
        const told = JSON.stringify(faults(body));
        expect(stringsOf(body).filter((value) => value.length >= 6 && told.includes(value))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('insightsPathSchema', () => {
  it('takes an id and refuses what is none', () => {
    expect(parseInput(insightsPathSchema, { unique_process_id: 'upi-7f3a' })).toEqual({
      unique_process_id: 'upi-7f3a',
    });
    expect(() => parseInput(insightsPathSchema, { unique_process_id: 'a b' })).toThrow(OmniError);
  });
});

const DERIVATION = { tenant: null, key: 'process-id-key-of-tests' };

describe('toContactRequest', () => {
  it('gives every member its name in the code', () => {
    const body = parse({
      ...REQUIRED,
      unique_process_id: 'upi-9',
      initial_contact_id: 'abc-123-first',
      ivr_intent: 'payment',
      max_history_days: 30,
      max_interactions: 5,
      channel_filter: ['ivr', 'agent'],
      current_interaction: TURN,
      language: 'es-MX',
      agent_key: 'agent-1',
    });
    expect(toContactRequest(body, DERIVATION)).toEqual({
      uniqueProcessId: 'upi-9',
      accountNumber: '1234567890',
      contactId: 'abc-123-xyz',
      initialContactId: 'abc-123-first',
      ivrIntent: 'payment',
      maxHistoryDays: 30,
      maxInteractions: 5,
      channelFilter: ['ivr', 'agent'],
      currentInteraction: TURN,
      language: 'es-MX',
      agentKey: 'agent-1',
    });
  });

  it('turns what was left out into null', () => {
    expect(toContactRequest(parse(REQUIRED), DERIVATION)).toMatchObject({
      initialContactId: null,
      channelFilter: null,
      agentKey: null,
      currentInteraction: null,
    });
  });

  it('derives the same process id for a call and its transfer when none is sent', () => {
    const call = toContactRequest(parse({ ...REQUIRED, contact_id: 'first' }), DERIVATION);
    const transfer = toContactRequest(
      parse({ ...REQUIRED, contact_id: 'second', initial_contact_id: 'first' }),
      DERIVATION,
    );
    expect(transfer.uniqueProcessId).toBe(call.uniqueProcessId);
  });

  it('derives an id that the routes take back', () => {
    const { uniqueProcessId } = toContactRequest(parse(REQUIRED), DERIVATION);
    expect(parse({ ...REQUIRED, unique_process_id: uniqueProcessId })).toMatchObject({
      unique_process_id: uniqueProcessId,
    });
  });
});

function parse(body: unknown) {
  return parseInput(insightsRequestSchema, body);
}

/** None when the body is accepted. */
function faults(body: unknown): readonly Fault[] {
  try {
    parse(body);
    return [];
  } catch (error) {
    if (error instanceof OmniError && error.code === 'invalid_request') return error.faults;
    throw error;
  }
}

function short(value: unknown): string {
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return shown.length <= 60 ? shown : `${shown.slice(0, 20)}… (${shown.length} characters)`;
}

function validBody() {
  const id = fc.stringMatching(/^[A-Za-z0-9._:-]{1,20}$/);
  return fc.record(
    {
      account_number: fc.stringMatching(/^[A-Za-z0-9]{4,20}$/),
      contact_id: id,
      unique_process_id: id,
      initial_contact_id: id,
      agent_key: id,
      max_history_days: fc.integer({ min: 1, max: 365 }),
      max_interactions: fc.integer({ min: 1, max: 100 }),
      channel_filter: fc.uniqueArray(fc.constantFrom(...CHANNELS), { minLength: 1 }),
      current_interaction: fc.record({
        channel: fc.constantFrom(...CHANNELS),
        intent: fc.stringMatching(/^[a-z_]{1,10}$/),
        text: fc.string({ unit: 'binary', maxLength: 50 }),
      }),
    },
    { requiredKeys: ['account_number', 'contact_id'], noNullPrototype: true },
  );
}

/** JSON whose strings can be told from the words of the faults, under known and unknown member names. */
function anyJson() {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }).map((value) => `§${value}§`),
    fc.stringMatching(/^\d{6,24}$/),
    fc.constantFrom('<script>alert(1)</script>', 'jane.doe@example.com', '4111 1111 1111 1111'),
  );
  const leaf = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
  const key = fc.oneof(
    fc.constantFrom(...Object.keys(insightsRequestSchema.shape), 'channel', 'intent', 'text'),
    fc.string(),
    text,
  );
  const inner = fc.oneof(leaf, fc.array(leaf), fc.dictionary(key, leaf));
  const body = fc.oneof(leaf, fc.array(inner), fc.dictionary(key, inner));
  return body.map((value): unknown => JSON.parse(JSON.stringify(value)));
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
