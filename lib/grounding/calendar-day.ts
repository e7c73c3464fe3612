/** A day in UTC, counted from 1 January 1970. */
export type Day = number;

const DAY_MS = 86_400_000;

/** @param instant ISO 8601 */
export function dayOf(instant: string): Day {
  return Math.floor(Date.parse(instant) / DAY_MS);
}

export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export function dateOf(day: Day): CalendarDate {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day, or `null` when the calendar has no such date. */
export function dayFrom({ year, month, day }: CalendarDate): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : null;
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return day - ((weekdayOf(day) + 6) % 7);
}
