import type { CalendarDate, Day } from './calendar-day.ts';
import { dateForms } from './date-forms.ts';
import { RELATIVE_FORMS } from './relative-dates.ts';
import { type Place, TAKEN, type Unread } from './unread.ts';

/** What a text says of a day: as much as it says. */
export interface DateMention {
  readonly text: string;
  /** Where it stands in the plain form. */
  readonly index: number;
  /** One of these is meant; `11/12` has two readings. */
  readonly readings: readonly DateReading[];
  /** Of a word such as `yesterday` or `last week`, the days it stands for, seen from the day of the text. */
  readonly range: { readonly from: Day; readonly to: Day } | null;
  /** Whether it is a term: by Friday, until 6 December. */
  readonly isTerm: boolean;
  /** Whether something was set for that day: booked for, due on. */
  readonly isSet: boolean;
  /** `last` and `next` before a weekday. */
  readonly direction: 'last' | 'next' | null;
}

/** The parts of a date that are written; `weekday` is 0 on Sunday. */
export type DateReading = Partial<CalendarDate & { readonly weekday: number }>;

/** One way of writing days. `read` gives what a match says, and nothing when it is no date after all. */
export interface DateForm {
  readonly pattern: RegExp;
  readonly read: (
    groups: readonly (string | undefined)[],
    seen: Place & { readonly today: Day },
  ) => readonly Partial<DateMention>[];
}

interface FindOptions {
  /** Primary subtag of the language that is written beside English. */
  readonly language: string;
  /** The day of the text, from which relative words count. */
  readonly today: Day;
}

const TERM =
  /\b(?:by|until|till|til|before|due|latest|deadline|bis|vor|antes|hasta|avant|jusqu'au|ate|para el|para|spatestens)(?: the| el| le| dem| den| zum| o| al)?\s*$/;
const SET =
  /\b(?:to|set|booked|scheduled|fixed|planned|arranged|announced|promised|guaranteed|due|expected|moved|rebooked|rescheduled)(?: for| on| to| by)?\s*$/;
/** Stands between the word for a term and its date: `by Friday, 6 December`. */
const WEEKDAY_AT_END =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?$|\b(?:mon|tue|wed|thu|fri|sat|sun) ?$/;
const TAKEN_AT_END = new RegExp(`[${TAKEN}, ]+$`);

/** Takes the dates out of a text, the longest forms first. */
export function findDates(unread: Unread, { language, today }: FindOptions): readonly DateMention[] {
  const { ofCalendar, ofWeekdays } = dateForms(language);
  return [...ofCalendar, ...RELATIVE_FORMS, ...ofWeekdays].flatMap(({ pattern, read }) =>
    unread.take(pattern, ([text, ...groups], place) =>
      read([text, ...groups], { ...place, today }).map((said) => ({
        text,
        index: place.index,
        readings: [],
        range: null,
        isTerm: TERM.test(place.before.replace(TAKEN_AT_END, ' ').replace(WEEKDAY_AT_END, '')),
        isSet: SET.test(place.before),
        direction: null,
        ...said,
      })),
    ),
  );
}
