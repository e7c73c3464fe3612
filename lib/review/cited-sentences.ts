import type { Sentence, Summary } from '../domain/summary.ts';

export interface CitedSentence extends Sentence {
  /** Ids of the interactions that it rests on. */
  readonly interactions: readonly string[];
}

/** The sentences of a summary with what each cites, in the order of the text. */
export function citedSentences({
  sentences,
  citations,
}: Pick<Summary, 'sentences' | 'citations'>): readonly CitedSentence[] {
  const sources = new Map(citations.map(({ sentence, interactions }) => [sentence, interactions]));
  return sentences.map((sentence, index) => ({ ...sentence, interactions: sources.get(index) ?? [] }));
}
