/** The sections of a summary, in the order in which an agent needs them. */
export const SECTIONS = [
  'reason',
  'openIssues',
  'sinceLastAgent',
  'promises',
  'dontAskAgain',
  'history',
  'sentiment',
  'nextBestAction',
] as const;

export type Section = (typeof SECTIONS)[number];

/** One sentence of a summary, and the interactions it rests on. */
export interface SummaryLine {
  readonly section: Section;
  readonly text: string;
  readonly interactionIds: readonly string[];
}

/** Why a sentence of a model was not shown. */
export const REMOVAL_REASONS = [
  'unreadable',
  'cut_off',
  'too_much',
  'personal_data',
  'foreign_number',
  'unsupported',
  'contradicted',
] as const;

export type RemovalReason = (typeof REMOVAL_REASONS)[number];

export interface RemovedLine {
  /** Plain and without personal data. */
  readonly text: string;
  readonly reason: RemovalReason;
  /** For people: what in the sentence does not follow from the records, such as `amount $54`. */
  readonly detail: string | null;
}

export interface SummarySections {
  readonly reason: string;
  readonly openIssues: readonly string[];
  readonly history: string;
  readonly promises: readonly string[];
  readonly dontAskAgain: readonly string[];
  readonly sentiment: string;
  readonly nextBestAction: string;
  readonly sinceLastAgent: string | null;
}

export interface Citation {
  /** Index in `sentences`, from 0. */
  readonly sentence: number;
  readonly interactions: readonly string[];
}

export interface Sentence {
  readonly section: Section;
  readonly text: string;
}

export interface Summary {
  /** The sentences, one after the other. */
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly sections: SummarySections;
  readonly citations: readonly Citation[];
}

/**
 * Puts sentences into the agent's order and makes text, sections and citations from them.
 * All are derived from the same sentences, so they can never disagree.
 */
export function composeSummary(lines: readonly SummaryLine[]): Summary {
  const ordered = SECTIONS.flatMap((section) => lines.filter((line) => line.section === section));
  const of = (section: Section) =>
    ordered.filter((line) => line.section === section).map((line) => line.text);
  return {
    text: ordered.map((line) => line.text).join(' '),
    sentences: ordered.map(({ section, text }) => ({ section, text })),
    sections: {
      reason: of('reason').join(' '),
      openIssues: of('openIssues'),
      history: of('history').join(' '),
      promises: of('promises'),
      dontAskAgain: of('dontAskAgain'),
      sentiment: of('sentiment').join(' '),
      nextBestAction: of('nextBestAction').join(' '),
      sinceLastAgent: of('sinceLastAgent').join(' ') || null,
    },
    citations: ordered.flatMap((line, sentence) =>
      line.interactionIds.length === 0 ? [] : [{ sentence, interactions: line.interactionIds }],
    ),
  };
}
