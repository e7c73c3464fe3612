import { plainForm } from './plain-form.ts';

/** The names of months and weekdays that are read in a text. */
export interface CalendarWords {
  /** To 1 … 12. */
  readonly months: ReadonlyMap<string, number>;
  /** To 0 … 6 from Sunday. */
  readonly weekdays: ReadonlyMap<string, number>;
}

const READ_EVERYWHERE = ['en', 'es', 'fr', 'de', 'pt'];
const ENGLISH_SHORT: Readonly<Record<string, number>> = {
  ...{ sun: 0, mon: 1, tue: 2, tues: 2, wed: 3, weds: 3, thu: 4, thur: 4, thurs: 4, fri: 5, sat: 6 },
};
/** Short names that are common words: `ter` is to have. */
const VERBS: ReadonlySet<string> = new Set(['ter']);
const cache = new Map<string, CalendarWords>();

/**
 * Full names in the languages we read, short ones in English and in the given language: `ago` and `out` are months of
 * others. @param language primary subtag
 */
export function calendarWords(language: string): CalendarWords {
  const known = cache.get(language);
  if (known !== undefined) return known;
  const languages = [...new Set([...READ_EVERYWHERE, language])];
  const short = [...new Set(['en', language])];
  const words = {
    months: new Map([
      ...languages.flatMap((name) => names(name, { month: 'long' })),
      ...short.flatMap((name) => names(name, { month: 'short' })),
      ['sept', 9] as const,
    ]),
    weekdays: new Map([
      ...languages.flatMap((name) => names(name, { weekday: 'long' })),
      ...(language === 'en' ? [] : names(language, { weekday: 'short' })),
      ...Object.entries(ENGLISH_SHORT),
      ...portugueseWeekdays(languages),
    ]),
  };
  cache.set(language, words);
  return words;
}

function names(
  language: string,
  options: { readonly month?: 'long' | 'short'; readonly weekday?: 'long' | 'short' },
): readonly (readonly [string, number])[] {
  const format = formatFor(language, options);
  // 2 January 2000 was a Sunday.
  const dates = options.month
    ? Array.from({ length: 12 }, (_, index) => [index + 1, Date.UTC(2000, index, 15)] as const)
    : Array.from({ length: 7 }, (_, index) => [index, Date.UTC(2000, 0, 2 + index)] as const);
  return dates
    .map(([number, time]) => [plainForm(format.format(time)).replaceAll('.', ''), number] as const)
    .filter(([word]) => word.length >= 3 && !/\d/.test(word) && !VERBS.has(word));
}

function formatFor(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  } catch {
    // A tag that is no language: English is what it gets elsewhere too.
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}

/** `segunda-feira` is said without its second half. */
function portugueseWeekdays(languages: readonly string[]): readonly (readonly [string, number])[] {
  return languages.includes('pt') ? [['terca', 2] as const, ['sexta', 5] as const] : [];
}
