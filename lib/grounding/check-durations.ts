import type { Claim } from './claim.ts';
import type { DurationMention, DurationUnit } from './find-durations.ts';
import { isMeant } from './meant-days.ts';
import { overlap, stemsAround } from './wording.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const MINUTES: Readonly<Record<DurationUnit, number>> = {
  second: 1 / 60,
  minute: 1,
  hour: HOUR,
  day: DAY,
  night: DAY,
  week: 7 * DAY,
  month: 30.4 * DAY,
  year: 365 * DAY,
};
/** By how many minutes a length may be off that was reckoned from instants or days, and is given in such a unit. */
const SLACK: Readonly<Record<DurationUnit, number>> = {
  second: 3,
  minute: 3,
  hour: HOUR,
  day: 0,
  night: 0,
  week: 3 * DAY,
  month: 12 * DAY,
  year: 60 * DAY,
};
const AGO =
  /\b(?:ago|later|earlier|(?:after|before) (?:the|it|that|he|she|they|his|her|their|a)|hace|despues|spater|plus tard|depois)\b/;
/** Words around a length of time that was reckoned, not read. */
const RECKONED =
  /\b(?:ago|later|after|since|in|for|over|before|earlier|now|already|wait\w*|open|old|running|next|apart|late|early|within|following|call|chat|overdue|lasted|took|hace|despues|desde|durante|seit|nach|vor|lang|spater|depuis|apres|pendant|plus tard|ha|depois|minute|hour|from|gone|passed|without|of|about|nearly|almost|en|em|a|today|spat\w*|retraso|retard|atras\w*|further)\b/;
const SPANNED =
  /\b(?:in|over|for|within|during|across|spanning|en|em|durante|pendant|innerhalb|binnen|lang|uber)(?: (?:the|those|these|just|only|about|solo|nur|seulement))? $/;
/** Behind a length that is reckoned from a day which the sentence names. */
const FROM_A_DAY = /^ (?:later|after|before|earlier|afterwards|spater|darauf|plus tard|despues|depois)\b/;
const SHARED_WORDS = 2;
const MOST_INSTANTS = 40;

/** Whether the cited records tell a length of time: in words, as the length of a call, or between two of their instants. */
export function isKnownDuration(mention: DurationMention, claim: Claim): boolean {
  if (isRate(mention, claim) || isWritten(mention, claim)) return true;
  if (mention.isWorking || !mayBeReckoned(mention, claim)) return false;
  return MINUTES[mention.unit] < DAY ? isKnownLength(mention, claim) : isBetweenDays(mention, claim);
}

/** `$35 a month` is no length of time. */
function isRate({ index, value }: DurationMention, { facts: { amounts } }: Claim): boolean {
  return value === 1 && amounts.some((amount) => amount.index + amount.text.length + 1 === index);
}

function isWritten(mention: DurationMention, { cited }: Claim): boolean {
  const isNights = mention.unit === 'night';
  return cited.some(
    ({ facts }) =>
      facts.durations.some(
        ({ value, unit, text, isWorking }) =>
          (mention.isWorking && value === mention.value) ||
          (!mention.isWorking || isWorking
            ? (unit === 'night') === isNights && isNear(value * MINUTES[unit], { mention })
            : false) ||
          // `12m` may be months.
          (mention.unit === 'month' && value === mention.value && /\dm$/.test(text)),
      ) ||
      facts.numbers.some(
        ({ value, before, after }) =>
          value === mention.value &&
          (mention.unit === 'year' || after[0] === 'times' || before.at(-1) === 'x'),
      ) ||
      // `3h10` may be a length of time.
      facts.clocks.some(
        ({ text, minutes }) => /\dh\d/.test(text) && minutes.some((each) => isNear(each, { mention })),
      ),
  );
}

/** Whether a sentence may have reckoned a length: not where its records give another one of the same matter. */
function mayBeReckoned(
  mention: DurationMention,
  { cited, facts: { plain, undated, durations } }: Claim,
): boolean {
  const { index, text, unit } = mention;
  // `Two days after a 14-day pass`: what the records give is said as well.
  const alsoSaid = new Set(durations.filter((other) => other !== mention).map(({ value }) => value));
  const written = cited.flatMap(({ facts }) =>
    facts.durations
      .filter((known) => known.unit === unit && !alsoSaid.has(known.value))
      .map((known) => ({ known, facts })),
  );
  if (unit === 'night' && written.length > 0) return false;
  const around = `${plain.slice(Math.max(0, index - 24), index)}|${plain.slice(index, index + text.length + 16)}`;
  if (AGO.test(around)) return true;
  if (written.length > 0 && !RECKONED.test(around)) return false;
  const context = stemsAround(undated, { index, length: text.length });
  return !written.some(
    ({ known, facts }) =>
      overlap(context, stemsAround(facts.undated, { index: known.index, length: known.text.length })) >=
      SHARED_WORDS,
  );
}

function isKnownLength(mention: DurationMention, { cited, nowMs }: Claim): boolean {
  const lengths = cited.flatMap(({ record }) => record.minutes ?? []);
  const sum = lengths.reduce((total, length) => total + length, 0);
  // The document has whole minutes.
  const slack = mention.unit === 'hour' ? 10 : 0.5;
  if ([...lengths, sum].some((length) => isNear(length, { mention, slack }))) return true;
  const clocks = cited.flatMap(({ facts, clock }) => [
    ...facts.clocks.flatMap(({ minutes }) => minutes),
    ...(clock === null ? [] : [clock]),
  ]);
  const isGap = (gap: number) => isNear(gap, { mention }) || isNear(gap % (DAY / 2), { mention });
  if (gapsBetween(clocks).some(isGap)) return true;
  const instants = [nowMs, ...cited.map(({ atMs }) => atMs)].map((ms) => ms / 60_000);
  return gapsBetween(instants).some((gap) => isNear(gap, { mention, slack: SLACK[mention.unit] }));
}

function isBetweenDays(mention: DurationMention, claim: Claim): boolean {
  const { cited, today, facts } = claim;
  const single = cited.flatMap(({ days }) =>
    days.filter(({ from, to, source }) => from === to && source !== 'reckoned'),
  );
  const days = [today, ...single.map(({ from }) => from)];
  const isFromADay = FROM_A_DAY.test(facts.plain.slice(mention.index + mention.text.length));
  const named = isFromADay ? facts.dates.filter(({ index }) => index < mention.index) : [];
  const anchors = single.filter((day) =>
    named.some((date) => isMeant(date, { day, today, mayReckon: false })),
  );
  const gaps =
    anchors.length === 0
      ? gapsBetween(days)
      : anchors.flatMap(({ from }) => days.map((day) => Math.abs(day - from)));
  const isSpanned = mention.unit === 'day' && SPANNED.test(facts.plain.slice(0, mention.index));
  return gaps.some(
    (gap) =>
      isNear(gap * DAY, { mention, slack: SLACK[mention.unit] }) ||
      // `In nine days` counts the first and the last, `nine days later` does not.
      (isSpanned && isNear((gap + 1) * DAY, { mention })),
  );
}

interface NearOptions {
  readonly mention: DurationMention;
  readonly slack?: number;
}

/** Whether a length in minutes is the one mentioned, as exactly as the sentence gives it. */
function isNear(
  length: number,
  { mention: { value, unit, bound, isRounded }, slack = 0 }: NearOptions,
): boolean {
  const meant = value * MINUTES[unit];
  if (bound === 'more' && length >= meant && length <= meant * 1.6) return true;
  if (bound === 'less' && length <= meant && length >= meant * 0.5) return true;
  const rounding = isRounded ? Math.max(meant * 0.2, unit === 'minute' ? 3 : MINUTES[unit] / 2) : 0;
  return Math.abs(length - meant) <= rounding + slack + 1e-6;
}

function gapsBetween(values: readonly number[]): readonly number[] {
  const distinct = [...new Set(values)].slice(0, MOST_INSTANTS);
  return distinct.flatMap((one, index) => distinct.slice(index + 1).map((other) => Math.abs(one - other)));
}
