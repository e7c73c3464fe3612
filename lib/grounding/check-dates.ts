import { type CalendarDate, type Day, dateOf, weekdayOf } from './calendar-day.ts';
import type { Claim } from './claim.ts';
import type { Evidence } from './evidence.ts';
import type { DateMention, DateReading } from './find-dates.ts';
import { type KnownDay, termsAfter } from './known-days.ts';
import { overlap, stemsAround } from './wording.ts';

/** A weekday in a summary is one of the days around today, or one that a record names. */
const WEEKDAY_REACH_DAYS = 8;
/** What is said of days to come. */
const PLAN =
  /\b(?:to|run\w*|put off|postpon\w*|will|by|until|till|due|expect\w*|book\w*|schedul\w*|plan\w*|promis\w*|announc\w*|next|agreed|deadline|term|eta|arriv\w*|within|appoint\w*|slot|visit|callback|to be|set for|fixed for|moved|rebook\w*|resched\w*|pass\w*|lapsed?|missed|would|should|could|ends?|ended|ending|expir\w*|starts?|started|begins?|began|valid|leav\w*|left|flies|flight|travel\w*|depart\w*|deliver\w*|pick-?up|collect\w*|check\w*|whether|make sure|ran out|before|stay|trip|wedding|party|event|exam|surgery|hearing|move|moving|hold|held|waits?|waiting|confirm\w*|reserv\w*|order\w*|cancel\w*|effective|from|through|open|close[sd]?|renew\w*|reckon\w*|that is|i\.e|says?|said|told|needs?|wants?|asks?|asked)\b/;
/** What is told of the past. */
const PAST = /\b(?:was|were|had|\p{L}{2,}ed|came|went|sent|paid|got|took|gave|rang|wrote|made|told)\b/u;
/** Acts that a record itself is: what was said on its day. */
const CONTACT =
  /\b(?:said|told|sa\w+ that|agent|call\w*|chat\w*|e-?mail\w*|wrote|write\w*|contact\w*|rang|phoned|text\w*|messag\w*|promis\w*|ask\w*|report\w*|complain\w*|supervisor|manager|spoke|announc\w*|note\w*|record\w*|angry|upset|frustrat\w*|calm|polite|menu|ivr|verif\w*|advis\w*|repl\w*|answer\w*)\b/;
/** The day of today stands in the document; between two days or up to today is no event of today. */
const UP_TO =
  /\b(?:before|until|till|up to|as of|prior to|ahead of|besides|apart from|except|from|between|and|to|since|antes de|hasta|avant|jusqu'a|jusqu'au|vor|bis|ate)(?: el| zum| o| le)?\s*$/;
const SEVERAL_DAYS = /\d ?(?:-|to|and|or|until|bis|und|au|et|al?|e|y|,|&) ?\d/;
const RANGE_BEGINS = /(?:\b(?:from|between|vom|del|du)|\d[a-z. ]* (?:to|until|till|and|bis|al|au|a|ate)) $/;
const RANGE_GOES_ON = /^\.? (?:to|until|till|bis|al|au|a|ate) (?:\d|the|el|le|o|den|zum|\p{L}+ \d)/u;
/** Words in common that another day must have more. One may be chance. */
const CLEARLY_OTHER = 2;
const NEAR_WORDS = 4;
const MOST_TERMS = 12;

/** Whether the cited records know the day that a sentence names, and know it of what the sentence says. */
export function isKnownDate(mention: DateMention, claim: Claim): boolean {
  const { section, cited, today, facts, language } = claim;
  // What to do today is no event of today.
  if (section === 'nextBestAction' && isDay(mention, today)) return true;
  const mayReckon =
    mention.readings.every(({ weekday }) => weekday === undefined) &&
    facts.durations.some(({ unit }) => unit === 'day' || unit === 'week');
  if (isDay(mention, today) && UP_TO.test(facts.plain.slice(0, mention.index))) return true;
  const known = [
    ...cited.flatMap(({ days }) => days),
    ...(mention.isTerm || mention.range !== null ? termsAcross(cited) : []),
  ];
  const namesTerm = mention.isTerm && known.some(({ source, isTerm }) => source === 'text' && isTerm);
  const isEvent = language === 'en' && isToldAsPast(mention, facts.plain);
  const matching = known.filter(
    (day) =>
      isMeant(mention, { day, today, mayReckon }) &&
      !(isEvent && day.isAhead) &&
      !(namesTerm && day.source === 'at'),
  );
  if (matching.length === 0) return isOrdinalDay(mention, cited);
  if (isEndOfRange(mention, facts.plain)) return true;
  // Between languages no words are in common, and of `yesterday` nobody writes the wrong one of two.
  if (language !== 'en' || mention.range !== null || SEVERAL_DAYS.test(mention.text)) return true;
  return !belongsToAnother(mention, {
    claim,
    matching,
    others: known.filter((day) => !matching.includes(day)),
  });
}

/** `From 24 Sept to 19 Nov`: what is told of all the days is told of neither. */
function isEndOfRange({ index, text }: DateMention, sentence: string): boolean {
  const after = sentence.slice(index + text.length);
  return RANGE_BEGINS.test(sentence.slice(0, index)) || RANGE_GOES_ON.test(after);
}

function isToldAsPast({ index, text, range }: DateMention, sentence: string): boolean {
  const around = sentence.slice(Math.max(0, index - 40), index + text.length + 25);
  return range === null && !PLAN.test(around) && PAST.test(sentence.slice(Math.max(0, index - 60), index));
}

interface Rivals {
  readonly claim: Claim;
  readonly matching: readonly KnownDay[];
  readonly others: readonly KnownDay[];
}

/** Whether what the sentence says of the day stands in the records beside another day. */
function belongsToAnother(mention: DateMention, { claim, matching, others }: Rivals): boolean {
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

/** Terms that records name, from any day that they know: two days from the scan, eight weeks from 9 February. */
function termsAcross(cited: readonly Evidence[]): readonly KnownDay[] {
  const terms = cited.flatMap(({ facts }) => facts.durations).slice(0, MOST_TERMS);
  const starts = cited
    .flatMap(({ days }) =>
      days.filter(({ source, from, to, isAhead }) => source !== 'reckoned' && !isAhead && from === to),
    )
    .slice(0, MOST_TERMS);
  return starts.flatMap((start) =>
    terms.flatMap((term) =>
      termsAfter(start.from, term).map((span) => ({
        ...start,
        ...span,
        source: 'reckoned' as const,
        isAhead: true,
      })),
    ),
  );
}

/** `The 3rd of each month` is a day without a month in the records too. */
function isOrdinalDay({ readings }: DateMention, cited: readonly Evidence[]): boolean {
  return readings.some(
    ({ day, month }) =>
      month === undefined &&
      cited.some(({ facts }) => facts.numbers.some(({ isOrdinal, value }) => isOrdinal && value === day)),
  );
}

interface Candidate {
  readonly day: KnownDay;
  readonly today: Day;
  /** Whether the sentence names a term itself: ten working days ran out on 8 July. */
  readonly mayReckon: boolean;
}

function isMeant(mention: DateMention, { day, today, mayReckon }: Candidate): boolean {
  const { isTerm, isSet, range, direction, readings } = mention;
  if (
    day.source === 'reckoned' &&
    (direction === 'last' || !(isTerm || isSet || mayReckon || range !== null))
  )
    return false;
  if (isTerm && !mayBeTerm(mention, { day, today, mayReckon })) return false;
  return range === null
    ? readings.some((reading) => fits(reading, { day, today, mayReckon, direction }))
    : isWithin(range, day);
}

/** The day on which somebody wrote is no term, unless it has passed; nor is a weekday that lay behind already then. */
function mayBeTerm({ readings }: DateMention, { day, today }: Candidate): boolean {
  if (day.source === 'at') return day.from < today;
  return day.isAhead || day.from >= today || readings.every(({ weekday }) => weekday === undefined);
}

function isWithin(range: { readonly from: Day; readonly to: Day }, { from, to }: KnownDay): boolean {
  if (range.from === range.to) return from === range.from && to === range.from;
  return to >= range.from && from <= range.to;
}

function fits(
  { year, month, day, weekday }: DateReading,
  { day: known, today, direction }: Candidate & Pick<DateMention, 'direction'>,
): boolean {
  if (weekday === undefined && day === undefined) {
    return [known.from, known.to].some((each) => isOf({ year, month }, each));
  }
  if (known.from !== known.to) return false;
  if (weekday === undefined) return isOf({ year, month, day }, known.from);
  if (weekdayOf(known.from) !== weekday) return false;
  if (direction === 'last' && known.source === 'at') return known.from < today && known.from >= today - 13;
  return known.namesWeekday || Math.abs(known.from - today) <= WEEKDAY_REACH_DAYS;
}

function isOf(
  { year, month, day }: Partial<Record<keyof CalendarDate, number | undefined>>,
  known: Day,
): boolean {
  const date = dateOf(known);
  return (
    (year === undefined || date.year === year) &&
    (month === undefined || date.month === month) &&
    (day === undefined || date.day === day)
  );
}

function isDay({ range }: DateMention, day: Day): boolean {
  return range !== null && range.from === day && range.to === day;
}
