import { SECTIONS } from '../domain/summary.ts';
import type { CitedSentence } from './cited-sentences.ts';

export type SentenceChange =
  | { readonly kind: 'same'; readonly before: CitedSentence; readonly now: CitedSentence }
  /** Other words in the same section, or the same words from other interactions. */
  | { readonly kind: 'changed'; readonly before: CitedSentence; readonly now: CitedSentence }
  | { readonly kind: 'only_before'; readonly before: CitedSentence; readonly now: null }
  | { readonly kind: 'only_now'; readonly before: null; readonly now: CitedSentence };

/**
 * Two summaries sentence by sentence, section by section: what is equal is paired first, wherever in its section it stands,
 * and what is left in order.
 */
export function compareSentences(
  before: readonly CitedSentence[],
  now: readonly CitedSentence[],
): readonly SentenceChange[] {
  return SECTIONS.flatMap((section) =>
    compareSection(
      before.filter((sentence) => sentence.section === section),
      now.filter((sentence) => sentence.section === section),
    ),
  );
}

function compareSection(
  before: readonly CitedSentence[],
  now: readonly CitedSentence[],
): readonly SentenceChange[] {
  const left = [...now];
  const take = (wanted: (sentence: CitedSentence) => boolean) => {
    const index = left.findIndex(wanted);
    return index === -1 ? null : (left.splice(index, 1)[0] ?? null);
  };
  const equals = new Map(before.map((one) => [one, take((other) => isEqual(one, other))]));
  const sameWords = new Map(
    before.map((one) => [one, equals.get(one) ? null : take(({ text }) => text === one.text)]),
  );
  const changes = before.map((one): SentenceChange => {
    const equal = equals.get(one);
    if (equal) return { kind: 'same', before: one, now: equal };
    const other = sameWords.get(one) ?? take(() => true);
    return other === null
      ? { kind: 'only_before', before: one, now: null }
      : { kind: 'changed', before: one, now: other };
  });
  return [...changes, ...left.map((other) => ({ kind: 'only_now', before: null, now: other }) as const)];
}

function isEqual(one: CitedSentence, other: CitedSentence): boolean {
  return one.text === other.text && one.interactions.join() === other.interactions.join();
}
