import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anInteraction, NOW_MS } from '../../tests/fixtures/domain.ts';
import { countBy, countCustomer, firstOfEach, openIssues } from './customer-strip.ts';

const DAY_MS = 86_400_000;

describe('countCustomer', () => {
  it('is zeros and nulls when there is no interaction', () => {
    expect(countCustomer([], NOW_MS)).toEqual({
      contacts7d: 0,
      contacts30d: 0,
      byChannel: {},
      lastContactAt: null,
      lastChannel: null,
      openIssues: 0,
    });
  });

  it.each([
    ['in both when it was exactly 7 days ago', 7 * DAY_MS, { contacts7d: 1, contacts30d: 1 }],
    ['in 30 days only when it was 1 ms longer ago', 7 * DAY_MS + 1, { contacts7d: 0, contacts30d: 1 }],
    ['in 30 days when it was exactly 30 days ago', 30 * DAY_MS, { contacts7d: 0, contacts30d: 1 }],
    ['in neither when it was 1 ms longer ago', 30 * DAY_MS + 1, { contacts7d: 0, contacts30d: 0 }],
  ])('counts a contact %s', (_, ageMs, expected) => {
    expect(countCustomer([aged(ageMs)], NOW_MS)).toMatchObject(expected);
  });

  it('names the newest interaction also when it is older than 30 days', () => {
    const old = aged(60 * DAY_MS, { channel: 'email' });
    expect(countCustomer([old, aged(61 * DAY_MS)], NOW_MS)).toMatchObject({
      contacts30d: 0,
      byChannel: {},
      lastContactAt: old.at,
      lastChannel: 'email',
    });
  });

  it('counts a chain of transfers once, under the channel that it touched last', () => {
    const chain = [
      aged(1_000, { channel: 'agent', contactId: 'c', initialContactId: 'a' }),
      aged(2_000, { channel: 'agent', contactId: 'b', initialContactId: 'a' }),
      aged(3_000, { channel: 'ivr', contactId: 'a', initialContactId: null }),
    ];
    expect(countCustomer(chain, NOW_MS)).toMatchObject({
      contacts7d: 1,
      contacts30d: 1,
      byChannel: { agent: 1 },
    });
  });

  it('counts a chain in the last 7 days when only its newest part is in them', () => {
    const chain = [aged(6 * DAY_MS, { contactId: 'a' }), aged(9 * DAY_MS, { contactId: 'a' })];
    expect(countCustomer(chain, NOW_MS)).toMatchObject({ contacts7d: 1, contacts30d: 1 });
  });

  it('counts interactions without a contact id one by one', () => {
    const loose = ['x', 'y'].map((id) => aged(1_000, { id, contactId: null, initialContactId: null }));
    expect(countCustomer(loose, NOW_MS).contacts7d).toBe(2);
  });

  it('counts channels that nobody knows under their own names', () => {
    const strange = ['fax', '__proto__', 'fax'].map((channel, index) =>
      aged(1_000, { channel, contactId: `c${index}` }),
    );
    expect(Object.entries(countCustomer(strange, NOW_MS).byChannel)).toEqual([
      ['fax', 2],
      ['__proto__', 1],
    ]);
  });

  it('adds up: the channels make the contacts of 30 days, which are at least those of 7', () => {
    fc.assert(
      fc.property(histories(), (interactions) => {
        const { contacts7d, contacts30d, byChannel } = countCustomer(interactions, NOW_MS);
        expect(Object.values(byChannel).reduce((sum, count) => sum + count, 0)).toBe(contacts30d);
        expect(contacts7d).toBeLessThanOrEqual(contacts30d);
        expect(contacts30d).toBeLessThanOrEqual(interactions.length);
      }),
    );
  });
});

describe('openIssues', () => {
  it('holds the newest unresolved interaction of each intent, newest first', () => {
    const interactions = [
      verdict('a', { intent: 'refund', resolved: false }),
      verdict('b', { intent: 'outage', resolved: false }),
      verdict('c', { intent: 'refund', resolved: false }),
    ];
    expect(openIssues(interactions).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('leaves out an issue that was resolved later', () => {
    expect(openIssues([verdict('b', { resolved: true }), verdict('a', { resolved: false })])).toEqual([]);
  });

  it('holds an issue that came up again after it was resolved', () => {
    const interactions = [verdict('b', { resolved: false }), verdict('a', { resolved: true })];
    expect(openIssues(interactions).map(({ id }) => id)).toEqual(['b']);
  });

  it('neither opens nor closes an issue by an interaction that does not say', () => {
    const interactions = [verdict('b', { resolved: null }), verdict('a', { resolved: false })];
    expect(openIssues(interactions).map(({ id }) => id)).toEqual(['a']);
    expect(openIssues([verdict('b', { resolved: null })])).toEqual([]);
  });

  it('is what the strip counts, however long ago', () => {
    const interactions = [aged(80 * DAY_MS, { resolved: false })];
    expect(countCustomer(interactions, NOW_MS).openIssues).toBe(1);
  });
});

describe('firstOfEach and countBy', () => {
  it('keep the first item of each key in order, and count all', () => {
    const items = ['bear', 'ant', 'bee', 'asp', 'cat'];
    expect(firstOfEach(items, initial)).toEqual(['bear', 'ant', 'cat']);
    expect(Object.entries(countBy(items, initial))).toEqual([
      ['b', 2],
      ['a', 2],
      ['c', 1],
    ]);
  });
});

type Changes = Parameters<typeof anInteraction>[0];

function aged(ageMs: number, changes: Changes = {}) {
  return anInteraction({ at: new Date(NOW_MS - ageMs).toISOString(), ...changes });
}

function verdict(id: string, changes: Changes) {
  return anInteraction({ id, intent: 'refund', ...changes });
}

function initial(word: string): string {
  return word.slice(0, 1);
}

function histories() {
  const id = fc.constantFrom('a', 'b', 'c', null);
  const entry = fc.record({
    ageMs: fc.integer({ min: 0, max: 40 * DAY_MS }),
    channel: fc.constantFrom('ivr', 'agent', 'fax', 'constructor'),
    contactId: id,
    initialContactId: id,
  });
  return fc
    .array(entry, { maxLength: 30 })
    .map((entries) =>
      entries
        .toSorted((one, other) => one.ageMs - other.ageMs)
        .map(({ ageMs, ...changes }, index) => aged(ageMs, { ...changes, id: `int-${index}` })),
    );
}
