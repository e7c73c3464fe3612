import { isKnownValue } from './check-amounts.ts';
import { isKnownOrdinal } from './check-ordinals.ts';
import type { Claim } from './claim.ts';
import { contactKind, countsOf, mayBeSame } from './contact-counts.ts';
import { type Counted, isSomeOfNoun, isTimesWord, nounsBehind, readCounted } from './counted.ts';
import type { NumberMention } from './find-counts.ts';
import { recordsSince } from './records-since.ts';
import { overlap, stemsOf } from './wording.ts';

const OVERALL = /\b(?:in all|in total|altogether|overall|insgesamt|en total|au total|no total)\b/;
const MORE_OR_LESS =
  /\b(?:below|above|under|over|short of|more|fewer|less|de menos|de mas|weniger|mehr|moins)\b/;
const PERCENT = /^(?:%|percent|per|pct|prozent|por)/;
/** Behind a number that stands for itself: `4 of 6 here`. */
const FREE =
  /^(?:|here|up|of|so|too|already|left|more|again|in|out|is|are|was|were|now|ok|fine|sent|missing)$/;
/** `1/5`, `4 of 12`; `box 3 of 3` is a place. */
const SHARE =
  /(?<![\d/])(\d{1,3})(?: ?\/ ?|(?<!\b(?:box|step|page|part|parcel|stage|item|line|attempt|visit|day) \d{1,3}) (?:out )?of (?:the )?)(\d{1,3})(?![\d/])/g;
/** From here on a number is a size, which may have been reckoned, and not a count of things. */
const LEAST_SIZE = 100;
/** Up to here the same number may well stand for something else. */
const MOST_WITH_NOUN = 20;
const MOST_VALUES = 40;
const CLAUSE_END = /[.,;:!?|]/;
/** What is told of those of a whole that are not there, not done or not well. */
const REST =
  /\b(?:others?|rest|remain\w*|missing|miss|left|not|no|never|without|fail\w*|wrong|broken|bad|dead|unpaid|unused|un\w{4,}|still|open|outstanding|lost|short|late|delayed|backorder\w*|damaged|declined|refused|rejected|bounced|awaited|pending|no longer|faltan?|fehl\w*|manqu\w*|nicht|pas|nao|sin|sem)\b/;
/** `First` in plain form with numbers in digits. */
const FIRST = /\b(?:1ord|1st) $/;

/** Whether a number that a sentence counts with or names follows from the records that it cites. */
export function isKnownNumber(mention: NumberMention, claim: Claim): boolean {
  if (isPartOfKnownWord(mention, claim)) return true;
  const counted = readCounted(mention);
  if (mention.isOrdinal) return isKnownOrdinal(counted, claim);
  const parts = partsOfSameWhole(mention, claim);
  if (parts.length > 0) return parts.includes(mention.value);
  // One is an article as often as a count.
  if (mention.value === 1) return true;
  if (counted.kind !== null || counted.isTimes) return isKnownContactCount(counted, claim);
  if (!Number.isInteger(mention.value) || mention.value >= LEAST_SIZE) return isKnownValue(mention, claim);
  return isWritten(counted, claim) || isOneForEachRecord(counted, claim) || isDifference(mention, claim);
}

function isKnownContactCount(counted: Counted, claim: Claim): boolean {
  const { section, all, facts } = claim;
  const cited = recordsSince(claim) ?? claim.cited;
  const kind = counted.kind ?? 'contact';
  const { value } = counted.mention;
  if (counted.isTimes && isOneForEachDay(counted.mention, claim)) return true;
  // The record of the last agent is cited and not counted.
  if (section === 'sinceLastAgent' && countsOf(cited, kind).has(value + 1)) return true;
  if (countsOf(cited, kind).has(value) || (OVERALL.test(facts.plain) && countsOf(all, kind).has(value)))
    return true;
  return cited.some((evidence) =>
    evidence.facts.numbers.some((known) => known.value === value && isHowOften(known, counted)),
  );
}

/** `Twice, on 6 and 10 November`, `the first two times`: the days that the sentence names, each of which is checked as well. */
function isOneForEachDay({ value, index }: NumberMention, { facts }: Claim): boolean {
  const days = facts.dates.filter(({ isTerm }) => !isTerm).length;
  return days > 1 && (days === value || (days > value && FIRST.test(facts.plain.slice(0, index))));
}

/** Whether a record says with a number how often somebody was in contact in this way: `3rd call`, `rang 2x`. */
function isHowOften(known: NumberMention, { kind, isTimes }: Counted): boolean {
  const { after, before } = known;
  const kinds = [...after.slice(0, 3), ...before.slice(-2)].flatMap((word) => contactKind(word) ?? []);
  if (kinds.length > 0) return kind === null || kinds.some((other) => mayBeSame(kind, other));
  return isTimes && isTimesWord(after[0] ?? '');
}

/** Whether a record has the number in its words, and not only of something else. */
function isWritten({ mention, nouns }: Counted, { cited, facts }: Claim): boolean {
  const { value } = mention;
  if (cited.some(({ record }) => record.minutes === value) && /minut|\bmin\b/.test(facts.plain)) return true;
  const numbers = cited
    .flatMap((evidence) => evidence.facts.numbers)
    .filter((known) => !known.isOrdinal || isSomeOfNoun(known, nouns));
  const same = numbers.filter((known) => known.value === value);
  if (same.length === 0) return isWrittenOtherwise(mention, { cited, nouns });
  if (PERCENT.test(mention.after[0] ?? '')) {
    const shares = numbers.filter(({ after }) => PERCENT.test(after[0] ?? ''));
    return shares.length === 0 || shares.some((known) => known.value === value);
  }
  if (nouns.length === 0 || value > MOST_WITH_NOUN || !numbers.some((known) => isSomeOfNoun(known, nouns)))
    return true;
  return same.some(
    (known) =>
      isSomeOfNoun(known, nouns) || FREE.test(known.after[0] ?? '') || nounsBehind(known).length === 0,
  );
}

/** `4C`, `10 mg`: a number and the letters behind it stand in a record just so, with a space or without. */
function isPartOfKnownWord(
  { text, index, after }: NumberMention,
  { cited, facts: { plain } }: Claim,
): boolean {
  const [letters = ''] = /^\p{L}{1,4}$/u.exec(after[0] ?? '') ?? [];
  if (
    letters === '' ||
    !plain
      .slice(index)
      .replace(' ', '')
      .startsWith(text + letters)
  )
    return false;
  const word = new RegExp(`(?<![\\d.,])${text} ?${letters}(?!\\p{L})`, 'u');
  return cited.some(({ facts }) => word.test(facts.plain));
}

/** As part of a reference, as an amount, as a clock time or, where nothing else is counted, as a length of time. */
function isWrittenOtherwise(
  { value }: NumberMention,
  { cited, nouns }: Pick<Claim, 'cited'> & Pick<Counted, 'nouns'>,
): boolean {
  return cited.some(
    ({ facts }) =>
      (value > 12 && facts.amounts.some((known) => known.value === value)) ||
      facts.clocks.some(({ minutes }) => minutes.includes(value * 60)) ||
      // `50mcg` is one word.
      (value > 12 && new RegExp(`(?<![\\d.,])${value}(?![\\d.,]\\d|\\d)`).test(facts.undated)) ||
      facts.durations.some(
        (known) =>
          known.value === value &&
          (nouns.length === 0 ||
            stemsOf(known.text).some((stem) => nouns.includes(stem)) ||
            // `2 m` may be metres.
            (/\dm$|\d m$/.test(known.text) && nouns.some((noun) => /^met(?:er|r)/.test(noun)))),
      ),
  );
}

/** Whether the cited records are as many as the sentence says, each speaks of one, and none has another number of them. */
function isOneForEachRecord({ mention, nouns }: Counted, { cited }: Claim): boolean {
  if (cited.length !== mention.value) return false;
  const numbers = cited.flatMap(({ facts }) => facts.numbers);
  return nouns.some(
    (noun) =>
      cited.every(({ stems }) => overlap(new Set([noun]), stems) > 0) &&
      numbers.every((known) => known.value === mention.value || !isSomeOfNoun(known, [noun])),
  );
}

/** `Ten below the minimum`, where a record has both. */
function isDifference({ value }: NumberMention, { cited, facts: { plain } }: Claim): boolean {
  if (!MORE_OR_LESS.test(plain)) return false;
  const values = cited
    .flatMap(({ facts }) => [...facts.numbers, ...facts.durations, ...facts.amounts])
    .map((known) => known.value)
    .slice(0, MOST_VALUES);
  return values.some((one) => values.some((other) => other > 0 && one - other === value));
}

/**
 * For `two out of five`: the parts of five that records name. What they leave counts where one text tells what is there and
 * the other what is not.
 */
function partsOfSameWhole(mention: NumberMention, { cited, facts: { plain } }: Claim): readonly number[] {
  const [, whole] = /^(?:out )?of (?:the )?(\d+)/.exec(mention.after.join(' ')) ?? [];
  if (whole === undefined) return [];
  const isOfRest = tellsOfRest(plain, mention.index);
  return cited
    .flatMap(({ facts }) => [...facts.plain.matchAll(SHARE)])
    .filter(([, , known]) => known === whole)
    .flatMap(({ 1: part, index, input }) =>
      tellsOfRest(input, index) === isOfRest ? [Number(part)] : [Number(part), Number(whole) - Number(part)],
    );
}

function tellsOfRest(plain: string, index: number): boolean {
  const before = plain.slice(0, index).split(CLAUSE_END).at(-1) ?? '';
  const after = plain.slice(index).split(CLAUSE_END)[0] ?? '';
  return REST.test(`${before}${after}`);
}
