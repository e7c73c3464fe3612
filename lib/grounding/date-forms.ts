import { dayFrom } from './calendar-day.ts';
import { calendarWords } from './calendar-words.ts';
import type { DateForm, DateReading } from './find-dates.ts';

interface DateForms {
  /** With a month, the longest first. */
  readonly ofCalendar: readonly DateForm[];
  /** A weekday or a day of the month alone. */
  readonly ofWeekdays: readonly DateForm[];
}

const cache = new Map<string, DateForms>();

/** How days are written in English and in one more language. @param language primary subtag */
export function dateForms(language: string): DateForms {
  const known = cache.get(language);
  if (known !== undefined) return known;
  const forms = {
    ofCalendar: [...ISO, ...withMonthNames(language), ...inNumbers(language), ...monthsAlone(language)],
    ofWeekdays: [weekdays(language), ORDINAL_DAY, DAY_BEHIND_ARTICLE],
  };
  cache.set(language, forms);
  return forms;
}

/** No part of a price: `$361.20 December bill`. */
const NTH = '(?<![\\d.,]|\\d/|[$€£] ?)(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er|[.ºªo])?';
const YEAR = "(?:,? (?:de |del )?(20\\d\\d)|,? '(\\d\\d))?";
const AND = ' ?(?:->?|>|to|and|or|until|bis|und|au|et|al?|e|y|,|&|/) ?';
/** What stands before a month that is named without a day; `may` and `march` are other words elsewhere. */
const MONTH_POSITION =
  /\b(?:in|since|of|early|late|mid|until|by|from|last|next|this|through|en|de|em|im|seit|depuis|desde|fin|debut|anfang|ende|mitte|principios|finales|mediados|throughout|during)[ -]\s*$/;

const ISO: readonly DateForm[] = [/\b(20\d\d)-(\d\d)-(\d\d)\b/g, /\b(20\d\d)\/(\d\d)\/(\d\d)\b/g].map(
  (pattern) => ({
    pattern,
    read: ([, year, month, day]) => [
      { readings: [{ year: Number(year), month: Number(month), day: Number(day) }] },
    ],
  }),
);

function withMonthNames(language: string): readonly DateForm[] {
  const { months } = calendarWords(language);
  const month = anyOf(months);
  const dates = (
    days: readonly (string | undefined)[],
    [name = '', full, short]: readonly (string | undefined)[],
  ) =>
    days.filter(isDay).map((day) => ({
      readings: [{ day: Number(day), ...yearOf(full, short), month: months.get(name) ?? 0 }],
    }));
  return [
    {
      pattern: new RegExp(`\\b${NTH}, ?${NTH}(?:${AND})${NTH} (?:of |de )?(${month})\\b\\.?${YEAR}`, 'g'),
      read: ([, first, second, last, ...named]) => dates([first, second, last], named),
    },
    {
      pattern: new RegExp(`\\b${NTH}(?:${AND})${NTH} (?:of |de )?(${month})\\b\\.?${YEAR}`, 'g'),
      read: ([, first, last, ...named]) => dates([first, last], named),
    },
    {
      pattern: new RegExp(`\\b${NTH}[ -]?(?:of |de )?(${month})\\b\\.?${YEAR}`, 'g'),
      read: ([, day, ...named]) => dates([day], named),
    },
    {
      pattern: new RegExp(
        `\\b(${month})\\.? ?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: ?(?:-|to|and|or|&) ?(\\d{1,2})(?:st|nd|rd|th)?)?\\b(?![:.]\\d|%| ?(?:am|pm)\\b)${YEAR}`,
        'g',
      ),
      // `in Aug. 3 neighbours` ends a sentence behind the month.
      read: ([text = '', name, day, other, ...years], { before, after }) =>
        isDay(day) && !(/\. /.test(text) && /\b(?:in|since)\s*$/.test(before) && /^ \p{L}/u.test(after))
          ? dates([day, other], [name, ...years])
          : [],
    },
  ];
}

function inNumbers(language: string): readonly DateForm[] {
  return [
    {
      pattern: /(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(20\d\d|\d\d)(?![\d/])/g,
      read: ([, one, , two, year]) => {
        const full = Number(year) < 100 ? 2_000 + Number(year) : Number(year);
        return said(bothWays(one, two).map((reading) => ({ ...reading, year: full })));
      },
    },
    {
      pattern: /(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/]| (?:stars?|points?|of)\b)/g,
      read: ([, one, two]) => said(bothWays(one, two)),
    },
    {
      pattern: /(?<![\d.,$€£]|[$€£] )(\d{1,2})\.(\d{1,2})\.(?!\d)/g,
      // Elsewhere `2.10.` is a price at the end of a sentence.
      read: ([, day, month]) =>
        language === 'de' && isDay(day) && isMonth(month)
          ? said([{ day: Number(day), month: Number(month) }])
          : [],
    },
  ];
}

function monthsAlone(language: string): readonly DateForm[] {
  const { months } = calendarWords(language);
  const month = anyOf(months);
  return [
    {
      pattern: new RegExp(
        `\\b(early|mid|late|end of|start of|beginning of|anfang|mitte|ende|a principios de|a mediados de|a finales de|debut|mi|fin|inicio de|meados de|fim de)[ -](${month})\\b`,
        'g',
      ),
      read: ([, part = '', name = '']) =>
        said(daysOfPart(part).map((day) => ({ day, month: months.get(name) ?? 0 }))),
    },
    {
      pattern: new RegExp(`\\b(${month})\\b(?: (?:of |de )?(20\\d\\d))?`, 'g'),
      read: ([, name = '', year], { before }) =>
        MONTH_POSITION.test(before)
          ? said([{ month: months.get(name) ?? 0, ...yearOf(year, undefined) }])
          : [],
    },
  ];
}

function weekdays(language: string): DateForm {
  const words = calendarWords(language).weekdays;
  return {
    pattern: new RegExp(
      `\\b(?:(last|next|past|this|coming|letzten|nachsten|kommenden) )?(${anyOf(words)})\\b(?:-feira)?(?: (pasado|passe|dernier|passado|prochain|proximo))?`,
      'g',
    ),
    read: ([, ahead, name = '', behind], { before, after }) => {
      const isVerb =
        name === 'sat' &&
        (/\b(?:has|had|have|it|been|i|we|and|which|that)\s*$/.test(before) ||
          /^ (?:at|in|with|for|idle|there|on)\b/.test(after));
      const weekday = words.get(name);
      if (isVerb || weekday === undefined) return [];
      return [{ readings: [{ weekday }], direction: directionOf(ahead ?? behind ?? '') }];
    },
  };
}

function directionOf(word: string): 'last' | 'next' | null {
  if (/last|past|letzt|pasado|passe|dernier|passado/.test(word)) return 'last';
  return /next|coming|nachst|komm|proch|prox/.test(word) ? 'next' : null;
}

/** `the 14th`, but not `the 2nd call`. */
const ORDINAL_DAY: DateForm = {
  pattern:
    /(?<=\b(?:the|on|by|until|since|am|el|le|dia|den|dem|vom|zum) )(\d{1,2})(?:st|nd|rd|th|(?<=\b(?:am|den|dem|vom|zum) \d{1,2})\.)(?! (?:time|call|contact|chat|e-?mail|agent|attempt|message|visit|request|day|week|month|payment|order|ticket|floor|technician|person|charge|mal|anruf|parcel|letter|invoice|one|refund|delivery|replacement|bill|reminder|rep)\b)(?=$|[\s,;:!?)".])/g,
  read: ([, day]) => (isDay(day) ? said([{ day: Number(day) }]) : []),
};

/** `le 27`, `el 5`, where no word follows that could be counted. */
const DAY_BEHIND_ARTICLE: DateForm = {
  pattern:
    /(?<=\b(?:le|el|dia|am|den|zum|du|del|al|au|o) )(\d{1,2})(?=$|[.,;:!?)"]|\.? (?:et|y|e|und|oder|ou|a|de|par|pour|por|sin|sans|ne|no|nao|il|elle|n'\p{L}+|que|qui|fue|est|war|ist|mit|com|con|avec|midi|noon)(?!\p{L}))/gu,
  read: ([, day]) => (isDay(day) ? said([{ day: Number(day) }]) : []),
};

function daysOfPart(part: string): readonly number[] {
  const between = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);
  if (/early|start|beginning|anfang|principios|debut|inicio/.test(part)) return between(1, 10);
  if (/mid|mitte|mediados|^mi|meados/.test(part)) return between(10, 20);
  return between(20, 31);
}

/** Day first and month first, as far as the calendar has them. */
function bothWays(
  one: string | undefined,
  two: string | undefined,
): readonly { month: number; day: number }[] {
  return [
    { month: Number(one), day: Number(two) },
    { month: Number(two), day: Number(one) },
  ].filter(({ month, day }) => isMonth(String(month)) && dayFrom({ year: 2_024, month, day }) !== null);
}

function said(readings: readonly DateReading[]): readonly { readonly readings: readonly DateReading[] }[] {
  return readings.length === 0 ? [] : [{ readings }];
}

function yearOf(full: string | undefined, short: string | undefined): { readonly year?: number } {
  if (full !== undefined) return { year: Number(full) };
  return short === undefined ? {} : { year: 2_000 + Number(short) };
}

function isDay(day: string | undefined): boolean {
  return Number(day) >= 1 && Number(day) <= 31;
}

function isMonth(month: string | undefined): boolean {
  return Number(month) >= 1 && Number(month) <= 12;
}

function anyOf(words: ReadonlyMap<string, number>): string {
  return [...words.keys()].sort((one, other) => other.length - one.length).join('|');
}
