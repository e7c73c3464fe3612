import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from '../domain/summary.ts';
import type { CitedSentence } from './cited-sentences.ts';
import { compareSentences } from './compare-sentences.ts';

const sentence = (
  section: CitedSentence['section'],
  text: string,
  ...interactions: string[]
): CitedSentence => ({
  section,
  text,
  interactions,
});

function kinds(before: readonly CitedSentence[], now: readonly CitedSentence[]) {
  return compareSentences(before, now).map(({ kind, before, now }) => [kind, before?.text, now?.text]);
}

describe('compareSentences', () => {
  it('pairs what is equal wherever it stands, and the others of the section in order', () => {
    const before = [sentence('reason', 'Why.'), sentence('history', 'One.'), sentence('history', 'Two.')];
    const now = [sentence('reason', 'Why.'), sentence('history', 'Two.'), sentence('history', 'Three.')];
    expect(kinds(before, now)).toEqual([
      ['same', 'Why.', 'Why.'],
      ['changed', 'One.', 'Three.'],
      ['same', 'Two.', 'Two.'],
    ]);
  });

  it('never pairs sentences of two sections', () => {
    expect(kinds([sentence('promises', 'A credit.')], [sentence('openIssues', 'A credit.')])).toEqual([
      ['only_now', undefined, 'A credit.'],
      ['only_before', 'A credit.', undefined],
    ]);
  });

  it('calls the same words from other interactions a change', () => {
    expect(kinds([sentence('reason', 'Why.', 'a')], [sentence('reason', 'Why.', 'b')])).toEqual([
      ['changed', 'Why.', 'Why.'],
    ]);
  });

  it('finds each sentence of both exactly once, and no difference to itself', () => {
    const sentences = fc.array(
      fc.record({
        section: fc.constantFrom(...SECTIONS),
        text: fc.constantFrom('One.', 'Two.', 'Three.'),
        interactions: fc.subarray(['a', 'b']),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(sentences, sentences, (before, now) => {
        const changes = compareSentences(before, now);
        expect(changes.flatMap((change) => change.before ?? [])).toHaveLength(before.length);
        expect(new Set(changes.flatMap((change) => change.now ?? []))).toEqual(new Set(now));
        expect(compareSentences(now, now).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });
});
