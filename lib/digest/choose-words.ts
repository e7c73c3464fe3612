import { CHANNELS, type Channel } from '../domain/interaction.ts';
import { toPlainText } from '../domain/plain-text.ts';
import { isMachineInstruction } from './machine-instructions.ts';
import type { Phrases, PluralForms } from './phrases.ts';
import { GERMAN } from './phrases-de.ts';
import { ENGLISH } from './phrases-en.ts';
import { SPANISH } from './phrases-es.ts';
import { FRENCH } from './phrases-fr.ts';
import { PORTUGUESE } from './phrases-pt.ts';

const MOST_CODE_CHARACTERS = 64;
const MOST_CODE_WORDS = 6;

/** The phrases of one language, and how it writes days, numbers, codes and channels. */
export interface Words extends Phrases {
  /** The day of an instant (ISO 8601), in UTC, without its year. */
  readonly day: (at: string) => string;
  readonly count: (count: number, forms: PluralForms) => string;
  readonly number: (value: number) => string;
  /** A code of the records as words; codes are other people's words. */
  readonly matter: (intent: string) => string;
  readonly by: (channel: string) => string;
  readonly countOf: (channel: string, count: number) => string;
}

const WORDS: ReadonlyMap<string, Words> = new Map(
  [ENGLISH, SPANISH, FRENCH, GERMAN, PORTUGUESE].map((phrases) => [phrases.locale, wordsOf(phrases)]),
);
const ENGLISH_WORDS = wordsOf(ENGLISH);

/** @param language a BCP 47 tag; English stands in for a language that has no phrases */
export function chooseWords(language: string): Words {
  const [primary = ''] = language.toLowerCase().split('-');
  return WORDS.get(primary) ?? ENGLISH_WORDS;
}

function wordsOf(phrases: Phrases): Words {
  const { locale, dayMonthGap, channels, byOther, unnamedMatter } = phrases;
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const count = (value: number, forms: PluralForms) =>
    forms[plurals.select(value) === 'one' ? 'one' : 'other'].replace('#', numbers.format(value));
  return {
    ...phrases,
    day: (at) => {
      const parts = new Map(days.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
      return `${parts.get('day')}${dayMonthGap}${parts.get('month')}`;
    },
    count,
    number: (value) => numbers.format(value),
    matter: (intent) => (intent === 'misc' ? unnamedMatter : (codeWords(intent) ?? unnamedMatter)),
    by: (channel) => (isKnown(channel) ? channels[channel].by : byOther(codeWords(channel) ?? '?')),
    countOf: (channel, value) =>
      isKnown(channel)
        ? count(value, channels[channel].counted)
        : `${numbers.format(value)} × ${codeWords(channel) ?? '?'}`,
  };
}

function isKnown(channel: string): channel is Channel {
  return CHANNELS.some((known) => known === channel);
}

/** `null` when the code is no name of a thing: too long, without a letter, or an order to a machine. */
function codeWords(code: string): string | null {
  if (code.length > MOST_CODE_CHARACTERS || isMachineInstruction(code)) return null;
  const words = toPlainText(code.replaceAll('_', ' ').replace(/["“”„«»]/g, ' ')).split(' ');
  const text = words.slice(0, MOST_CODE_WORDS).join(' ');
  return /[\p{L}\p{N}]/u.test(text) ? text : null;
}
