import type { Section } from '../domain/summary.ts';
import type { Claim } from './claim.ts';
import { languageOf } from './language-of.ts';
import { overlap, stemsOf } from './wording.ts';

const PROMISED = /\b(?:promised(?: to| that)?|guaranteed(?: to| that)?|committed to|agreed to|will)\b (.+)/;
const NO_ACT = /^(?:on|by|in|within|for|yesterday|today|at|had|was|not)\b/;
const FEWEST_WORDS = 4;
/** The least share of a sentence's words that its records must know when nothing else ties it to them. */
const LEAST_SHARE: Readonly<Partial<Record<Section, number>>> = {
  reason: 0.12,
  openIssues: 0.12,
  promises: 0.3,
  dontAskAgain: 0.15,
  sentiment: 0.12,
  history: 0.01,
};

/**
 * Whether a sentence speaks of something that its records do not: another customer's matter, or a promise that nobody made.
 * Only for English sentences over English records; others share no words.
 */
export function speaksOfOthers(claim: Claim): boolean {
  const { section, facts, cited, reasonGiven, language } = claim;
  const least = LEAST_SHARE[section];
  const known = `${cited.map((evidence) => evidence.facts.plain).join(' ')} ${reasonGiven}`;
  if (least === undefined || language !== 'en' || languageOf(known) !== 'en') return false;
  const knownWords = new Set(stemsOf(known));
  const words = wordsIn(facts.plain);
  const share = overlap(words, knownWords) / words.size;
  const isForeign =
    words.size >= FEWEST_WORDS ? share < least : words.size === FEWEST_WORDS - 1 && share === 0;
  // Amounts, days or quotes that its records know tie a sentence to them in any words.
  if (isForeign) return !hasFacts(claim);
  return section === 'promises' && promisesSomethingElse(facts.plain, knownWords);
}

/** Whether what was promised is told in words of which the records know less than half. */
function promisesSomethingElse(plain: string, knownWords: ReadonlySet<string>): boolean {
  const [, promised = ''] = PROMISED.exec(plain) ?? [];
  if (NO_ACT.test(promised)) return false;
  const acts = new Set([...wordsIn(promised)].slice(0, 4));
  return acts.size >= 2 && overlap(acts, knownWords) / acts.size < 0.4;
}

function wordsIn(plain: string): ReadonlySet<string> {
  return new Set(stemsOf(plain).filter((stem) => !/\d/.test(stem)));
}

function hasFacts({ quotes, facts }: Claim): boolean {
  const { dates, amounts, identifiers, clocks, durations, numbers } = facts;
  return [quotes, dates, amounts, identifiers, clocks, durations, numbers].some(({ length }) => length > 0);
}
