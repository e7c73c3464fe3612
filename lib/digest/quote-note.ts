import { type Clause, isQuotable, MOST_QUOTED_WORDS } from './split-clauses.ts';

const LEAST_WORDS_THAT_TELL = 4;

/**
 * The one sentence of a note to show for it: what somebody said, else the first that tells something, else the longest.
 * Of a sentence that is too long, as many of its first clauses as fit. `null` when none is fit to be quoted.
 *
 * @param used quotes that other lines show already
 */
export function quoteNote(clauses: readonly Clause[], used: readonly string[]): string | null {
  const candidates = clauses
    .filter(({ position }) => position === 0)
    .map((clause) => ({ spoken: clause.spoken, text: beginningOf(clause) }))
    .filter(({ text }) => isQuotable(text) && !used.some((quote) => overlap(quote, text)));
  const telling = candidates.filter(({ text }) => wordsIn(text) >= LEAST_WORDS_THAT_TELL);
  const chosen = telling.find(({ spoken }) => spoken) ?? telling[0] ?? longest(candidates);
  return chosen?.text ?? null;
}

function beginningOf({ sentence, spans }: Clause): string {
  const fitting = spans
    .map(({ end }) => sentence.slice(spans[0]?.start, end))
    .filter((text) => wordsIn(text) <= MOST_QUOTED_WORDS);
  return fitting.at(-1) ?? sentence;
}

function longest<Candidate extends { readonly text: string }>(
  candidates: readonly Candidate[],
): Candidate | undefined {
  return candidates.toSorted((one, other) => wordsIn(other.text) - wordsIn(one.text))[0];
}

function overlap(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}

function wordsIn(text: string): number {
  return text.split(' ').length;
}
