import { type KeywordRule, word } from './keyword-rule.ts';
import { mistyped } from './mistyped.ts';
import { digits, SPELLED_NUMBER, singly } from './secret-values.ts';

/** Codes that are no secret. */
const NO_OTHER =
  '(?<!(?:zip|area|postal|post|error|promo|promotion|discount|coupon|voucher|reason|country|dress|colou?r|bar|qr|source|status|product|item|model|wrap|fault|tariff|fare|branch|store|airport|dial(?:ing)?|reference|booking|referral|gift|offer|exit|class|tax|return|tracking|sales|rate|billing|service|city|state|sku|cpt|icd|swift|disposition|result|response)[ -])';
const SIX = '\\d{6}(?!\\d)|\\d{3}[ -]\\d{3}(?![\\d-])';
const SIX_DIGITS = /(?:\d{6}|\d{3}[ -]\d{3}|\d{2} \d{2} \d{2})(?![\d-]|[.,:/]\d)/y;

/** One-time codes and PINs. */
export const CODE_RULES: readonly KeywordRule[] = [
  {
    placeholder: '[code]',
    keyword: word(
      't?otps?|one[- ]?time[- ](?:code|password|passcode|pin|pw|key)|passcode|authenticator|token',
      `(?:verif\\w{0,9}|${mistyped('verification')}|2fa|mfa|2-?step|two[- ](?:factor|step)|reset|login|log-?in|sign[- ]?in|auth\\w{0,12}|sms|text(?:ed)?|security|access|activation|unlock|backup|recovery|temp(?:orary)?|(?:\\d|four|six|eight)[- ]digit) (?:code?s?|passcode|token)`,
      `${NO_OTHER}code(?: (?:i|you|that|which|is|was|it|we|he|she|they|from|on|in|came|just|reads?|says?|shows?|got|received|sent|texted|expired|invalid|failed|worked|timed out)|(?= ?[:=])|(?= (?:\\d{6,8}|\\d(?: \\d){3,7}|${SIX})(?!\\d)))`,
      '(?:the|my|ur|your|her|his|this|a|new|der|dein|mein|ihr|el) code',
      '(?:text|sms|message)(?: i got)? (?:says|said|reads)|texted (?:me|him|her|us)',
      '(?<=(?:^|/ ))code(?= \\d{4,8}(?: /|$))',
      '(?:m-?|chip-?|sms-?|push-?)?tan(?:[ -]?(?:nummer|code)| (?:ist|lautet|war))|(?:best[aä]tigungs|verifizierungs|einmal|sicherheits|freischalt)(?:code|passwort|kennwort)',
      'c[oó]digo(?: de (?:verificaci[oó]n|un solo uso|confirmaci[oó]n|acceso|seguridad))?|code de v[eé]rification',
    ),
    wordsBetween: 7,
    values: [
      singly(4, 8),
      /\d{2} \d{2} \d{2}(?!\d)/y,
      /\d{2,4}[ -]\d{2,4}(?![\d-]|[.,:/]\d)/y,
      ...digits(4, 10).slice(0, 1),
      /\d{6}/y,
      /(?=[A-Z-]{0,8}\d)(?=[\d-]{0,8}[A-Z])(?=[A-Z0-9-]{4})[A-Z0-9]{1,8}(?:-[A-Z0-9]{2,8})?(?![\p{L}\p{N}]|-\d)/uy,
      SPELLED_NUMBER,
    ],
  },
  {
    // With letters in it, it is the code of a booking.
    placeholder: '[code]',
    keyword: word('confirmation code'),
    wordsBetween: 3,
    values: [...digits(4, 8).slice(0, 1), /\d{3}[ -]\d{3}(?!\d)/y],
  },
  {
    // These words say little, so only the length that nearly every one-time code has is taken.
    placeholder: '[code]',
    keyword: word(
      'sms|text(?:s|ed)?(?: message)?|(?:on|to) (?:my|his|her) phone|two[- ]factor|2fa|mfa|authentication|m?tan|opt(?= \\d)|cod(?=[ :]\\d)',
      mistyped('verification'),
      'to (?:verify|confirm|authenticate|log ?in|sign ?in)|(?:number|digits) (?:you|we|they|i|she|he) (?:just )?(?:sent|texted|got|received|emailed)',
      `${NO_OTHER}code`,
    ),
    wordsBetween: 3,
    values: [SIX_DIGITS],
    looksBack: 'closely',
    stop: /(?:limits?|count|volume|usage|data|minutes|bundle|pack)(?!\p{L})/iuy,
  },
  {
    placeholder: '[code]',
    keyword: word(
      '(?<!(?:last|first|ending|final) )(?:4|5|6|8|four|five|six|eight)[- ](?:digits?|numbers?)(?: (?:code|number|passcode))?(?: (?:is|are|was|were|:))?',
    ),
    wordsBetween: 1,
    values: [...digits(4, 8).slice(0, 2)],
    looksBack: false,
  },
  {
    placeholder: '[pin]',
    keyword: word(
      'p[i1]nn?s?|pni|ipn|p\\.i\\.n\\.?|pin-?(?:code|nummer|zahl)|geheim(?:zahl|nummer)|nip|clave(?: (?:secreta|num[eé]rica))?|pincode|mpin|tpin',
    ),
    wordsBetween: 6,
    stop: /(?:drop|pad|map|location|mailed|bowling|count|area|delivery|zone)(?!\p{L})/iuy,
    values: [/\d{4,8}#?(?!\d|[.,:/]\d)/y, singly(4, 8), /\d{2}[ -]\d{2}(?![\d-])/y, SPELLED_NUMBER],
  },
];
