import { type CalendarDate, type Day, dateOf, weekdayOf } from './calendar-day.ts';
import type { DateMention, DateReading } from './find-dates.ts';
import type { KnownDay } from './known-days.ts';

/** A weekday in a summary is one of the days around today, or one that a record names. */
const WEEKDAY_REACH_DAYS = 8;

export interface Candidate {
  readonly day: KnownDay;
  readonly today: Day;
  /** Whether the sentence names a term itself: ten working days ran out on 8 July. */
  readonly mayReckon: boolean;
}

/** Whether a mention may mean a day that a record knows. */
export function isMeant(mention: DateMention, { day, today, mayReckon }: Candidate): boolean {
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
