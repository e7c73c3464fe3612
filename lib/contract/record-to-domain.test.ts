import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aContact, anInteraction, aRecord } from '../../tests/fixtures/domain.ts';
import { CHANNELS } from '../domain/interaction.ts';
import { composeSummary, SECTIONS } from '../domain/summary.ts';
import { contactOf, interactionsOf, recordOf, summaryOf } from './record-to-domain.ts';
import { decodeRecord, encodeRecord, toWire } from './summary-record.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });

const contacts = fc.record({
  uniqueProcessId: text,
  accountNumber: text,
  contactId: text,
  initialContactId: orNull(text),
  ivrIntent: text,
  maxHistoryDays: fc.integer({ min: 1, max: 365 }),
  maxInteractions: fc.integer({ min: 1, max: 100 }),
  channelFilter: orNull(fc.array(fc.constantFrom(...CHANNELS))),
  language: text,
  agentKey: orNull(text),
  currentInteraction: fc.constant(null),
});
const interactions = fc.array(
  fc.record({
    id: text,
    at: text,
    channel: text,
    intent: text,
    disposition: orNull(text),
    resolved: orNull(fc.boolean()),
    durationSeconds: orNull(fc.nat()),
    contactId: orNull(text),
    initialContactId: orNull(text),
    text,
  }),
  { maxLength: 5 },
);
const lines = fc.array(
  fc.record({
    section: fc.constantFrom(...SECTIONS),
    text,
    interactionIds: fc.array(text, { maxLength: 3 }),
  }),
  { maxLength: 8 },
);

describe('a record that was written and read', () => {
  it('gives contact, interactions and summary back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(contacts, interactions, lines, (contact, history, written) => {
        const summary = composeSummary(written);
        const read = decodeRecord(encodeRecord(aRecord({ contact, interactions: history, summary })));
        expect(contactOf(read)).toEqual(contact);
        expect(interactionsOf(read)).toEqual(history);
        expect(summaryOf(read)).toEqual(summary);
      }),
    );
  });

  it('has the turn that the request brought along as an interaction only', () => {
    const turn = anInteraction({ id: 'current' });
    const contact = aContact({ currentInteraction: { channel: 'ivr', intent: 'misc', text: 'a bill' } });
    const read = decodeRecord(encodeRecord(aRecord({ contact, interactions: [turn] })));
    expect(contactOf(read)).toEqual({ ...contact, currentInteraction: null });
    expect(interactionsOf(read)).toEqual([turn]);
  });

  it('is the same record in every member, so that it can be answered with once more', () => {
    const record = aRecord({
      tenant: 'retail',
      status: 'degraded',
      reason: 'model_timeout',
      coverage: { found: 7, foundCapped: true, used: 5, skipped: 2, truncated: true },
      usage: { input: 1, output: 2, cacheRead: 3, cacheWrite: 4 },
      cacheHit: true,
      hedged: true,
      failover: true,
      removed: [{ model: 'nova-lite', text: 'Paid $54.', reason: 'unsupported', detail: 'amount $54' }],
    });
    expect(recordOf(decodeRecord(encodeRecord(record)))).toEqual(record);
  });

  it('has no model where none gave the text', () => {
    const record = aRecord({ modelUsed: null, modelId: null, status: 'no_interactions' });
    expect(recordOf(decodeRecord(encodeRecord(record)))).toEqual(record);
  });

  it('leaves out sentences that a later version removed for a reason of its own', () => {
    const stored = toWire(aRecord());
    const removed = [{ model: 'nova-lite', text: 'Hm.', reason: 'too_dull', detail: null }];
    expect(recordOf({ ...stored, removed }).removed).toEqual([]);
  });

  it('says in no published member by which key it may be reused', () => {
    const reuse = { key: 'ab'.repeat(32), textMadeAt: '2025-12-08T14:32:16.020Z' };
    expect(encodeRecord(aRecord({ reuse }))).toBe(encodeRecord(aRecord()));
  });
});
