import { type KeywordRule, word } from './keyword-rule.ts';
import { mistyped } from './mistyped.ts';
import { digits, SPELLED_NUMBER, singly } from './secret-values.ts';

const NUMBER = '(?: ?(?:number|numbr|num|no|nbr|nr|#))';
/** The last digits alone are what a customer may be told. */
const ENDING = /(?:ending|ends)(?: in| with| on)? ?\d/iuy;
const BACK = '(?:on|from|at|of) (?:the |my )?(?:back|rear|reverse|front)';

/** Cards and the codes on them. */
export const CARD_RULES: readonly KeywordRule[] = [
  {
    // The code of a card follows its expiry in one breath.
    placeholder: '[card code]',
    keyword:
      /(?:\[card\][ ,;/-]{1,3}(?:(?:exp\w{0,6}|valid|good thru)[ :.]{0,3})?|(?<!\p{L})(?:exp(?:iry|ires|iration)?|good thru)[ :.]{1,3})\d{1,2} ?[/ -] ?\d{2,4}(?![\d/-])/giu,
    wordsBetween: 2,
    values: [...digits(3, 4).slice(0, 1), SPELLED_NUMBER],
    looksBack: false,
  },
  {
    // After these words any row of digits is one, also where a digit is wrong and no check digit holds.
    placeholder: '[card]',
    keyword: word(
      `cards?${NUMBER}s?|(?:debit|credit|visa|amex|master ?card|discover)(?: card)?${NUMBER}?|mastercard|maestro|mc|pan|cc${NUMBER}?`,
      '(?<!(?:sim|gift|video|sd|boarding|report|business|loyalty|membership|memory|sound|graphics) )card',
      'tarjeta(?: de (?:cr[eé]dito|d[eé]bito))?|(?:kredit)?karten?(?:nummer)?|kreditkarte|carte(?: bancaire| bleue)?',
    ),
    wordsBetween: 5,
    stop: ENDING,
    values: [/\d(?:[ .-]?\d){11,18}(?!\d)/y, /\d{4}(?: ?\/ ?\d{4}){3}(?!\d)/y],
  },
  {
    // A part of the number, which people give when they are asked for the whole.
    placeholder: '[card]',
    keyword: word(`cards?${NUMBER}`),
    wordsBetween: 3,
    stop: ENDING,
    values: digits(4, 11).slice(0, 1),
    looksBack: false,
  },
  {
    placeholder: '[card code]',
    keyword: word(
      'cvv2(?!\\d)|ccv|c\\.?v\\.?v|cvc2?|cvn|csc|cv2|cid|card verification|vcv|cw(?= \\d)|card code|cryptogramme|code de s[eé]curit[eé]',
      `(?:card|security) (?:code|number) (?:on|of|for) (?:the |my |this )?(?:card|back|visa|debit|credit)|(?:sec|${mistyped('security')}) (?:code|number|digits|no|num|#)`,
      `(?<!(?:last|first|ending|final) )(?:3|4|three|four)[- ](?:digits?|numbers?)(?: (?:security )?(?:code|number|thing))? ${BACK}`,
      '(?<!(?:last|first|ending|final) )(?:3|three)[- ](?:digits?|numbers?)(?: (?:security )?(?:code|number))?|amex (?:4|four)[- ]digits?',
      `(?:numbers?|digits|code) ${BACK}|${BACK}(?: side)? of (?:the |my |his |her )?card|back of (?:the |my |his |her )?card`,
      'c[oó]digo de seguridad|kartenpr[uü]f\\p{L}{0,12}|pr[uü]f(?:nummer|ziffer|zahl|code)|sicherheits(?:code|nummer)',
      'verification (?:number|value|code) (?:on|of) (?:the |my )?card',
    ),
    wordsBetween: 6,
    values: [...digits(3, 4).slice(0, 1), singly(3, 4), SPELLED_NUMBER],
  },
  {
    placeholder: '[card code]',
    keyword: word(BACK),
    wordsBetween: 0,
    values: digits(3, 4).slice(0, 1),
    looksBack: 'closely',
  },
];
