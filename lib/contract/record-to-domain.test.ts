import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aContact, anInteraction, aRecord } from '../../tests/fixtures/domain.ts';
import { CHANNELS } from '../domain/interaction.ts';
import { composeSummary, SECTIONS } from '../domain/summary.ts';
import { contactOf, interactionsOf, summaryOf } from './record-to-domain.ts';
import { decodeRecord, encodeRecord } from './summary-record.ts';

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
});
