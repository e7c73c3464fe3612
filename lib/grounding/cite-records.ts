import { isKnownIdentifier } from './check-identifiers.ts';
import { isKnownQuote } from './check-quotes.ts';
import type { Claim } from './claim.ts';
import { readCounted } from './counted.ts';
import type { Evidence } from './evidence.ts';
import { findFault } from './find-fault.ts';
import { overlap, stemsOf } from './wording.ts';

/** A quote of fewer words may stand anywhere. */
const FEWEST_QUOTED_WORDS = 3;
/** A record that shares less than this part of the words of the best one is not what the sentence is about. */
const LEAST_PART = 0.34;

/**
 * A claim with the records that its sentence rests on: those that hold its quotes and references, where none is cited that
 * does; without those that it can do without and that speak of something else.
 */
export function citeRecords(claim: Claim): Claim {
  const complete = { ...claim, cited: [...claim.cited, ...missingRecords(claim)] };
  // A wrong count must not become right by citing less, and a right one rests on all that it counts.
  if (complete.cited.length < 2 || countsContacts(claim) || findFault(complete) !== null) return complete;
  return withoutUnneeded(complete);
}

function countsContacts({ facts }: Claim): boolean {
  return facts.numbers.map(readCounted).some(({ kind, isTimes }) => kind !== null || isTimes);
}

function missingRecords({ cited, all, facts, quotes }: Claim): readonly Evidence[] {
  const holders = [
    ...facts.identifiers.map((identifier) => (evidence: Evidence) => isKnownIdentifier(identifier, evidence)),
    ...quotes
      .filter((quote) => quote.split(' ').length >= FEWEST_QUOTED_WORDS)
      .map((quote) => (evidence: Evidence) => isKnownQuote(quote, evidence)),
  ];
  const found = holders.flatMap((holds) => (cited.some(holds) ? [] : (all.find(holds) ?? [])));
  return [...new Set(found)];
}

function withoutUnneeded(claim: Claim): Claim {
  const words = new Set(stemsOf(claim.facts.undated));
  const shared = new Map(claim.cited.map((evidence) => [evidence, overlap(words, evidence.stems)]));
  const most = Math.max(...shared.values());
  const fewestFirst = claim.cited.toSorted((one, other) => (shared.get(one) ?? 0) - (shared.get(other) ?? 0));
  let kept = claim.cited;
  for (const evidence of fewestFirst) {
    const isAboutIt = most > 0 && (shared.get(evidence) ?? 0) >= most * LEAST_PART;
    if (isAboutIt || !sharesLanguage(claim, evidence) || holdsFact(evidence, claim)) continue;
    const others = kept.filter((other) => other !== evidence);
    if (findFault({ ...claim, cited: others }) === null) kept = others;
  }
  return { ...claim, cited: kept };
}

/** Between languages no words are in common. */
function sharesLanguage({ language }: Claim, evidence: Evidence): boolean {
  return language === 'en' && evidence.language === 'en';
}

function holdsFact(evidence: Evidence, { facts, quotes }: Claim): boolean {
  const values = [...evidence.facts.amounts, ...evidence.facts.numbers].map(({ value }) => value);
  return (
    quotes.some((quote) => isKnownQuote(quote, evidence)) ||
    facts.identifiers.some((identifier) => isKnownIdentifier(identifier, evidence)) ||
    facts.amounts.some(({ value }) => values.includes(value))
  );
}
