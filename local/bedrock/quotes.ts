import type { RecordedInteraction } from './records-document.ts';
import { NOT_QUOTABLE } from './word-lists.ts';

const MAX_WORDS = 18;
const MAX_REFS = 3;

/** A sentence of the records in their own words, on one line, and the interactions that hold it. */
export interface Quote {
  readonly sentence: string;
  readonly refs: readonly string[];
}

/** One line without brackets: the answer's format uses both. Control and formatting characters become spaces. */
export function cleanLine(text: string): string {
  return text
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
}

/**
 * The quotable sentences of the interactions, in their order, each once. Long ones are cut at a word and end in "…".
 */
export function quotesOf(interactions: readonly RecordedInteraction[]): readonly Quote[] {
  const refsBySentence = new Map<string, string[]>();
  for (const { ref, text } of interactions) {
    for (const sentence of sentencesOf(text ?? '')) {
      const refs = refsBySentence.get(sentence) ?? [];
      if (!refs.includes(ref) && refs.length < MAX_REFS) refs.push(ref);
      refsBySentence.set(sentence, refs);
    }
  }
  return [...refsBySentence].map(([sentence, refs]) => ({ sentence, refs }));
}

/** The quote with the most different words of the list in it, the earlier one of equals; none without such a word. */
export function bestQuote(quotes: readonly Quote[], words: readonly RegExp[]): Quote | undefined {
  let best: { readonly quote: Quote; readonly score: number } | undefined;
  for (const quote of quotes) {
    const score = words.filter((word) => word.test(quote.sentence)).length;
    if (score > (best?.score ?? 0)) best = { quote, score };
  }
  return best?.quote;
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/[\r\n\u2028\u2029]+|(?<=[.!?])\s+|\s+(?=(?:Agent|Customer|Bot|System):)/)
    .map(cleanLine)
    .filter((sentence) => /\p{L}/u.test(sentence) && !NOT_QUOTABLE.test(sentence))
    .map(shorten);
}

function shorten(sentence: string): string {
  const words = sentence.split(' ');
  return words.length <= MAX_WORDS ? sentence : `${words.slice(0, MAX_WORDS).join(' ')} …`;
}
