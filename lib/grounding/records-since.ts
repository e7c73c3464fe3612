import { type Day, dateOf, dayFrom, dayOf, weekdayOf } from './calendar-day.ts';
import type { Claim } from './claim.ts';
import type { Evidence } from './evidence.ts';
import type { DateMention, DateReading } from './find-dates.ts';

/** What stands before the day from which a sentence counts: `since Monday`, `after the booking on 27 April`. */
const FROM_THAT_DAY = /\b(?:since|seit|depuis|desde)\b[^.;:,]{0,40}$/;
const AFTER_THAT_DAY = /\b(?:after|nach|apres|despues|depois)\b[^.;:,]{0,40}$/;
const SINCE_THEN =
  /\b(?:since then|after that|since,|seither|seitdem|depuis lors|desde entonces|desde entao)\b/;

/** The cited records that a sentence counts which says from when on it counts; `null` when it does not say. */
export function recordsSince({ facts, cited, today }: Claim): readonly Evidence[] | null {
  const isThen = SINCE_THEN.exec(facts.plain);
  for (const mention of facts.dates) {
    const before = facts.plain.slice(0, mention.index);
    const isAfter = AFTER_THAT_DAY.test(before) || (isThen !== null && mention.index < isThen.index);
    if (!isAfter && !FROM_THAT_DAY.test(before)) continue;
    const days = daysOf(mention, today);
    if (days.length === 0) continue;
    const first = isAfter ? Math.max(...days) + 1 : Math.min(...days);
    return cited.filter(({ atMs }) => dayOf(new Date(atMs).toISOString()) >= first);
  }
  return null;
}

/** For each reading the latest day up to today that it may mean. */
function daysOf({ range, readings }: DateMention, today: Day): readonly Day[] {
  if (range !== null) return [range.from, range.to];
  return readings.flatMap((reading) => {
    const past = datesOf(reading, today).filter((day) => day <= today);
    return past.length === 0 ? [] : Math.max(...past);
  });
}

function datesOf({ year, month, day, weekday }: DateReading, today: Day): readonly Day[] {
  if (weekday !== undefined) return [today - ((weekdayOf(today) - weekday + 7) % 7)];
  if (month === undefined || day === undefined) return [];
  const thisYear = dateOf(today).year;
  const years = year === undefined ? [thisYear - 1, thisYear] : [year];
  return years.flatMap((each) => dayFrom({ year: each, month, day }) ?? []);
}
