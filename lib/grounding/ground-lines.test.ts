import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW_MS } from '../../tests/fixtures/domain.ts';
import { aNote } from '../../tests/fixtures/grounding.ts';
import type { ShownRecord } from '../domain/shown-record.ts';
import { SECTIONS } from '../domain/summary.ts';
import { groundLines } from './ground-lines.ts';

const LANGUAGES = ['en', 'es-MX', 'fr', 'de-AT', 'pt', 'ja', 'x', '', 'not a tag'];
const IDS = ['int-1', 'int-2', 'int-3'];
const PIECES = [
  ...[
    '1 ',
    '1,',
    '111.',
    '-',
    '/',
    '12/',
    ':',
    '$',
    '€',
    '%',
    '#',
    '#AB-',
    '"',
    "'",
    '…',
    '(',
    '\n',
    '\u0001',
    '\u0000',
  ],
  ...[
    '\ud800',
    '\u202e',
    '👩‍👩‍👧',
    'ﷺ',
    'Z̸̢',
    'ß',
    '٣',
    '９９',
    'one ',
    'two and ',
    'quatre-',
    'und',
    'dec ',
    'Friday ',
    'by ',
  ],
  ...['9'.repeat(40), '__proto__ ', '2025-99-99 ', '0.0.0 ', '1e999 ', 'order ', 'ago ', ' days'],
];
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...PIECES), maxLength: 40 }),
);
const line = fc.record({
  section: fc.constantFrom(...SECTIONS),
  text,
  interactionIds: fc.subarray([...IDS, 'int-unknown']),
});
const history = fc
  .array(fc.record({ text, channel: fc.constantFrom('agent', 'ivr', 'chat'), resolved: fc.boolean() }), {
    maxLength: 3,
  })
  .map((notes) => notes.map((note, index) => aNote('', { ...note, interactionIds: [`int-${index + 1}`] })));
const options = fc.record({ records: history, reasonGiven: text, language: fc.constantFrom(...LANGUAGES) });

const grounded = (
  lines: Parameters<typeof groundLines>[0],
  rest: Omit<Parameters<typeof groundLines>[1], 'nowMs'>,
) => groundLines(lines, { ...rest, nowMs: NOW_MS });

describe('groundLines', () => {
  it('parts whatever lines into shown and removed, without loss, and the same way each time', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), options, (lines, rest) => {
        const first = grounded(lines, rest);
        const parts = [...first.lines, ...first.removed].map((each) => each.text);
        expect(parts.toSorted()).toEqual(lines.map((each) => each.text).toSorted());
        expect(grounded(lines, rest)).toEqual(first);
        const existing = rest.records.flatMap((record) => record.interactionIds);
        for (const { interactionIds } of first.lines)
          expect(existing).toEqual(expect.arrayContaining([...interactionIds]));
      }),
    );
  });

  it('judges a line by itself: others beside it change nothing', () => {
    fc.assert(
      fc.property(line, line, options, (one, other, rest) => {
        expect(grounded([one, other], rest).lines).toEqual([
          ...grounded([one], rest).lines,
          ...grounded([other], rest).lines,
        ]);
      }),
      { numRuns: 50 },
    );
  });

  const clause = fc
    .tuple(
      fc.constantFrom('Charged', 'Refunded', 'Customer paid', 'Agent waived'),
      fc.integer({ min: 2, max: 900 }),
      fc.constantFrom(
        'for 3 routers',
        'for order AB-1234',
        'after a wait of 20 minutes',
        'at 14:30',
        'twice',
      ),
    )
    .map(([act, amount, what]) => `${act} $${amount} ${what}`);

  it('shows a clause of a record in its own words, with its own day', () => {
    fc.assert(
      fc.property(clause, clause, fc.integer({ min: 0, max: 80 }), (one, other, daysAgo) => {
        const at = new Date(NOW_MS - daysAgo * 86_400_000).toISOString();
        const record: ShownRecord = aNote(`${one}. ${other}.`, { at });
        const lines = [
          { section: 'history', text: `${one} on ${at.slice(0, 10)}.`, interactionIds: ['int-1'] } as const,
          { section: 'history', text: `Note: "${other}".`, interactionIds: ['int-1'] } as const,
        ];
        expect(grounded(lines, { records: [record], reasonGiven: '', language: 'en' }).removed).toEqual([]);
      }),
    );
  });

  it('gives the lines in their order, and each removed one its text and reason', () => {
    const lines = ['Charge of $45.', 'Charge of $54.', 'Asked on 7 December.'].map(
      (each) => ({ section: 'history', text: each, interactionIds: ['int-1'] }) as const,
    );
    const records = [aNote('Asked about a charge of $45.')];
    const { lines: shown, removed } = grounded(lines, { records, reasonGiven: '', language: 'en-GB' });
    expect(shown.map((each) => each.text)).toEqual(['Charge of $45.', 'Asked on 7 December.']);
    expect(removed).toEqual([{ text: 'Charge of $54.', reason: 'unsupported', detail: 'amount $54' }]);
  });

  it('tells sentences in another language, quotes apart', () => {
    const german = 'Der Kunde ist verärgert, weil die Rechnung nicht stimmt und das Geld nicht kam.';
    const isOther = (sentence: string) =>
      grounded([{ section: 'history', text: sentence, interactionIds: [] }], {
        records: [],
        reasonGiven: '',
        language: 'en',
      }).isInOtherLanguage;
    expect(isOther(german)).toBe(true);
    expect(isOther(`Said "${german}".`)).toBe(false);
  });
});
