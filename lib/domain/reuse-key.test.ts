import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aContact, anInteraction } from '../../tests/fixtures/domain.ts';
import type { ContactRequest } from './contact.ts';
import { CHANNELS, type Interaction } from './interaction.ts';
import { type ReuseInput, reuseKey } from './reuse-key.ts';

const TURN = { channel: 'ivr', intent: 'billing', text: 'Where is my credit?' } as const;

const text = fc.string({ maxLength: 12 });
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });
const days = fc.date({
  min: new Date('2025-01-01'),
  max: new Date('2026-12-31'),
  noInvalidDate: true,
});

const inputs: fc.Arbitrary<ReuseInput> = fc.record({
  tenant: orNull(text),
  contact: fc
    .record({
      accountNumber: fc.stringMatching(/^[0-9]{4,10}$/),
      contactId: fc.stringMatching(/^[a-z0-9-]{1,8}$/),
      initialContactId: orNull(fc.stringMatching(/^[a-z0-9-]{1,8}$/)),
      maxInteractions: fc.integer({ min: 1, max: 100 }),
      channelFilter: orNull(fc.uniqueArray(fc.constantFrom(...CHANNELS), { minLength: 1 })),
      language: text,
      currentInteraction: orNull(fc.record({ channel: fc.constantFrom(...CHANNELS), intent: text, text })),
    })
    .map((contact) => aContact(contact)),
  window: fc.tuple(days, days).map(([from, to]) => ({ from: from.toISOString(), to: to.toISOString() })),
  promptVersion: text,
  interactions: fc.array(text.map((id) => anInteraction({ id }))),
});

const INPUT: ReuseInput = {
  tenant: 'retail',
  contact: aContact({ channelFilter: ['ivr', 'agent'], currentInteraction: TURN }),
  window: { from: '2025-09-09T14:32:15.000Z', to: '2025-12-08T14:32:15.000Z' },
  promptVersion: 'v1.2.0',
  interactions: [anInteraction({ id: 'int-2' }), anInteraction({ id: 'int-1' })],
};

const withContact = (changes: Partial<ContactRequest>): ReuseInput => ({
  ...INPUT,
  contact: { ...INPUT.contact, ...changes },
});
const withNewest = (changes: Partial<Interaction>): ReuseInput => ({
  ...INPUT,
  interactions: [anInteraction({ id: 'int-2', ...changes }), anInteraction({ id: 'int-1' })],
});

describe('the reuse key', () => {
  it('has 64 hexadecimal digits in which nothing of the customer stands', () => {
    expect(reuseKey(INPUT)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, ReuseInput]>([
    ['the tenant', { ...INPUT, tenant: 'wholesale' }],
    ['the tenant, which may be none', { ...INPUT, tenant: null }],
    ['the account', withContact({ accountNumber: '1234567891' })],
    ['the chain', withContact({ initialContactId: 'abc-124-first' })],
    [
      'the first day of the window',
      { ...INPUT, window: { ...INPUT.window, from: '2025-09-10T14:32:15.000Z' } },
    ],
    ['today', { ...INPUT, window: { ...INPUT.window, to: '2025-12-09T00:00:00.000Z' } }],
    ['max_interactions', withContact({ maxInteractions: 11 })],
    ['the filter', withContact({ channelFilter: ['ivr'] })],
    ['the filter, which may be none', withContact({ channelFilter: null })],
    ['the language', withContact({ language: 'es' })],
    ['the version of the prompt', { ...INPUT, promptVersion: 'v1.1.0' }],
    [
      'the turn that the request brings along',
      withContact({ currentInteraction: { ...TURN, text: 'Hello' } }),
    ],
    ['that turn, which may be none', withContact({ currentInteraction: null })],
    [
      'an interaction that came',
      { ...INPUT, interactions: [anInteraction({ id: 'int-3' }), ...INPUT.interactions] },
    ],
    ['an interaction that went', { ...INPUT, interactions: INPUT.interactions.slice(1) }],
    ['the outcome of an interaction', withNewest({ resolved: true })],
    ['the code of its outcome', withNewest({ disposition: 'resolved' })],
    ['its words', withNewest({ text: 'The $45 was refunded.' })],
  ])('is another one with another one of what decides: %s', (_, changed) => {
    expect(reuseKey(changed)).not.toBe(reuseKey(INPUT));
  });

  it.each<[string, ReuseInput]>([
    ['the intent, which only Connect knows', withContact({ ivrIntent: 'misc' })],
    ['the agent', withContact({ agentKey: 'agent-9' })],
    ['the contact of the chain', withContact({ contactId: 'abc-999' })],
    ['the id of the process', withContact({ uniqueProcessId: 'upi-2' })],
    ['the order of the filter', withContact({ channelFilter: ['agent', 'ivr', 'agent'] })],
    ['the hour', { ...INPUT, window: { from: '2025-09-09T23:59:59.999Z', to: '2025-12-08T23:59:59.999Z' } }],
  ])('is the same whatever does not decide: %s', (_, changed) => {
    expect(reuseKey(changed)).toBe(reuseKey(INPUT));
  });

  it('is the same for the first contact and for those that it was transferred to', () => {
    const first = withContact({ contactId: 'abc-123-first', initialContactId: null });
    expect(reuseKey(first)).toBe(reuseKey(INPUT));
  });

  it('is the same for two requests exactly when all that decides is the same', () => {
    fc.assert(
      fc.property(inputs, inputs, (one, other) => {
        expect(reuseKey(one) === reuseKey(other)).toBe(decisive(one) === decisive(other));
        const member = { ...one, ...fromOther(one, other) };
        expect(reuseKey(one) === reuseKey(member)).toBe(decisive(one) === decisive(member));
      }),
    );
  });
});

/** One member of the other request, chosen by what the first one holds. */
function fromOther(one: ReuseInput, other: ReuseInput): Partial<ReuseInput> {
  const members = ['tenant', 'contact', 'window', 'promptVersion', 'interactions'] as const;
  const member = members[one.contact.maxInteractions % members.length] ?? 'tenant';
  return { [member]: other[member] };
}

/** All that decides, spelled out member by member. */
function decisive({ tenant, contact, window, promptVersion, interactions }: ReuseInput): string {
  return JSON.stringify({
    tenant,
    account: contact.accountNumber,
    chain: contact.initialContactId ?? contact.contactId,
    from: window.from.split('T')[0],
    to: window.to.split('T')[0],
    max: contact.maxInteractions,
    filter: contact.channelFilter?.toSorted() ?? null,
    language: contact.language,
    promptVersion,
    turn: contact.currentInteraction,
    ids: interactions.map(({ id }) => id),
  });
}
