import type { Day } from './calendar-day.ts';
import type { Claim } from './claim.ts';
import { contactOfDay, isDayOfContact } from './contact-days.ts';
import type { Evidence } from './evidence.ts';
import type { DateMention } from './find-dates.ts';
import { type KnownDay, termsAfter } from './known-days.ts';
import { isMeant } from './meant-days.ts';
import { belongsToAnother } from './rival-days.ts';

/** What is said of days to come. */
const PLAN =
  /\b(?:to|run\w*|put off|postpon\w*|will|by|until|till|due|expect\w*|book\w*|schedul\w*|plan\w*|promis\w*|announc\w*|next|agreed|deadline|term|eta|arriv\w*|within|appoint\w*|slot|visit|callback|to be|set for|fixed for|moved|rebook\w*|resched\w*|pass\w*|lapsed?|missed|would|should|could|ends?|ended|ending|expir\w*|starts?|started|begins?|began|valid|leav\w*|left|flies|flight|travel\w*|depart\w*|deliver\w*|pick-?up|collect\w*|check\w*|whether|make sure|ran out|before|stay|trip|wedding|party|event|exam|surgery|hearing|move|moving|hold|held|waits?|waiting|confirm\w*|reserv\w*|order\w*|cancel\w*|effective|from|through|open|clos\w*|renew\w*|reckon\w*|that is|i\.e|says?|said|told|needs?|wants?|asks?|asked)\b/;
/** What is told of the past. */
const PAST = /\b(?:was|were|had|\p{L}{2,}ed|came|went|sent|paid|got|took|gave|rang|wrote|made|told)\b/u;
/** The day of today stands in the document; between two days or up to today is no event of today. */
const UP_TO =
  /\b(?:before|until|till|up to|as of|prior to|ahead of|besides|apart from|except|from|between|and|to|since|antes de|hasta|avant|jusqu'a|jusqu'au|vor|bis|ate)(?: (?:el|zum|o|le|the|dem|der|la|l'\p{L}+|\p{L}+ d[aeo'])){0,2} ?(?:d'|d[aeo] )?$/u;
/** `Had not come by Tuesday` tells how it was on a day, which is no term. */
const STATE_BY =
  /\b(?:had|have|has|came|come)\b(?:(?!promis|expect|due|announc|guarant|agreed|booked|set|sched|to be)[^.;:]){0,50}\bby (?:the )?$/;
const SEVERAL_DAYS = /\d ?(?:-|to|and|or|until|bis|und|au|et|al?|e|y|,|&) ?\d/;
const RANGE_BEGINS = /(?:\b(?:from|between|vom|del|du)|\d[a-z. ]* (?:to|until|till|and|bis|al|au|a|ate)) $/;
const RANGE_GOES_ON = /^\.? (?:to|until|till|bis|al|au|a|ate) (?:\d|the|el|le|o|den|zum|\p{L}+ \d)/u;
const MOST_TERMS = 12;
const MOST_DATES = 8;

/** Whether the cited records know the day that a sentence names, and know it of what the sentence says. */
export function isKnownDate(mention: DateMention, claim: Claim): boolean {
  const { section, cited, today, facts } = claim;
  // What to do today is no event of today.
  if (section === 'nextBestAction' && isDay(mention, today)) return true;
  if (isDay(mention, today) && UP_TO.test(facts.plain.slice(0, mention.index))) return true;
  const known = [
    ...cited.flatMap(({ days }) => days),
    ...(mention.isTerm || mention.range !== null ? termsAcross(cited) : []),
  ];
  const matching = new Set(known.filter(mayBe(mention, { claim, known })));
  if (matching.size === 0) return isOrdinalDay(mention, cited);
  if (isEndOfRange(mention, facts.plain) || !canBeCompared(mention, { claim, matching })) return true;
  const told = contextsOfOtherDates(mention, { claim, known });
  const others = known.filter((day) => !matching.has(day) && !told.has(day.context));
  return !belongsToAnother(mention, { claim, matching: [...matching], others });
}

interface Considered {
  readonly claim: Claim;
  readonly known: readonly KnownDay[];
}

/** The days that a mention may mean by how the sentence speaks of it. */
function mayBe(mention: DateMention, { claim, known }: Considered): (day: KnownDay) => boolean {
  const { cited, today, facts, language } = claim;
  const mayReckon = namesTermOfDays(mention, claim);
  const isState = STATE_BY.test(facts.plain.slice(0, mention.index));
  const namesTerm =
    mention.isTerm && !isState && known.some(({ source, isTerm }) => source === 'text' && isTerm);
  const isEvent = language === 'en' && isToldAsPast(mention, facts.plain);
  const kind = isDay(mention, today) ? null : contactOfDay(mention, facts.plain);
  return (day) =>
    isMeant(mention, { day, today, mayReckon }) &&
    (kind === null || isDayOfContact(day, { kind, cited })) &&
    !(isEvent && day.isAhead) &&
    !(namesTerm && day.source === 'at');
}

function namesTermOfDays({ readings }: DateMention, { facts: { durations } }: Claim): boolean {
  return (
    readings.every(({ weekday }) => weekday === undefined) &&
    durations.some(({ unit }) => unit === 'day' || unit === 'week')
  );
}

/** Between languages no words are in common, and of `yesterday` nobody writes the wrong one of two. */
function canBeCompared(
  { range, text }: DateMention,
  {
    claim: { language, cited },
    matching,
  }: { readonly claim: Claim; readonly matching: ReadonlySet<KnownDay> },
): boolean {
  const isForeign = cited.some(
    (evidence) => evidence.language !== 'en' && evidence.days.some((day) => matching.has(day)),
  );
  return language === 'en' && !isForeign && range === null && !SEVERAL_DAYS.test(text);
}

/** What the records tell of the other days of the sentence, in any reading of them. */
function contextsOfOtherDates(
  mention: DateMention,
  { claim, known }: Considered,
): ReadonlySet<ReadonlySet<string>> {
  const { facts, today } = claim;
  const others = facts.dates.filter((other) => other !== mention).slice(0, MOST_DATES);
  const isOfOther = (day: KnownDay) =>
    others.some((other) => isMeant(other, { day, today, mayReckon: namesTermOfDays(mention, claim) }));
  return new Set(known.filter(isOfOther).map(({ context }) => context));
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

function isDay({ range }: DateMention, day: Day): boolean {
  return range !== null && range.from === day && range.to === day;
}
