import { describe, expect, it } from 'vitest';
import { aContact, anInteraction, aRecord } from '../../tests/fixtures/domain.ts';
import { composeSummary, SECTIONS } from '../domain/summary.ts';
import type { SummaryRecord } from '../domain/summary-record.ts';
import { decodeRecord, encodeRecord, toInsightsResponse, toWire } from './summary-record.ts';

/** The members of the contract's sample response, `reason`, and `sentences` (ADR 14). */
const ANSWER_MEMBERS =
  `unique_process_id request_id contact_id account_number status reason summary sections sentences citations customer
  date_range coverage data_as_of model_used model_id prompt_version cache_hit prompt_cache stored latency_ms
  generated_at max_history_days max_interactions channel_filter`.split(/\s+/);

/** "the stored record also has …", and the tenant of the token. */
const STORED_ONLY_MEMBERS =
  `schema_version initial_contact_id ivr_intent language agent_key prompt_hash input_tokens output_tokens cost_usd attempts
  hedged failover removed_sentences removed query interactions tenant`.split(/\s+/);

const FULL = aRecord({
  tenant: 'retail',
  contact: aContact({ channelFilter: ['ivr', 'agent'], agentKey: 'agent-7', ivrIntent: 'payment' }),
  status: 'degraded',
  reason: 'model_timeout',
});
const EMPTY = aRecord({
  contact: aContact({ initialContactId: null }),
  status: 'no_interactions',
  interactions: [],
  modelUsed: null,
  modelId: null,
  attempts: [],
});

describe('toWire', () => {
  it("has the answer's members but `stored`, and those that only the record has", () => {
    const shared = ANSWER_MEMBERS.filter((member) => member !== 'stored');
    expect(membersOf(toWire(FULL))).toEqual([...shared, ...STORED_ONLY_MEMBERS].toSorted());
  });

  it('keeps of each interaction what the model saw and what the warehouse needs', () => {
    expect(toWire(FULL).interactions).toEqual([
      {
        id: 'int-1',
        at: '2025-12-07T10:15:00.000Z',
        channel: 'ivr',
        intent: 'billing_dispute',
        disposition: 'queued',
        resolved: null,
        duration_s: 120,
        contact_id: 'abc-123-first',
        initial_contact_id: null,
        text: 'Customer asked about a charge of $45.',
      },
    ]);
  });

  it('gives every figure and id its place', () => {
    expect(toWire(FULL)).toMatchObject({
      schema_version: 1,
      tenant: 'retail',
      unique_process_id: 'upi-1',
      request_id: '01JEXAMPLE',
      contact_id: 'abc-123-xyz',
      initial_contact_id: 'abc-123-first',
      account_number: '1234567890',
      reason: 'model_timeout',
      agent_key: 'agent-7',
      prompt_hash: '5e'.repeat(32),
      ivr_intent: 'payment',
      input_tokens: 800,
      output_tokens: 170,
      prompt_cache: { tokens_read: 1_776, tokens_written: 0 },
      attempts: [{ model: 'nova-lite', outcome: 'ok', ms: 900 }],
      query: { from: '2025-09-09T14:32:15.000Z', to: '2025-12-08T14:32:15.000Z' },
      channel_filter: ['ivr', 'agent'],
    });
  });

  it('gives every section and count its place', () => {
    const summary = composeSummary(
      SECTIONS.map((section) => ({ section, text: `About ${section}.`, interactionIds: [] })),
    );
    const customer = { ...FULL.customer, contacts7d: 2, contacts30d: 5, openIssues: 3 };
    const coverage = { found: 200, foundCapped: true, used: 10, skipped: 4, truncated: false };
    const record = toWire(aRecord({ summary, customer, coverage }));
    expect(record.sentences.map(({ section, text }) => `${section}: ${text}`)).toEqual([
      'reason: About reason.',
      'open_issues: About openIssues.',
      'since_last_agent: About sinceLastAgent.',
      'promises: About promises.',
      'dont_ask_again: About dontAskAgain.',
      'history: About history.',
      'sentiment: About sentiment.',
      'next_best_action: About nextBestAction.',
    ]);
    expect(record).toMatchObject({
      sections: {
        reason: 'About reason.',
        open_issues: ['About openIssues.'],
        since_last_agent: 'About sinceLastAgent.',
        promises: ['About promises.'],
        dont_ask_again: ['About dontAskAgain.'],
        history: 'About history.',
        sentiment: 'About sentiment.',
        next_best_action: 'About nextBestAction.',
      },
      customer: {
        contacts_7d: 2,
        contacts_30d: 5,
        by_channel: { ivr: 1 },
        last_contact_at: '2025-12-07T10:15:00.000Z',
        last_channel: 'ivr',
        open_issues: 3,
      },
      coverage: { found: 200, found_capped: true, used: 10, skipped: 4, truncated: false },
    });
  });

  it('says that no model was used when none was', () => {
    expect(toWire(EMPTY)).toMatchObject({ model_used: 'none', model_id: null });
  });
});

describe('date_range', () => {
  it('goes from the day of the last interaction of the list to the day of the first', () => {
    const interactions = [
      '2025-12-08T00:00:00.000Z',
      '2025-12-01T12:00:00.000Z',
      '2025-11-08T23:59:59.999Z',
    ].map((at) => anInteraction({ at }));
    expect(toWire(aRecord({ interactions })).date_range).toBe('2025-11-08 to 2025-12-08');
  });

  it('is one day twice when there is one interaction', () => {
    expect(toWire(aRecord()).date_range).toBe('2025-12-07 to 2025-12-07');
  });

  it('is null when there is no interaction', () => {
    expect(toWire(EMPTY).date_range).toBeNull();
  });
});

describe('encodeRecord and decodeRecord', () => {
  it.each([
    ['a full', FULL],
    ['an empty', EMPTY],
  ])('give %s record back as it was', (_, record) => {
    expect(decodeRecord(encodeRecord(record))).toEqual(toWire(record));
  });

  it('write the same bytes for equal records whatever the order of their members', () => {
    const reversed = Object.fromEntries(Object.entries(FULL).toReversed()) as unknown as SummaryRecord;
    expect(encodeRecord(structuredClone(reversed))).toBe(encodeRecord(FULL));
  });

  it('keep channels that nobody knows', () => {
    const byChannel = { fax: 2, '99': 1, constructor: 1 };
    const record = decodeRecord(encodeRecord(aRecord({ customer: { ...FULL.customer, byChannel } })));
    expect(record.customer.by_channel).toEqual(byChannel);
    expect(respond(record).customer.by_channel).toEqual(byChannel);
  });

  it('keep what is unusual in a text', () => {
    const interactions = [anInteraction({ text: '"\\ \u2028 \u0000 é 👩‍🚒 </script>' })];
    const record = decodeRecord(encodeRecord(aRecord({ interactions })));
    expect(record.interactions[0]?.text).toBe(interactions[0]?.text);
  });

  it('read what a later version wrote, without what it added', () => {
    const later = { ...toWire(FULL), schema_version: 2, mood: 'new' };
    expect(decodeRecord(JSON.stringify(later))).toEqual({ ...toWire(FULL), schema_version: 2 });
  });

  it('refuse a body that lacks a member', () => {
    const { customer: _, ...rest } = toWire(FULL);
    expect(() => decodeRecord(JSON.stringify(rest))).toThrow(/customer/);
  });
});

describe('toInsightsResponse', () => {
  it("has the members of the contract's sample, `reason` and `sentences`, and no others", () => {
    expect(membersOf(respond(toWire(FULL)))).toEqual(ANSWER_MEMBERS.toSorted());
  });

  it('has the nested members of the sample and no others', () => {
    const answer = respond(toWire(FULL));
    expect(membersOf(answer.sections)).toEqual(
      words(
        'reason open_issues history promises dont_ask_again sentiment next_best_action since_last_agent',
      ).toSorted(),
    );
    expect(membersOf(answer.customer)).toEqual(
      words('contacts_7d contacts_30d by_channel last_contact_at last_channel open_issues').toSorted(),
    );
    expect(membersOf(answer.coverage)).toEqual(words('found found_capped skipped truncated used'));
    expect(membersOf(answer.prompt_cache)).toEqual(words('tokens_read tokens_written'));
    expect(answer.citations).toEqual([{ sentence: 0, interactions: ['int-1'] }]);
  });

  it('tells whether and how fast this answer came, not what the record says', () => {
    const record = { ...toWire(FULL), stored: true };
    expect(toInsightsResponse(record, { stored: false, latencyMs: 7 })).toMatchObject({
      stored: false,
      latency_ms: 7,
    });
  });

  it('shows nothing that a nested member has beyond them', () => {
    const record = toWire(FULL);
    const customer = { ...record.customer, segment: 'vip' };
    expect(respond({ ...record, customer })).toEqual(respond(record));
  });

  it('shows nothing of the interactions of the record', () => {
    const record = aRecord({ interactions: [anInteraction({ text: 'a note nobody should see' })] });
    expect(JSON.stringify(respond(toWire(record)))).not.toContain('nobody should see');
  });
});

function respond(record: Parameters<typeof toInsightsResponse>[0]) {
  return toInsightsResponse(record, { stored: true, latencyMs: 5 });
}

function membersOf(value: object): readonly string[] {
  return Object.keys(value).toSorted();
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
