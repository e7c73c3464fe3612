import { dateOf, mondayOf } from './calendar-day.ts';
import type { DateForm } from './find-dates.ts';

const DAY_MS = 86_400_000;

/** Words for a day that count from the day of the text. */
const DAYS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:the )?day before yesterday\b|\banteayer\b|\bavant-hier\b|\bvorgestern\b|\banteontem\b/g, -2],
  [
    /\b(?:the )?day after tomorrow\b|\bpasado manana\b|\bapres-demain\b|\bubermorgen\b|\bdepois de amanha\b/g,
    2,
  ],
  [/\byesterday(?:'s)?\b|\byday\b|\byest\b|\bayer\b|\bhier\b(?! kann)|\bgestern\b|\bontem\b/g, -1],
  [
    /\btomorrow(?:'s)?\b|\btmrw\b|\btmw\b|\btomo\b|\btmr\b|\btom\b|\bmanana\b(?! por)|\bdemain\b|\bamanha\b|\bmorgen\b/g,
    1,
  ],
  [
    /\btoday(?:'s)?\b|\btdy\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\bearlier today\b|\beod\b|\bhoy\b|\besta manana\b|\baujourd'hui\b|\bce matin\b|\bheute\b|\bhoje\b/g,
    0,
  ],
];

/** Words for a week or a month, from the Monday of the text's week or from its day. */
const SPANS: readonly (readonly [
  RegExp,
  (seen: { readonly today: number; readonly monday: number }) => readonly [number, number],
])[] = [
  [
    /\b(?:last|past|previous) week(?:end)?(?:'s)?\b|\bla semana pasada\b|\bla semaine derniere\b|\b(?:letzte|vergangene|vorige)n? woche\b|\b(?:na |a )?semana passada\b/g,
    ({ today, monday }) => [Math.min(monday - 7, today - 7), monday - 1],
  ],
  // What happened after midnight in UTC may have been last night where the customer is.
  [/\blast night(?:'s)?\b|\blast nite\b/g, ({ today }) => [today - 1, today]],
  [
    /\bthis week(?:end)?(?:'s)?\b|\besta semana\b|\bcette semaine\b|\bdiese woche\b/g,
    ({ monday }) => [monday, monday + 6],
  ],
  [
    /\bnext week(?:end)?(?:'s)?\b|\bla (?:proxima semana|semana que viene)\b|\bla semaine prochaine\b|\bnachste woche\b/g,
    ({ monday }) => [monday + 7, monday + 13],
  ],
  [
    /\blast month(?:'s)?\b|\bel mes pasado\b|\ble mois dernier\b|\b(?:letzten|vergangenen) monat\b|\bno mes passado\b/g,
    ({ today }) => {
      const { year, month } = dateOf(today);
      const first = (offset: number) => Date.UTC(year, month - 1 + offset, 1) / DAY_MS;
      return [first(-1), first(0) - 1];
    },
  ],
];

const AGO: readonly DateForm[] = [
  {
    pattern:
      /\b(?:(about|around|almost|nearly|over|more than|roughly|some) )?(\d{1,3}) (day|night|week|month)s? (?:ago|back)\b/g,
    read: ([, about, count, unit = ''], { today }) => {
      const days = daysIn(unit);
      const slack =
        days === 1 && about === undefined ? 0 : Math.floor(days / 2) + (about ? Math.ceil(days / 3) + 1 : 0);
      return [ago(today, Number(count) * days, slack)];
    },
  },
  {
    pattern:
      /\b(?:hace|il y a|vor|ha|faz) (?:(?:unos|unas|casi|environ|etwa|knapp|cerca de|quase|mas de|plus de|mehr als|presque) )?(\d{1,3}) (dias?|semanas?|mes(?:es)?|jours?|semaines?|mois|tag(?:en|e)?|wochen?|monate?n?)\b/g,
    read: ([, count, unit = ''], { today }) => {
      const days = daysIn(unit);
      return [ago(today, Number(count) * days, Math.floor(days / 2))];
    },
  },
];

/** Days as they are named from the day of a text. */
export const RELATIVE_FORMS: readonly DateForm[] = [
  ...DAYS.map(
    ([pattern, offset]): DateForm => ({
      pattern,
      read: (_, { today }) => [{ range: { from: today + offset, to: today + offset } }],
    }),
  ),
  ...AGO,
  ...SPANS.map(
    ([pattern, spanOf]): DateForm => ({
      pattern,
      read: (_, { today }) => {
        const [from, to] = spanOf({ today, monday: mondayOf(today) });
        return [{ range: { from, to } }];
      },
    }),
  ),
];

function ago(today: number, days: number, slack: number) {
  return { range: { from: today - days - slack, to: today - days + slack } };
}

function daysIn(unit: string): number {
  if (/^(?:week|sem|woche)/.test(unit)) return 7;
  return /^m/.test(unit) ? 30 : 1;
}
