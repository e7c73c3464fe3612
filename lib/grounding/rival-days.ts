import type { Claim } from './claim.ts';
import type { DateMention } from './find-dates.ts';
import type { KnownDay } from './known-days.ts';
import { overlap, stemsAround } from './wording.ts';

/** Acts that a record itself is: what was said on its day. */
const CONTACT =
  /\b(?:said|told|sa\w+ that|agent|call\w*|chat\w*|e-?mail\w*|wrote|write\w*|contact\w*|rang|phoned|text\w*|messag\w*|promis\w*|ask\w*|report\w*|complain\w*|supervisor|manager|spoke|announc\w*|note\w*|record\w*|angry|upset|frustrat\w*|calm|polite|menu|ivr|verif\w*|advis\w*|repl\w*|answer\w*)\b/;
/** Words in common that another day must have more. One may be chance. */
const CLEARLY_OTHER = 2;
const NEAR_WORDS = 4;

interface Rivals {
  readonly claim: Claim;
  readonly matching: readonly KnownDay[];
  readonly others: readonly KnownDay[];
}

/** Whether what the sentence says of the day stands in the records beside another day. */
export function belongsToAnother(mention: DateMention, { claim, matching, others }: Rivals): boolean {
  const wordsWithin = (words?: number) =>
    stemsAround(claim.facts.undated, { index: mention.index, length: mention.text.length, words });
  const isOfContact = CONTACT.test(claim.facts.plain);
  const context = wordsWithin();
  const score = ({ source, context: known }: KnownDay) => {
    const words = overlap(context, known);
    return source === 'at' ? Math.min(4, words) + Number(isOfContact) : words;
  };
  const best = (days: readonly KnownDay[], scoreOf: (day: KnownDay) => number) =>
    Math.max(0, ...days.map(scoreOf));
  const named = others.filter(({ source }) => source === 'text');
  if (best(named, score) - best(matching, score) >= CLEARLY_OTHER) return true;
  if (matching.some(({ source }) => source !== 'at')) return false;
  // Only the day of a record bears it out: what happened is told of the day that the words name, or of the record on the matter.
  const near = wordsWithin(NEAR_WORDS);
  const nearScore = ({ context: known }: KnownDay) => overlap(near, known);
  if (!isOfContact && best(named, nearScore) >= CLEARLY_OTHER + 1) return true;
  const ownDays = others.filter(({ source }) => source === 'at');
  return best(ownDays, nearScore) - best(matching, nearScore) >= CLEARLY_OTHER;
}
