import { type KeywordRule, word } from './keyword-rule.ts';
import { mistyped } from './mistyped.ts';
import { digits, LONG_SPELLED_NUMBER, singly } from './secret-values.ts';

const NUMBER = '(?: ?(?:number|numbr|num|no|nbr|nr|#))';
const ACCOUNT = '(?:account|accnt|acct?|ac|acc|a/c)';
const BANKS =
  'wells fargo|chase|citi(?:bank)?|capital one|credit union|us bank|usaa|pnc|barclays|hsbc|lloyds|natwest|halifax|monzo|revolut|santander|bbva|caixabank|sparkasse|volksbank|commerzbank|postbank';

/** Bank accounts and the numbers of banks. */
export const BANK_RULES: readonly KeywordRule[] = [
  {
    placeholder: '[account number]',
    keyword: word(`(?:${ACCOUNT}|${mistyped('account')})${NUMBER}`),
    wordsBetween: 2,
    stop: /(?:ending|ends)(?: in| with| on)? ?\d/iuy,
    values: [/\d{4,17}(?!\d)/y, /\d{2,6}(?:[ -]\d{2,6}){1,4}(?!\d)/y, singly(6, 17)],
  },
  {
    placeholder: '[routing number]',
    keyword: word(
      `routi?n?g?|${mistyped('routing')}(?<!routine)|rt(?:g|n|(?= ?[#\\d])| (?:no|num|number))|aba(?:num|routing)?|(?<!in )transit|n[uú]mero de ruta|ruta`,
      '(?:nine|9)[- ]digit (?:number|code)|bottom(?: left)?(?: of| on)? (?:the |my |a )?che(?:ck|que)',
    ),
    wordsBetween: 7,
    looksBack: 'closely',
    values: [/\d(?:[ .-]?\d){8}(?!\d)/y, /\d{5}[ -]\d{3}(?!\d)/y, LONG_SPELLED_NUMBER],
  },
  {
    placeholder: '[routing number]',
    keyword: word('sort(?:ing)?[ -]?code|bsb|blz|bankleitzahl|bank code|institution'),
    wordsBetween: 4,
    values: [
      /\d{2}[ -]\d{2}[ -]\d{2}(?![\d-])/y,
      /\d{3}[ -]\d{3}(?: \d{2})?(?!\d)/y,
      /(?:\d{6}|\d{8})(?!\d)/y,
    ],
  },
  {
    placeholder: '[routing number]',
    keyword: word('(?:ifsc|swift|bic)(?:[ /](?:bic|swift))?(?: ?code)?(?: is)?'),
    wordsBetween: 0,
    values: [/[a-z]{4}[a-z0-9]{2}[a-z0-9]{2}(?:[a-z0-9]{3})?(?![\p{L}\p{N}])/iuy],
    looksBack: false,
  },
  {
    placeholder: '[bank account]',
    keyword: word(
      `(?:bank|${mistyped('checking')}|chk|chequing|savings?|e-?check)(?: ?${ACCOUNT})?|(?:current|cheque|giro) ?${ACCOUNT}|iban|ach|acct|a/c|${BANKS}`,
      `direct deposit|wire(?: \\w{2,8})? to|account(?: \\w{2,8})? (?:for|to) (?:transfer|refund|payout|deposit)`,
      'konto(?:nummer|nr)?|bankkonto|bankverbindung|cuenta(?: bancaria| corriente| de ahorros?)?|clabe|cbu|compte(?: bancaire)?|rib',
      `(?:deposit|refund|transfer|payout|wire|pay|send|credit)(?:ed|red)?(?: (?:it|them|money|funds|the money|back|the refund|my refund))? (?:into|to|in)(?: (?:my|the|his|her|this|our))?(?: ${ACCOUNT})?`,
      '(?:auto-?pay|auto-?draft|draft|debit|pull|withdraw\\w{0,4}|pay|paid)(?: it)? from(?: (?:my|the|his|her))?',
    ),
    wordsBetween: 6,
    values: [
      /(?=[a-z]{2}\d)(?:[a-z]{2}\d{2})(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?\d{1,3})?(?![\p{L}\p{N}])/iuy,
      ...digits(6, 20).slice(0, 1),
      /(?!(?:19|20)\d{2}-\d{1,2}-\d|\d{1,2}-\d{1,2}-\d{2,4}(?!\d))(?=(?:[ -]?\d){6,20}(?!\d))\d{2,6}(?:[ -]\d{1,6}){1,5}(?!\d|[.,:/]\d)/y,
      singly(6, 17),
      LONG_SPELLED_NUMBER,
    ],
  },
];
