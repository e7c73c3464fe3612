import type { Section, SummaryLine } from '../domain/summary.ts';

const MOST_WORDS = 120;
/** Without the reason the digest is none; without the history an agent loses least. */
const KEPT_FIRST: readonly Section[] = [
  'reason',
  'openIssues',
  'promises',
  'sinceLastAgent',
  'nextBestAction',
  'dontAskAgain',
  'sentiment',
  'history',
];

/** The lines that fit into 120 words, the most important first; a line that does not fit is left out whole. Order kept. */
export function limitDigest(lines: readonly SummaryLine[]): readonly SummaryLine[] {
  let wordsLeft = MOST_WORDS;
  const kept = new Set<SummaryLine>();
  for (const section of KEPT_FIRST) {
    for (const line of lines.filter((each) => each.section === section)) {
      const words = line.text.split(/\s+/).length;
      if (words > wordsLeft) continue;
      kept.add(line);
      wordsLeft -= words;
    }
  }
  return lines.filter((line) => kept.has(line));
}
