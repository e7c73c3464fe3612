import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aContact, anInteraction } from '../../tests/fixtures/domain.ts';
import type { Interaction } from '../domain/interaction.ts';
import { isPlainText } from '../domain/plain-text.ts';
import type { SummaryLine } from '../domain/summary.ts';
import { writeDigest } from './write-digest.ts';

describe('writeDigest', () => {
  it('tells the reason, the count and the last note when there is one interaction', () => {
    expect(digest([anInteraction()])).toEqual([
      { section: 'reason', text: 'Reason given to the IVR: billing inquiry.', interactionIds: [] },
      {
        section: 'reason',
        text: 'Last contact: billing dispute, ivr, 7 Dec 2025.',
        interactionIds: ['int-1'],
      },
      {
        section: 'history',
        text: '1 interaction in the last 90 days; the newest 1: 1 ivr.',
        interactionIds: ['int-1'],
      },
      {
        section: 'history',
        text: 'Last note: "Customer asked about a charge of $45."',
        interactionIds: ['int-1'],
      },
    ]);
  });

  it('counts what the window holds and, by channel, what may be spoken of', () => {
    const channels = ['ivr', 'agent', 'agent', 'fax'];
    const interactions = channels.map((channel, index) => anInteraction({ id: `int-${index}`, channel }));
    const contact = aContact({ maxHistoryDays: 30 });
    const lines = writeDigest({ contact, interactions, foundCount: 14, foundCapped: false, skipped: 0 });
    expect(lines[2]).toEqual({
      section: 'history',
      text: '14 interactions in the last 30 days; the newest 4: 1 ivr, 2 agent, 1 fax.',
      interactionIds: ['int-0', 'int-1', 'int-2', 'int-3'],
    });
  });

  it('says that no reason was given when the intent is misc', () => {
    const [line] = writeDigest({
      contact: aContact({ ivrIntent: 'misc' }),
      interactions: [anInteraction()],
      foundCount: 1,
      foundCapped: false,
      skipped: 0,
    });
    expect(line?.text).toBe('No reason was given to the IVR.');
  });

  it('says that it did not count to the end when it did not', () => {
    const interactions = [anInteraction()];
    const lines = writeDigest({
      contact: aContact(),
      interactions,
      foundCount: 200,
      foundCapped: true,
      skipped: 0,
    });
    expect(lines[2]?.text).toMatch(/^At least 200 interactions in the last 90 days; /);
  });

  it('quotes nothing that an agent should not see', () => {
    const text = 'See <img src=x onerror=alert(1)> https://evil.example/x?y or javascript:alert(1) **now**';
    const odd = '<b>fax</b> https://evil.example/x';
    const contact = aContact({ ivrIntent: 'https://evil.example/pay' });
    const interactions = [anInteraction({ text, intent: odd, channel: odd, resolved: false })];
    const lines = writeDigest({ contact, interactions, foundCount: 1, foundCapped: false, skipped: 0 });
    expect(lines.every((line) => isPlainText(line.text))).toBe(true);
    expect(lines.at(-1)?.text).toBe('Last note: "See [link] or [link] now"');
  });

  it('lists the three newest open issues, each with its own interaction and day', () => {
    const interactions = ['refund', 'outage', 'payment', 'delivery'].map((intent, index) =>
      anInteraction({
        id: `int-${index}`,
        intent,
        resolved: false,
        at: `2025-11-0${9 - index}T23:59:59.999Z`,
      }),
    );
    expect(digest(interactions).filter(({ section }) => section === 'openIssues')).toEqual([
      { section: 'openIssues', text: 'Still open: refund, ivr, 9 Nov 2025.', interactionIds: ['int-0'] },
      { section: 'openIssues', text: 'Still open: outage, ivr, 8 Nov 2025.', interactionIds: ['int-1'] },
      { section: 'openIssues', text: 'Still open: payment, ivr, 7 Nov 2025.', interactionIds: ['int-2'] },
    ]);
  });

  it('does not call an issue open that was resolved later', () => {
    const lines = digest([anInteraction({ resolved: true }), anInteraction({ resolved: false })]);
    expect(sectionsOf(lines)).not.toContain('openIssues');
  });

  it('quotes no note when the newest interaction has none', () => {
    const lines = digest([anInteraction({ text: '' }), anInteraction({ text: 'older' })]);
    expect(sectionsOf(lines)).toEqual(['reason', 'reason', 'history']);
  });

  it('quotes a note on one line', () => {
    expect(lastTextOf(anInteraction({ text: ' a\n\n b\t c ' }))).toBe('Last note: "a b c"');
  });

  it('quotes a note of 160 characters whole', () => {
    const text = `${'x'.repeat(155)} abcd`;
    expect(lastTextOf(anInteraction({ text }))).toBe(`Last note: "${text}"`);
  });

  it('cuts a longer note between two words and shows that it did', () => {
    const text = `${'word '.repeat(40)}`;
    expect(lastTextOf(anInteraction({ text }))).toBe(`Last note: "${'word '.repeat(31)}word …"`);
  });

  it('gives the same lines for the same history, on one line each, and cites only ids of it', () => {
    fc.assert(
      fc.property(histories(), (interactions) => {
        const lines = digest(interactions);
        const ids = interactions.map(({ id }) => id);
        expect(digest(structuredClone(interactions))).toEqual(lines);
        expect(lines.every(({ text }) => text !== '' && !text.includes('\n'))).toBe(true);
        expect(ids).toEqual(expect.arrayContaining(lines.flatMap(({ interactionIds }) => interactionIds)));
        expect(lines.slice(1).every(({ interactionIds }) => interactionIds.length > 0)).toBe(true);
        expect(sectionsOf(lines)).toContain('reason');
      }),
    );
  });
});

describe('writeDigest without an interaction', () => {
  it('says that there are none in the window, and cites nothing', () => {
    const contact = aContact({ maxHistoryDays: 30 });
    expect(writeDigest({ contact, interactions: [], foundCount: 0, foundCapped: false, skipped: 0 })).toEqual(
      [{ section: 'history', text: 'No interactions found in the last 30 days.', interactionIds: [] }],
    );
  });

  it('says that there are records which cannot be read, so that nobody takes the customer for a new one', () => {
    const [line] = writeDigest({
      contact: aContact(),
      interactions: [],
      foundCount: 0,
      foundCapped: false,
      skipped: 5,
    });
    expect(line?.text).toBe('No interactions found in the last 90 days. 5 in the records could not be read.');
  });

  it('names the channels when only some were asked for', () => {
    const contact = aContact({ channelFilter: ['ivr', 'agent'] });
    expect(
      writeDigest({ contact, interactions: [], foundCount: 0, foundCapped: false, skipped: 0 })[0]?.text,
    ).toBe('No interactions found in the last 90 days through ivr, agent.');
  });
});

function digest(interactions: readonly Interaction[]): readonly SummaryLine[] {
  return writeDigest({
    contact: aContact(),
    interactions,
    foundCount: interactions.length,
    foundCapped: false,
    skipped: 0,
  });
}

function sectionsOf(lines: readonly SummaryLine[]): readonly string[] {
  return lines.map(({ section }) => section);
}

function lastTextOf(interaction: Interaction): string | undefined {
  return digest([interaction]).at(-1)?.text;
}

function histories() {
  const changes = fc.record({
    channel: fc.constantFrom('ivr', 'agent', 'fax'),
    intent: fc.constantFrom('refund', 'outage'),
    resolved: fc.constantFrom(true, false, null),
    text: fc.string(),
  });
  return fc
    .array(changes, { minLength: 1, maxLength: 12 })
    .map((all) => all.map((each, index) => anInteraction({ ...each, id: `int-${index}` })));
}
