import type { Section, SummaryLine } from '../domain/summary.ts';

/** As the prompt asks for them. What comes after is dropped, so that nothing can crowd out the rest. */
export const MOST_LINES: Readonly<Record<Section, number>> = {
  reason: 1,
  openIssues: 3,
  sinceLastAgent: 2,
  promises: 3,
  dontAskAgain: 3,
  history: 2,
  sentiment: 1,
  nextBestAction: 1,
};
/** Without the history an agent loses least, without the reason the note is none. */
const DROPPED_FIRST: readonly Section[] = [
  'history',
  'sentiment',
  'dontAskAgain',
  'nextBestAction',
  'sinceLastAgent',
  'promises',
  'openIssues',
];
export const MOST_WORDS = 120;

/**
 * The lines of a note that an agent can read in five seconds: each section's first ones, and at most 120 words. Whole lines
 * go, those of the least important section first and the last of a section before its first; a REASON never goes.
 */
export function limitLines(lines: readonly SummaryLine[]): readonly SummaryLine[] {
  let kept = lines.filter((line) => earlierOfSection(lines, line) < MOST_LINES[line.section]);
  const dropped = DROPPED_FIRST.flatMap((section) =>
    kept.filter((line) => line.section === section).toReversed(),
  );
  for (const line of dropped) {
    if (!isTooLong(kept)) break;
    kept = kept.filter((other) => other !== line);
  }
  return kept;
}

export function isTooLong(lines: readonly SummaryLine[]): boolean {
  return lines.reduce((words, { text }) => words + text.split(/\s+/).length, 0) > MOST_WORDS;
}

function earlierOfSection(lines: readonly SummaryLine[], line: SummaryLine): number {
  return lines.slice(0, lines.indexOf(line)).filter(({ section }) => section === line.section).length;
}
