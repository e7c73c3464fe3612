import type { Unread } from './unread.ts';
import { readingsOf, WRITTEN_NUMBER } from './written-number.ts';

export interface AmountMention {
  readonly text: string;
  /** Where the number stands; readings of one number share it. */
  readonly index: number;
  readonly value: number;
  /** Three letters; `null` for cents, whose currency is not said. */
  readonly currency: string | null;
}

const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['usd', /^(?:us)?\$$|^usd$|^dollars?$|^bucks?$|^dolares$/],
  ['eur', /^€$|^eur$|^euros?$/],
  ['gbp', /^£$|^gbp$|^pounds?$|^quid$|^libras$|^livres$|^pfund$/],
  ['brl', /^r\$$|^brl$|^reais$|^real$/],
  ['cad', /^ca\$$|^cad$/],
  ['aud', /^a\$$|^aud$/],
  ['mxn', /^pesos?$|^mxn$/],
  ['chf', /^chf$|^franken$|^francs?$/],
  ['jpy', /^¥$|^jpy$/],
  ['inr', /^₹$|^inr$/],
];
const CENTS = /^(?:cents?|pence|centimes?|centavos?)$/;
const AHEAD = '(?:us|ca|a|r)?\\$|[€£¥₹]|\\b(?:usd|eur|gbp|brl|mxn|chf|cad|aud|sek|nok|dkk|pln|jpy|inr|nzd)';
const BEHIND =
  '[$€£¥]|(?:dollars?|bucks?|usd|euros?|eur|pounds?|gbp|quid|reais|real|pesos?|chf|franken|francs?|cad|aud|brl|mxn|dolares|libras|livres|pfund|cents?|pence|centimes?|centavos?|sek|nok|dkk|pln|inr|nzd)\\b';
const CURRENCY_FIRST = new RegExp(
  `(${AHEAD}) ?(${WRITTEN_NUMBER})(k\\b| million\\b|m\\b)?(?: ?(?:-|to|and) ?(?:${AHEAD})? ?(${WRITTEN_NUMBER}))?`,
  'g',
);
const CURRENCY_LAST = new RegExp(
  `(?<![\\d.,])(${WRITTEN_NUMBER})(k)?[ -]?(${BEHIND})(?: (?:and )?(\\d{1,2})(?: cents)?(?![\\d.,%]))?`,
  'g',
);

/** Takes amounts of money out of a text. */
export function findAmounts(unread: Unread): readonly AmountMention[] {
  return [
    ...unread.take(CURRENCY_FIRST, ([text, code = '', value = '', thousands, other], { index }) => [
      ...amounts(value, { text, index, code, factor: factorOf(thousands) }),
      ...(other === undefined
        ? []
        : amounts(other, { text, index: index + text.lastIndexOf(other), code, factor: 1 })),
    ]),
    ...unread.take(CURRENCY_LAST, ([text, value = '', thousands, code = '', cents], { index }) => {
      const whole = cents !== undefined && /^\d+$/.test(value) ? `${value}.${cents.padStart(2, '0')}` : value;
      return amounts(whole, { text, index, code, factor: thousands === undefined ? 1 : 1_000 });
    }),
  ];
}

function factorOf(word: string | undefined): number {
  if (word === undefined) return 1;
  return word === 'k' ? 1_000 : 1_000_000;
}

interface AmountParts {
  readonly text: string;
  readonly index: number;
  readonly code: string;
  readonly factor: number;
}

function amounts(written: string, { text, index, code, factor }: AmountParts): readonly AmountMention[] {
  const isCents = CENTS.test(code);
  const currency = CURRENCIES.find(([, pattern]) => pattern.test(code))?.[0] ?? (isCents ? null : code);
  return readingsOf(written).map((value) => ({
    text,
    index,
    value: isCents ? value / 100 : value * factor,
    currency,
  }));
}
