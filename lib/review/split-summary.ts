import { SECTIONS, type Section, type Summary, type SummarySections } from '../domain/summary.ts';

export interface CitedSentence {
  readonly section: Section;
  readonly text: string;
  /** Ids of the interactions that it rests on. */
  readonly interactions: readonly string[];
}

export interface SplitSummary {
  /** In the order of the text. */
  readonly sentences: readonly CitedSentence[];
  /** Whether a border between two sentences of a section is guessed: a record keeps them as one text. */
  readonly guessed: boolean;
}

type Part = Omit<CitedSentence, 'interactions'>;

/** Where a full stop is least likely to be the end of a sentence of the note: a model is asked for one sentence in each. */
const ONE_SENTENCE_FIRST: readonly Section[] = [
  'reason',
  'sentiment',
  'nextBestAction',
  'sinceLastAgent',
  'history',
];
const BORDER = /(?<=[.!?…]["')\]]?) (?=[\p{Lu}\p{Lo}\d"'([])/gu;

/**
 * The sentences of a summary with what each cites. Lists keep their sentences; in the other sections they are told apart
 * by their full stops, and by how many sentences the citations count.
 */
export function splitSummary({ sections, citations }: Pick<Summary, 'sections' | 'citations'>): SplitSummary {
  const parts = SECTIONS.flatMap((section) => partsOf(section, sections));
  const cited = Math.max(0, ...citations.map(({ sentence }) => sentence + 1));
  const joined = cited === 0 ? parts : joinDownTo(cited, parts);
  const sources = new Map(citations.map(({ sentence, interactions }) => [sentence, interactions]));
  return {
    sentences: joined.map((part, index) => ({ ...part, interactions: sources.get(index) ?? [] })),
    guessed: joined.length !== parts.length || joined.length < cited,
  };
}

function partsOf(section: Section, sections: SummarySections): readonly Part[] {
  const written = sections[section];
  const texts = typeof written === 'string' ? splitAtBorders(written) : (written ?? []);
  return texts.map((text) => ({ section, text }));
}

/** What stands between quotation marks is somebody else's sentence. */
function splitAtBorders(text: string): readonly string[] {
  const borders = [...text.matchAll(BORDER)]
    .map(({ index }) => index)
    .filter((index) => text.slice(0, index).split('"').length % 2 === 1);
  const starts = [0, ...borders.map((index) => index + 1)];
  return starts.map((start, index) => text.slice(start, borders[index])).filter((part) => part !== '');
}

/** With as many parts as there are sentences, if that can be had by joining the last parts of sections. */
function joinDownTo(count: number, parts: readonly Part[]): readonly Part[] {
  let joined = parts;
  for (const section of ONE_SENTENCE_FIRST) {
    while (joined.length > count && joined.filter((part) => part.section === section).length > 1) {
      joined = joinLastTwo(section, joined);
    }
  }
  return joined;
}

function joinLastTwo(section: Section, parts: readonly Part[]): readonly Part[] {
  const last = parts.findLastIndex((part) => part.section === section);
  const text = `${parts[last - 1]?.text} ${parts[last]?.text}`;
  return [...parts.slice(0, last - 1), { section, text }, ...parts.slice(last + 1)];
}
