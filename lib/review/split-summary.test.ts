import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeSummary, SECTIONS, type Section } from '../domain/summary.ts';
import { splitSummary } from './split-summary.ts';

function split(...lines: readonly [Section, string, ...string[]][]) {
  const written = lines.map(([section, text, ...interactionIds]) => ({ section, text, interactionIds }));
  const { sentences, guessed } = splitSummary(composeSummary(written));
  return {
    sentences: sentences.map(({ section, text, interactions }) => [section, text, ...interactions]),
    guessed,
  };
}

describe('splitSummary', () => {
  it('gives each sentence what it cites, in the order of the text', () => {
    const lines: [Section, string, ...string[]][] = [
      ['reason', 'Asks about $45.50.', 'a'],
      ['openIssues', 'The fee. It is $45.', 'a', 'b'],
      ['openIssues', 'The visit.', 'c'],
      ['history', 'Called twice.', 'a', 'b'],
      ['history', 'Then wrote "Hello? No. Bye."', 'c'],
      ['nextBestAction', 'Look it up.', 'b'],
    ];
    expect(split(...lines)).toEqual({ sentences: lines, guessed: false });
  });

  it('takes a full stop inside a sentence for none when the citations count one sentence', () => {
    expect(
      split(['reason', 'Spoke with Mr. Ho.', 'a'], ['history', 'One.', 'b'], ['history', 'Two.', 'c']),
    ).toEqual({
      sentences: [
        ['reason', 'Spoke with Mr. Ho.', 'a'],
        ['history', 'One.', 'b'],
        ['history', 'Two.', 'c'],
      ],
      guessed: true,
    });
  });

  it('tells the sentences of a digest apart, of which the first cites nothing', () => {
    expect(split(['reason', 'None was given.'], ['reason', 'Last contact: chat.', 'a'])).toEqual({
      sentences: [
        ['reason', 'None was given.'],
        ['reason', 'Last contact: chat.', 'a'],
      ],
      guessed: false,
    });
  });

  it('loses no word, whatever the sentences are', () => {
    const text = fc.string({ unit: fc.constantFrom('A', 'b', '.', '"', ' ', '1', '請'), minLength: 1 });
    const line = fc.record({
      section: fc.constantFrom(...SECTIONS),
      text,
      interactionIds: fc.constant(['a']),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), (lines) => {
        const { sentences } = splitSummary(composeSummary(lines));
        const words = (parts: readonly string[]) => parts.join('').replace(/ /g, '');
        expect(words(sentences.map((sentence) => sentence.text))).toBe(words([composeSummary(lines).text]));
      }),
    );
  });
});
