import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anInteraction } from '../../tests/fixtures/domain.ts';
import { openIssues } from '../domain/customer-strip.ts';
import { CHANNELS, type Interaction } from '../domain/interaction.ts';
import { type CompressedHistory, compressHistory } from './compress-history.ts';
import { estimateTokens } from './token-budget.ts';

const LONG = 'The customer was told that a technician will look at the line. '.repeat(20);

describe('a history within the budget', () => {
  it('is shown as it is', () => {
    const interactions = [aNote({ text: 'Called.' }), aNote({ text: 'Wrote.' }), aNote({ text: '' })];
    const { entries, truncated } = compressed(interactions);
    expect(entries.map(({ shown }) => shown)).toMatchObject([{ text: 'Called.' }, { text: 'Wrote.' }, {}]);
    expect(entries.map(({ interactionIds }) => interactionIds)).toEqual(interactions.map(({ id }) => [id]));
    expect(truncated).toBe(false);
  });

  it('is nothing when there is none', () => {
    expect(compressed([])).toEqual({ entries: [], truncated: false, tokens: { from: 0, to: 0 } });
  });
});

describe('repeated notes', () => {
  it('are one entry with their count, days, channels and newest outcome, though nothing had to be left out', () => {
    const interactions = [
      aNote({ id: 'new', at: '2025-12-07T08:00:00.000Z', channel: 'web', text: 'No signal, fix it!' }),
      aNote({ id: 'between', at: '2025-12-06T08:00:00.000Z', text: 'Asked for the bill.' }),
      aNote({ id: 'old', at: '2025-12-05T08:00:00.000Z', channel: 'sms', text: 'no signal  -  fix it' }),
      aNote({ id: 'oldest', at: '2025-12-04T08:00:00.000Z', channel: 'sms', text: 'No signal. Fix it.' }),
    ];
    const { entries, truncated } = compressed(interactions);
    expect(entries[0]).toEqual({
      interactionIds: ['new', 'old', 'oldest'],
      shown: {
        records: 3,
        first: '2025-12-04',
        last: '2025-12-07',
        channels: { web: 1, sms: 2 },
        intent: 'billing_dispute',
        disposition: 'queued',
        resolved: undefined,
        text: 'No signal, fix it!',
      },
    });
    expect(entries[1]?.interactionIds).toEqual(['between']);
    expect(truncated).toBe(false);
  });

  it.each([
    ['a number', 'Owes $4.50.', 'Owes $450.'],
    ['a sign', 'Balance -45', 'Balance 45'],
    ['a question mark', 'Refunded?', 'Refunded.'],
    ['a symbol', 'Service 👍', 'Service 👎'],
    ['a word', 'Not paid', 'Paid'],
  ])('are two when they differ in %s', (_, one, other) => {
    expect(compressed([aNote({ text: one }), aNote({ text: other })]).entries).toHaveLength(2);
  });

  it.each([{ intent: 'refund' }, { resolved: false }])('are two when they differ in %j', (change) => {
    expect(compressed([aNote({ text: 'Same.' }), aNote({ text: 'Same.', ...change })]).entries).toHaveLength(
      2,
    );
  });

  it('are as many as they are when they have no words', () => {
    expect(compressed([aNote({ text: '' }), aNote({ text: '…' }), aNote({ text: '' })]).entries).toHaveLength(
      3,
    );
  });
});

describe('a history over the budget', () => {
  it('keeps the words of the newest interaction and of the open issue, and a line for each older issue', () => {
    const resolved = Array.from({ length: 20 }, (_, index) =>
      aNote({ intent: 'payment', resolved: true, text: `${index} ${LONG}`, at: dayBefore(index + 1) }),
    );
    const interactions = [
      aNote({ text: 'Calls again.', intent: 'misc' }),
      ...resolved,
      aNote({ intent: 'refund', resolved: false, text: 'Refund of $89 not received.', at: dayBefore(40) }),
    ];
    const { entries, truncated } = compressed(interactions);
    const [newest, ...others] = entries.map(({ shown }) => shown);
    expect(newest).toMatchObject({ text: 'Calls again.' });
    expect(others.slice(-2)).toMatchObject([
      { intent: 'payment', resolved: true, first: '2025-11-17', channels: { ivr: expect.any(Number) } },
      { intent: 'refund', resolved: false, text: 'Refund of $89 not received.' },
    ]);
    expect(truncated).toBe(true);
  });

  it('lets an older resolved interaction wait until the open issues have their words', () => {
    const interactions = [
      aNote({ text: 'Calls again.', intent: 'misc' }),
      aNote({ intent: 'payment', resolved: true, text: `Paid. ${LONG}`, at: dayBefore(1) }),
      aNote({ intent: 'refund', resolved: false, text: `Open. ${LONG}`, at: dayBefore(2) }),
      aNote({ intent: 'outage', resolved: false, text: `Down. ${LONG}`, at: dayBefore(3) }),
    ];
    const texts = compressed(interactions, 600).entries.map(({ shown }) =>
      'text' in shown ? shown.text : '',
    );
    expect(texts[2]).toBe(`Open. ${LONG}`);
    expect(texts[3]).toMatch(/^Down\..*…/);
    expect(texts[3]?.length).toBeGreaterThan(texts[1]?.length ?? 0);
  });

  it('gives words to the newest of each open issue before the older ones of the same issue', () => {
    const open = { intent: 'outage', resolved: false };
    const interactions = [
      aNote({ text: 'Calls again.', intent: 'misc' }),
      aNote({ ...open, text: `Down. ${LONG}`, at: dayBefore(1) }),
      aNote({ ...open, text: `Down before. ${LONG}`, at: dayBefore(2) }),
      aNote({ intent: 'refund', resolved: false, text: `Refund. ${LONG}`, at: dayBefore(3) }),
    ];
    const [, first, second, third] = compressed(interactions, 600).entries.map(({ shown }) => shown);
    expect(first).toHaveProperty('text', `Down. ${LONG}`);
    expect(third).toHaveProperty('text', expect.stringMatching(/^Refund\. .*…/));
    expect(JSON.stringify(second).length).toBeLessThan(JSON.stringify(third).length);
  });

  it('holds what an issue was before it was last resolved for less than what came since on others', () => {
    const interactions = [
      aNote({ text: 'Down again.', intent: 'outage', resolved: false }),
      aNote({ text: `Up. ${LONG}`, intent: 'outage', resolved: true, at: dayBefore(1) }),
      aNote({ text: `Asked. ${LONG}`, intent: 'payment', resolved: null, at: dayBefore(2) }),
      aNote({ text: `Down. ${LONG}`, intent: 'outage', resolved: false, at: dayBefore(3) }),
    ];
    const texts = compressed(interactions, 850).entries.map(({ shown }) => JSON.stringify(shown));
    expect(texts.join('\n')).toContain(`"Asked. ${LONG}"`);
    expect(texts.join('\n')).not.toContain(`"Down. ${LONG}"`);
  });

  it('shortens the newest text when it alone is too long, and keeps how it began and ended', () => {
    const { entries, truncated } = compressed([aNote({ text: `Begun. ${LONG.repeat(6)} Ended.` })]);
    expect(entries[0]?.shown).toMatchObject({ text: expect.stringMatching(/^Begun\. .* … .* Ended\.$/) });
    expect(truncated).toBe(true);
  });

  it('keeps the newest text whole when lines of resolved issues can make room for it', () => {
    const text = 'A word. '.repeat(410);
    const interactions = [
      aNote({ text, intent: 'misc' }),
      ...Array.from({ length: 30 }, (_, index) =>
        aNote({ intent: `issue_${index}`, resolved: true, at: dayBefore(index + 1) }),
      ),
    ];
    const { entries } = compressed(interactions);
    expect(entries.map(({ shown }) => shown)).toMatchObject([{ text }, { records: 30, issues: 30, open: 0 }]);
  });

  it('never loses an open issue: those without a line of their own are counted as open', () => {
    const interactions = Array.from({ length: 200 }, (_, index) =>
      aNote({ intent: `issue_${index}`, resolved: index % 2 === 0 ? false : null, at: dayBefore(index) }),
    );
    const { entries } = compressed(interactions);
    const last = entries.find(({ shown }) => 'issues' in shown)?.shown;
    const named = entries.filter(({ shown }) => 'intent' in shown && shown.resolved === false);
    expect(named.length).toBeGreaterThan(5);
    expect(last).toMatchObject({ open: 100 - named.length });
  });

  it('counts a channel that no table knows as another one in a line', () => {
    const interactions = Array.from({ length: 40 }, (_, index) =>
      aNote({ channel: index % 2 === 0 ? 'constructor' : 'chat', text: `${index} ${LONG}` }),
    );
    const line = compressed(interactions).entries.find(({ shown }) => 'records' in shown);
    expect(line?.shown).toMatchObject({ channels: { other: expect.any(Number), chat: expect.any(Number) } });
  });
});

describe('any history', () => {
  it('has every interaction in exactly one entry, the newest first', () => {
    property((interactions, { entries }) => {
      const ids = entries.flatMap(({ interactionIds }) => interactionIds);
      expect(ids.toSorted()).toEqual(interactions.map(({ id }) => id).toSorted());
      const newestOfEach = entries.map(({ interactionIds }) => interactionIds[0] ?? '');
      expect(newestOfEach[0]).toBe(interactions[0]?.id);
      expect(newestOfEach.map(numberOf)).toEqual(newestOfEach.map(numberOf).toSorted((a, b) => a - b));
    });
  });

  it('keeps to the budget, and the newest has words when it had any', () => {
    property((interactions, { entries, tokens }, budgetTokens) => {
      expect(tokens.to).toBeLessThanOrEqual(budgetTokens);
      expect(tokensOfDocument(entries)).toBeLessThanOrEqual(tokens.to);
      const newest = entries[0]?.shown;
      if (newest !== undefined && interactions[0]?.text)
        expect(newest).toHaveProperty('text', expect.anything());
    });
  });

  it('counts what it folds as it was: nothing is invented', () => {
    property((interactions, { entries }) => {
      const byId = new Map(interactions.map((interaction) => [interaction.id, interaction]));
      for (const { shown, interactionIds } of entries) {
        const members = interactionIds.flatMap((id) => byId.get(id) ?? []);
        const days = members.map(({ at }) => at.slice(0, 10)).toSorted();
        if (!('records' in shown)) continue;
        expect(shown).toMatchObject({ records: members.length, first: days[0], last: days.at(-1) });
        expect(Object.values(shown.channels).reduce((sum, count) => sum + count, 0)).toBe(members.length);
        if ('intent' in shown)
          expect(new Set(members.map(({ intent }) => intent))).toEqual(new Set([shown.intent]));
      }
    });
  });

  it('shows only words of the notes, in their order, and no half number, word or placeholder', () => {
    property((interactions, { entries }) => {
      const byId = new Map(interactions.map((interaction) => [interaction.id, interaction.text]));
      for (const { shown, interactionIds } of entries) {
        if (!('text' in shown) || shown.text === undefined) continue;
        const source = byId.get(interactionIds[0] ?? '')?.trim() ?? '';
        const [head = '', tail = ''] = shown.text.split('…').map((part) => part.trim());
        expect(source.startsWith(head) && source.endsWith(tail)).toBe(true);
        expect([...partsOf(head), ...partsOf(source.slice(head.length))]).toEqual(partsOf(source));
        expect([...partsOf(source.slice(0, source.length - tail.length)), ...partsOf(tail)]).toEqual(
          partsOf(source),
        );
        expect(shown.text.isWellFormed()).toBe(true);
      }
    });
  });

  it('gives the same entries for the same history, and names each open issue or counts it', () => {
    property((interactions, result, budgetTokens) => {
      expect(compressHistory({ interactions, budgetTokens })).toEqual(result);
      const open = new Set(openIssues(interactions).map(({ id }) => id));
      const entriesOfOpen = result.entries.filter(({ interactionIds }) =>
        interactionIds.some((id) => open.has(id)),
      );
      for (const { shown } of entriesOfOpen) {
        if ('issues' in shown) expect(shown.open).toBeGreaterThan(0);
        else expect(shown.resolved).toBe(false);
      }
    });
  });
});

let made = 0;

/** Ids are unique, unless one is given. */
function aNote(changes: Partial<Interaction>): Interaction {
  made += 1;
  return anInteraction({ id: `made-${made}`, ...changes });
}

function dayBefore(days: number): string {
  return new Date(Date.parse('2025-12-07T10:15:00.000Z') - days * 86_400_000).toISOString();
}

function compressed(interactions: readonly Interaction[], budgetTokens = 900): CompressedHistory {
  return compressHistory({ interactions, budgetTokens });
}

function tokensOfDocument(entries: CompressedHistory['entries']): number {
  return estimateTokens(
    JSON.stringify(entries.map(({ shown }, index) => ({ ref: `i${index + 1}`, ...shown }))).slice(2),
  );
}

function numberOf(id: string): number {
  return Number(id.split('-')[1]);
}

/** What must never be cut: placeholders, numbers with their currency and groups, words. */
function partsOf(text: string): string[] {
  return text.match(/\[[a-z ]+\]|(?:[$€] ?)?\d+(?: \d+)*(?: ?[%€])?|\S+/gu) ?? [];
}

type Check = (interactions: readonly Interaction[], result: CompressedHistory, budgetTokens: number) => void;

function property(check: Check): void {
  fc.assert(
    fc.property(histories(), fc.integer({ min: 300, max: 1_200 }), (interactions, budgetTokens) =>
      check(interactions, compressHistory({ interactions, budgetTokens }), budgetTokens),
    ),
    { numRuns: 50 },
  );
}

/** Up to 200 interactions, newest first, often with few issues, the same words, long texts, hard places to cut. */
function histories() {
  const words = fc.constantFrom(
    ...[
      'refund',
      'will',
      'not',
      '[card]',
      '[date of birth]',
      '$45.20',
      '1 000 €',
      '12 %',
      'señor',
      '🙂',
      '"so"',
      '4\\5',
    ],
  );
  const phrase = fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' '));
  const text = fc.oneof(
    phrase,
    fc
      .tuple(phrase, fc.integer({ min: 0, max: 120 }))
      .map(([part, times]) => `${part} ${part}. `.repeat(times)),
  );
  const issue = fc.oneof(fc.constantFrom('refund', 'outage', 'misc'), fc.string({ maxLength: 40 }));
  const interaction = fc.record({
    intent: issue,
    channel: fc.oneof(fc.constantFrom(...CHANNELS), fc.string({ maxLength: 40 })),
    disposition: fc.option(fc.string({ maxLength: 40 })),
    resolved: fc.option(fc.boolean()),
    durationSeconds: fc.option(fc.nat(9_000)),
    text,
  });
  return fc
    .array(interaction, { maxLength: 200, size: 'max' })
    .map((all) =>
      all.map((fields, index) => anInteraction({ ...fields, id: `int-${index}`, at: dayBefore(index / 3) })),
    );
}
