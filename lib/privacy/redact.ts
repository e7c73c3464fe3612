import { toVisibleText } from '../domain/plain-text.ts';
import { KEYWORD_RULES, type KeywordRule } from './keyword-rules.ts';

/** Longer texts are cut before any pattern runs, so the work is bounded whatever is sent. In characters. */
export const REDACT_MAX_LENGTH = 8_192;

const EMAIL =
  /[A-Za-z0-9._%+'-]{1,64}(?: ?@ ?| ?[[(]at[\])] ?)[A-Za-z0-9-]{1,63}(?:(?:\.| ?[[(]dot[\])] ?)[A-Za-z0-9-]{1,63}){1,4}/gi;
const SPOKEN_EMAIL =
  /\b[a-z0-9]{1,30}(?: (?:dot|underscore|dash|zero|one|two|three|four|five|six|seven|eight|nine|[a-z0-9]{1,12}(?= dot))){0,6} at [a-z0-9-]{2,30}(?: dot [a-z]{2,10}){1,3}\b/gi;
const UNUSUAL_DASHES = /[\u2010-\u2015\u2212\uFE63\uFF0D]/g;
const UNUSUAL_SPACES = /[\u00A0\u2000-\u200A\u202F\u3000]/g;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g;
const SSN = /(?<![\d-])\d{3}(?:-\d{2}-|\.\d{2}\.| \d{2} )\d{4}(?![\d-])/g;
/** Numbers of one country in its usual groups, and anything that starts with a plus. */
const PHONE =
  /(?<![\d.$-])(?:(?<![A-Za-z])\+\d{1,3}(?:[ .()-]{0,2}\d){7,12}|(?:1[ .-]?)?\(?[2-9]\d{2}(?:\)[ ./-]?|[ ./-])\d{3}[ ./-]?\d{4})(?![\d-])/g;
const BARE_PHONE = /(?<![\d.$#-])1?[2-9]\d{2}[2-9]\d{6}(?!\d)/g;
const NUMBER_OF_A_THING =
  /(?:order|ticket|case|invoice|inv|ref\w{0,7}|account|acct|tracking|part|item|claim|policy|id|serial|booking|bill|confirmation)[\s:.#]{0,4}(?:no|number|num|id|is)?[\s:.#]{0,3}$/i;
const DIGIT_GROUPS = /\d{1,19}(?: ?[ ./-] ?\d{1,19}){0,24}/g;

/**
 * The text with personal data replaced by words that keep it readable, such as `[card]`. Time grows with the length of
 * the text and with nothing else: every pattern is bounded, and the length is. What a reader cannot see is taken out
 * first, so that the patterns read what a model will read.
 */
export function redact(text: string, maxLength = REDACT_MAX_LENGTH): string {
  let clean = toVisibleText(capped(text, maxLength))
    .replace(UNUSUAL_DASHES, '-')
    .replace(UNUSUAL_SPACES, ' ')
    .replace(EMAIL, '[email]')
    .replace(SPOKEN_EMAIL, '[email]')
    .replace(IBAN, (found) => (isIban(found) ? '[bank account]' : found))
    .replace(DIGIT_GROUPS, redactCards)
    .replace(SSN, '[ssn]');
  for (const rule of KEYWORD_RULES) clean = redactAfterKeyword(clean, rule);
  return clean
    .replace(PHONE, '[phone]')
    .replace(BARE_PHONE, (found, offset: number, whole: string) =>
      NUMBER_OF_A_THING.test(whole.slice(Math.max(0, offset - 40), offset)) ? found : '[phone]',
    );
}

/** A cut may leave half of a secret at the end, so what could be one goes too. */
function capped(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : text
        .slice(0, maxLength)
        .replace(/[^\s]{0,64}$/, '')
        .replace(/[\d\s./-]{1,64}$/, '');
}

function redactAfterKeyword(
  text: string,
  { keyword, placeholder, wordsBetween, values }: KeywordRule,
): string {
  let clean = '';
  let copiedTo = 0;
  for (const match of text.matchAll(keyword)) {
    if (match.index < copiedTo) continue;
    let value = findValue(text, { from: match.index + match[0].length, wordsBetween, values });
    while (value !== null) {
      clean += text.slice(copiedTo, value.start) + placeholder;
      copiedTo = value.end;
      value = findAnother(text, { from: value.end, values });
    }
  }
  return clean + text.slice(copiedTo);
}

/** A second value that a text sets beside the first: "changed from 1234 to 5678", "not 145". */
const ANOTHER =
  /[ ,;()]{1,3}(?:(?:and|or|to|not|now|then|was|is|replaced by|changed to|and new one is)\b[ :]{1,2}){1,2}/y;

function findAnother(text: string, { from, values }: { from: number; values: readonly RegExp[] }) {
  const position = endOf(ANOTHER, { text, from });
  return position === null ? null : findValue(text, { from: position, wordsBetween: 0, values });
}

const SEPARATORS_BETWEEN_WORDS = 6;
const SEPARATOR = /[^\p{L}\p{N}[]/uy;
const WORD = /[\p{L}']{1,20}/uy;

/** Walks over separators and words, over the end of a line too, until a value begins; gives up at anything else. */
function findValue(
  text: string,
  { from, wordsBetween, values }: { from: number; wordsBetween: number; values: readonly RegExp[] },
): { start: number; end: number } | null {
  let position = from;
  for (let words = 0, separators = 0; words <= wordsBetween; ) {
    const start = position;
    const end = values.map((value) => endOf(value, { text, from: start })).find((found) => found !== null);
    if (typeof end === 'number') return { start, end };
    const separatorEnd =
      separators < SEPARATORS_BETWEEN_WORDS ? endOf(SEPARATOR, { text, from: start }) : null;
    const next = separatorEnd ?? endOf(WORD, { text, from: start });
    if (next === null) return null;
    separators = separatorEnd === null ? 0 : separators + 1;
    words += separatorEnd === null ? 1 : 0;
    position = next;
  }
  return null;
}

function endOf(pattern: RegExp, { text, from }: { text: string; from: number }): number | null {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Any row of whole digit groups that make a card number: 13 to 19 digits of a card's first digits with a valid check digit. */
function redactCards(groups: string): string {
  const parts = [...groups.matchAll(/\d+/g)].map((part) => ({
    start: part.index,
    end: part.index + part[0].length,
  }));
  for (const [first, { start }] of parts.entries()) {
    for (const { end } of parts.slice(first).reverse()) {
      if (isCard(groups.slice(start, end).replace(/\D/g, ''))) {
        return `${groups.slice(0, start)}[card]${redactCards(groups.slice(end))}`;
      }
    }
  }
  return groups;
}

function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !/^(?:3[0-9]|4|5|6|2[2-7])/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 13616: the remainder of the rearranged number divided by 97 is 1. */
function isIban(found: string): boolean {
  const compact = found.replaceAll(' ', '');
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged) {
    for (const digit of Number.parseInt(character, 36).toString())
      remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}
