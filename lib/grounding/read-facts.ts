import type { Day } from './calendar-day.ts';
import { type AmountMention, findAmounts } from './find-amounts.ts';
import { type ClockMention, findClocks } from './find-clocks.ts';
import { findCounts, type NumberMention } from './find-counts.ts';
import { type DateMention, findDates } from './find-dates.ts';
import { type DurationMention, findDurations } from './find-durations.ts';
import { findIdentifiers, findLongNumbers, type IdentifierMention } from './find-identifiers.ts';
import { withDigits } from './number-words.ts';
import { plainForm } from './plain-form.ts';
import { TAKEN, Unread } from './unread.ts';

/** Everything in a text that can be checked: what it dates, counts, names by number. */
export interface Facts {
  /** The text in plain form, numbers in digits. */
  readonly plain: string;
  /** The same with spaces for its dates. */
  readonly undated: string;
  readonly dates: readonly DateMention[];
  readonly amounts: readonly AmountMention[];
  readonly durations: readonly DurationMention[];
  readonly clocks: readonly ClockMention[];
  readonly identifiers: readonly IdentifierMention[];
  readonly numbers: readonly NumberMention[];
}

export interface ReadFactsOptions {
  /** Primary subtag of the language that is written beside English. */
  readonly language: string;
  /** The day of the text, from which relative words count. */
  readonly today: Day;
}

/** Each number of a text is one fact; the order in which the finders come decides which. */
export function readFacts(text: string, { language, today }: ReadFactsOptions): Facts {
  const plain = withDigits(plainForm(text), language);
  const unread = new Unread(plain);
  const dates = findDates(unread, { language, today });
  const undated = unread.text.replaceAll(TAKEN, ' ');
  const identifiers = findIdentifiers(unread);
  const clocks = findClocks(unread);
  const amounts = findAmounts(unread);
  const durations = findDurations(unread);
  return {
    plain,
    undated,
    dates,
    amounts,
    durations,
    clocks,
    identifiers: [...identifiers, ...findLongNumbers(unread)],
    numbers: findCounts(unread),
  };
}
