import type { ShownRecord } from '../domain/shown-record.ts';
import { type CalendarDate, type Day, dateOf, dayFrom, dayOf, weekdayOf } from './calendar-day.ts';
import type { DateMention, DateReading } from './find-dates.ts';
import type { DurationMention } from './find-durations.ts';
import type { Facts } from './read-facts.ts';
import { stemsAround, stemsOf } from './wording.ts';

/** One day or several that a record speaks of, and where it says so. */
export interface KnownDay extends Span {
  /** `at`: the record is of that day; `text`: its words name it; `reckoned`: its day and a time that its words name. */
  readonly source: 'at' | 'text' | 'reckoned';
  /** What the words around it speak of, the same for all readings of a date; of a record's own day, what its words do not say of other days. */
  readonly context: ReadonlySet<string>;
  /** Whether the text names the day of the week. */
  readonly namesWeekday: boolean;
  /** Whether it is given as a term: by Friday. */
  readonly isTerm: boolean;
  /** Whether it lies after the day of its record: a plan, no event. */
  readonly isAhead: boolean;
}

interface Span {
  readonly from: Day;
  readonly to: Day;
}

const LONGEST_TERM_DAYS = 90;
/** Between a weekday and its date stand a comma, a space, `the`. */
const LONGEST_GAP = ', the '.length;

/** The days that a record knows: its own, those that its words name, and those that follow from its day and its terms. */
export function knownDays(
  record: ShownRecord,
  { facts, today }: { readonly facts: Facts; readonly today: Day },
): readonly KnownDay[] {
  const contextOf = ({ index, text }: { readonly index: number; readonly text: string }) =>
    stemsAround(facts.undated, { index, length: text.length, isNote: true });
  // What stands beside another day in its words is told of that day, not of the record's own.
  const ofOthers = new Set(facts.dates.flatMap((mention) => [...contextOf(mention)]));
  const ofItself = new Set(stemsOf(facts.undated).filter((stem) => !ofOthers.has(stem)));
  const weekdays = weekdaysOfDates(facts.dates);
  const datesOfWeekdays = new Set(weekdays.values());
  const own = {
    source: 'at',
    context: ofItself,
    namesWeekday: false,
    isTerm: false,
    isAhead: false,
  } as const;
  const reckoned = { source: 'reckoned', namesWeekday: false, isTerm: true, isAhead: true } as const;
  return [
    ...ownDays(record).map((span) => ({ ...span, ...own })),
    ...facts.dates.flatMap((mention) => {
      if (weekdays.has(mention)) return [];
      const said = {
        source: 'text' as const,
        context: contextOf(mention),
        namesWeekday: namesWeekday(mention) || datesOfWeekdays.has(mention),
        isTerm: mention.isTerm,
      };
      return daysOf(mention, today).map((span) => ({ ...span, ...said, isAhead: span.from > today }));
    }),
    ...facts.durations.flatMap((duration) =>
      termsAfter(today, duration).map((span) => ({ ...span, ...reckoned, context: contextOf(duration) })),
    ),
  ];
}

/** For each weekday of a date, as in `Sat 21 Feb`, that date. Such a weekday means no other Saturday. */
function weekdaysOfDates(dates: readonly DateMention[]): ReadonlyMap<DateMention, DateMention> {
  const inOrder = dates.toSorted((one, other) => one.index - other.index);
  return new Map(
    inOrder.flatMap((weekday, place) => {
      const date = inOrder[place + 1];
      const gap = (date?.index ?? Infinity) - weekday.index - weekday.text.length;
      const isOfDate = namesWeekday(weekday) && date?.readings[0]?.day !== undefined;
      return isOfDate && gap > 0 && gap <= LONGEST_GAP ? [[weekday, date]] : [];
    }),
  );
}

function namesWeekday({ readings }: DateMention): boolean {
  return readings.some(({ weekday }) => weekday !== undefined);
}

/** `within 48 h` in a note of Monday is Wednesday; of working days, with the weekends and without them. */
export function termsAfter(today: Day, { value, unit, isWorking }: DurationMention): readonly Span[] {
  const days = daysIn(value, unit);
  if (days === null || days > LONGEST_TERM_DAYS || !Number.isInteger(days)) return [];
  return [today + days, ...(isWorking ? [afterWorkingDays(today, days)] : [])].map(single);
}

function daysIn(value: number, unit: DurationMention['unit']): number | null {
  if (unit === 'day') return value;
  if (unit === 'week') return value * 7;
  return unit === 'hour' && value >= 24 ? value / 24 : null;
}

function afterWorkingDays(today: Day, days: number): Day {
  let day = today;
  for (let left = days; left > 0; ) {
    day += 1;
    if (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) left -= 1;
  }
  return day;
}

function ownDays({ at, first, last }: ShownRecord): readonly Span[] {
  const days = [at, first, last].flatMap((instant) => (instant === undefined ? [] : dayOf(instant)));
  return [...new Set(days)].map(single);
}

/** The days that a mention may mean, seen from the day of its text. */
function daysOf(mention: DateMention, today: Day): readonly Span[] {
  if (mention.range !== null) return [mention.range];
  return mention.readings.flatMap((reading) => daysOfReading(reading, { ...mention, today }));
}

interface Seen extends Pick<DateMention, 'isTerm' | 'direction'> {
  readonly today: Day;
}

function daysOfReading({ year, month, day, weekday }: DateReading, seen: Seen): readonly Span[] {
  const { today } = seen;
  if (weekday !== undefined) return weekdaysAround(weekday, seen);
  const now = dateOf(today);
  const years = year === undefined ? [now.year - 1, now.year, now.year + 1] : [year];
  const dates = (parts: Omit<CalendarDate, 'year'>) =>
    years.flatMap((each) => dayFrom({ ...parts, year: each }) ?? []);
  if (month !== undefined && day !== undefined) return nearest(dates({ month, day }), today).map(single);
  if (month !== undefined) {
    return nearest(dates({ month, day: 1 }), today).map((from) => ({ from, to: from + 27 }));
  }
  return day === undefined ? [] : daysOfMonthsAround(day, now).map(single);
}

/** The 14th of this month, the last one and the next one. */
function daysOfMonthsAround(day: number, { year, month }: CalendarDate): readonly Day[] {
  return [-1, 0, 1].flatMap((offset) => {
    const first = new Date(Date.UTC(year, month - 1 + offset, 1));
    return dayFrom({ year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day }) ?? [];
  });
}

function weekdaysAround(weekday: number, { today, isTerm, direction }: Seen): readonly Span[] {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  const back = (weekdayOf(today) - weekday + 7) % 7;
  const aWeek = ahead === 0 ? 7 : 0;
  if (direction === 'last') return [back + aWeek, back + aWeek + 7].map((days) => single(today - days));
  if (direction === 'next') return [ahead + aWeek, ahead + aWeek + 7].map((days) => single(today + days));
  const next = aWeek === 0 ? [today + ahead] : [today, today + 7];
  return (isTerm ? next : [...next, today - back - aWeek]).map(single);
}

function nearest(days: readonly Day[], today: Day): readonly Day[] {
  return days.toSorted((one, other) => Math.abs(one - today) - Math.abs(other - today)).slice(0, 1);
}

function single(day: Day): Span {
  return { from: day, to: day };
}
