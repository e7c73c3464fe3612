import { isRoutingNumber, isSpanishId } from './checked-numbers.ts';
import { EMAILS_WITHOUT_SIGNS } from './emails-without-signs.ts';
import { isNumberOfAThing, isNumberOfGoods } from './ordinary-numbers.ts';

/** Personal data that its own form gives away, wherever it stands. */
export interface Form {
  readonly name: string;
  readonly placeholder: string;
  /** With the flag `g`, bounded. */
  readonly pattern: RegExp;
  /** Refuses what only looks like it; takes everything when left out. `before` is the text up to what was found. */
  readonly accepts?: (found: string, position: { text: string; offset: number }) => boolean;
}

const isOfNothing: Form['accepts'] = (_found, { text, offset }) => !isNumberOfAThing(text, offset);
const START = '(?<![A-Za-z\\d.$€£#-])(?<!\\d[ /])';
const END = '(?![\\d:-]|[./]\\d)';
const NO_DATE = '(?!\\d{1,2}[ /.-]\\d{1,2}[ /.-]\\d{4}(?!\\d))';

export const EMAILS: readonly Form[] = EMAILS_WITHOUT_SIGNS.map((pattern) => ({
  name: 'e-mail address without its signs',
  placeholder: '[email]',
  pattern,
}));

export const CHECKED_NUMBERS: readonly Form[] = [
  {
    name: 'Spanish identity number',
    placeholder: '[identity document]',
    pattern: /(?<![\p{L}\p{N}-])(?:\d{2}\.?\d{3}\.?\d{3}|[XYZ][ -]?\d{7})[ -]?[A-Z](?![\p{L}\p{N}-])/giu,
    accepts: isSpanishId,
  },
];

/** What parts the groups of a card, also where they are told in pieces. */
const PARTED = '[ ./_*,-]{1,3}(?:(?:then|and|ends|with|the|rest|is)[ ,:]{1,2}){0,3}';

/** Groups of a card whose check digit is wrong, mistyped as they often are. */
const GROUPS_OF_A_CARD: Form = {
  name: 'card in its groups',
  placeholder: '[card]',
  pattern: new RegExp(
    `${START}(?:[3-6]\\d{3}(?:${PARTED}\\d{4}){3}|3[47]\\d{2}${PARTED}\\d{6}${PARTED}\\d{5})${END}`,
    'g',
  ),
  accepts: isOfNothing,
};

export const SOCIAL_SECURITY_NUMBERS: readonly Form[] = [
  GROUPS_OF_A_CARD,
  {
    name: 'social security number',
    placeholder: '[ssn]',
    pattern:
      /(?<![\p{L}\d-])\d{3}(?: ?- ?\d{2} ?- ?|(?<![\d\]][ ./]\d{3})(?:\. ?\d{2}\. ?|[ _/]\d{2}[ _/]))\d{4}(?![\d-]|[./]\d)/gu,
    accepts: (_found, { text, offset }) => !isNumberOfGoods(text, offset),
  },
];

export const PHONES: readonly Form[] = [
  {
    name: 'international number',
    placeholder: '[phone]',
    pattern:
      /(?<![\p{L}\d])(?:\+|00(?=[1-9]\d)|011 )\d{1,3}(?:\d|[ .()/-]{1,2}(?!\d{1,4}[/:]\d|\d{4}-\d|\d{1,2}\.\d{1,2}\.|\d{1,4},\d|\d{1,2}\.? (?:de )?\p{L}{3})\d){7,12}(?![\d-])/gu,
    accepts: isOfNothing,
  },
  {
    name: 'number of North America in groups',
    placeholder: '[phone]',
    pattern:
      /(?<![\d.$-])(?:1[ .-]?)?\(?[2-9]\d{2}(?:\) ?[ ./-]?|[ ./-]| - )\d{3}(?:[ ./-]?| - )\d{4}(?![\d-])/g,
    accepts: isOfNothing,
  },
  {
    name: 'number of North America or India without groups',
    placeholder: '[phone]',
    pattern: /(?<![\d.$€£#-])(?:1?[2-9]\d{2}[2-9]\d{6}|[6-9]\d{9})(?!\d|[.,]\d)/g,
    accepts: isOfNothing,
  },
  {
    name: 'number that begins with a zero',
    placeholder: '[phone]',
    pattern: new RegExp(
      `${START}${NO_DATE}(?:\\(0\\d{1,4}\\) ?|0\\d{1,4}[ /-])\\d{2,8}(?:[ -]?\\d{2,6}){0,4}${END}|${START}0[1-9]\\d{8,10}${END}`,
      'g',
    ),
    accepts: (found, position) => {
      const digits = found.replace(/\D/g, '').length;
      return digits >= 9 && digits <= 12 && !isNumberOfAThing(position.text, position.offset);
    },
  },
  {
    name: 'number of Spain, France or India in groups',
    placeholder: '[phone]',
    pattern: new RegExp(
      `${START}(?:[679]\\d{2} \\d{3} \\d{3}|[679]\\d{2}(?: \\d{2}){3}|[6-9]\\d{4} \\d{5})${END}`,
      'g',
    ),
    accepts: isOfNothing,
  },
];

const FEW_WORDS = '(?:(?:[ ,/:;-]{1,3}\\p{L}{1,12}){1,3}[ ,/:;#]{1,3}|[ ,/:;-]{1,3})';

/** The forms that ordinary text has now and then: tried when all else has been found. */
export const WEAK_FORMS: readonly Form[] = [
  {
    name: 'ten or eleven digits dictated one by one',
    placeholder: '[phone]',
    pattern: /(?<!\d[ .-]?)\d(?: \d){9,10}(?![ .:]?\d)/g,
    accepts: isOfNothing,
  },
  {
    name: 'nine digits dictated one by one',
    placeholder: '[ssn]',
    pattern: /(?<!\d[ .-]?)\d(?: \d){8}(?! \d(?!\d)|\d)/g,
    accepts: isOfNothing,
  },
  {
    name: 'routing number',
    placeholder: '[routing number]',
    pattern: /(?<![\p{L}\d.$€£#_-])\d{9}(?![\p{L}\d_-]|[.,]\d)/gu,
    accepts: (found, { text, offset }) => isRoutingNumber(found) && !isNumberOfAThing(text, offset),
  },
  {
    name: 'password of letters, digits and signs',
    placeholder: '[password]',
    pattern:
      /(?<![^\s"'(/=,])(?=[^\s]{0,30}[a-z])(?=[^\s]{0,30}[A-Z])(?=[^\s]{0,30}\d)(?=[A-Za-z0-9]{1,30}[!@$%^&*#~])(?![A-Za-z]{1,30}[#$]\d+(?:\.\d+)?(?![^\s,.;]))[A-Za-z0-9!@$%^&*#~+_.-]{8,40}(?![^\s,;"')/])/g,
  },
  {
    name: 'account beside its routing number',
    placeholder: '[bank account]',
    pattern: new RegExp(
      `(?<![\\p{L}\\d.$€£-])\\d(?:[ -]?\\d){4,16}(?=${FEW_WORDS}\\[routing number\\])|(?<=\\[routing number\\]${FEW_WORDS})(?!(?:19|20)\\d{2}-\\d{1,2}-|\\d{1,2}-\\d{1,2}-)\\d(?:[ -]?\\d){4,16}(?!\\d|[.,]\\d)`,
      'gu',
    ),
  },
];

/** What only stands beside something found: tried at the very end. */
export const FORMS_BESIDE_OTHERS: readonly Form[] = [
  {
    name: 'sort code beside its account',
    placeholder: '[routing number]',
    pattern:
      /(?<=\[bank account\](?:[ ,/]{1,3}(?:and|with|sc|sort|code)?){1,3} ?)\d{2}-\d{2}-\d{2}(?![\d-])/g,
  },
];

/** The text with everything of these forms replaced. */
export function replaceForms(text: string, forms: readonly Form[]): string {
  return forms.reduce(
    (clean, { pattern, placeholder, accepts }) =>
      clean.replace(pattern, (found: string, ...rest: unknown[]) => {
        const offset = rest.find((argument) => typeof argument === 'number') ?? 0;
        return accepts === undefined || accepts(found, { text: clean, offset }) ? placeholder : found;
      }),
    text,
  );
}
