/**
 * Personal data that only the word before it gives away: a four-digit number is nothing, after "pin" it is a secret.
 * `value` is matched where a word or a separator ends, at most `wordsBetween` words after the keyword.
 */
export interface KeywordRule {
  readonly placeholder: string;
  /** With the flags `gi`. */
  readonly keyword: RegExp;
  readonly wordsBetween: number;
  /** With the flag `y`; tried in this order. */
  readonly values: readonly RegExp[];
}

const DIGIT_WORD = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)';
const SPELLED_DIGITS = new RegExp(`(?<![a-z])${DIGIT_WORD}(?:,? ?[ -]${DIGIT_WORD}){2,18}(?![a-z])`, 'iy');
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATES = [
  /\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?!\d)/y,
  new RegExp(`\\d{1,2}-${MONTH}-\\d{2,4}(?!\\d)`, 'iy'),
  /\d{8}(?!\d)/y,
  new RegExp(`\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}[., ]{1,2}\\d{2,4}(?!\\d)`, 'iy'),
  new RegExp(`${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?[., ]{1,2}\\d{2,4}(?!\\d)`, 'iy'),
  new RegExp(`[a-z]{5,12}(?:[ -][a-z]{5,8})?(?: of)? ${MONTH}[., ]{1,2}\\d{4}(?!\\d)`, 'iy'),
];
/** A token that no ordinary word looks like: a digit or a symbol in the midst of letters. */
const ODD_TOKEN = /(?!\d{1,2}:\d\d)(?=[^\s,;]{0,40}[\d!@#$%^&*~+_])[^\s,;]{4,64}/y;

function word(alternatives: string): RegExp {
  return new RegExp(`(?<![A-Za-z[])(?:${alternatives})(?![A-Za-z])`, 'gi');
}

export const KEYWORD_RULES: readonly KeywordRule[] = [
  {
    placeholder: '[ssn]',
    keyword: word('s\\.?s\\.?n|ss (?:number|no|nbr|#)|soc(?:ial)?(?: sec(?:urity)?)?'),
    wordsBetween: 8,
    values: [/\d{3}[-. ]?\d{2}[-. ]?\d{4}(?!\d)/y, /\d(?: \d){8}(?!\d)/y],
  },
  {
    // The last four digits, which people give when they are asked for the whole.
    placeholder: '[ssn]',
    keyword: word('ssn|soc(?:ial)?(?: sec(?:urity)?)?'),
    wordsBetween: 2,
    values: [/\d{4}(?!\d)/y],
  },
  {
    // After these words any row of digits is one, also where a digit is wrong and no check digit holds.
    placeholder: '[card]',
    keyword: word('card (?:number|num|no|nbr)|(?:debit|credit) card|cc'),
    wordsBetween: 2,
    values: [/\d(?:[ -]?\d){7,18}(?!\d)/y],
  },
  {
    placeholder: '[account number]',
    keyword: word('(?:account|acct?|ac) (?:number|num|no|nbr)'),
    wordsBetween: 2,
    values: [/\d{4,17}(?!\d)/y],
  },
  {
    placeholder: '[bank account]',
    keyword: word(
      '(?:bank|checking|savings?|cheque|e-check)(?: (?:account|acct|ac|acc))?|iban|direct deposit|wire(?: \\w{2,8})? to|ach|acct|account for (?:transfer|refund)',
    ),
    wordsBetween: 6,
    values: [/\d{7,17}(?!\d)/y, /\d{2,6}(?:[ -]\d{3,6}){1,4}(?!\d)/y],
  },
  {
    placeholder: '[routing number]',
    keyword: word('routi?ng|rout|rtn|aba|abanum|transit'),
    wordsBetween: 3,
    values: [/\d(?:[ -]?\d){8}(?!\d)/y],
  },
  {
    placeholder: '[date of birth]',
    keyword: word('d[ .]?o[ .]?b|date of birth|birth ?date|b(?:irth)?-?day|born(?: on)?'),
    wordsBetween: 4,
    values: DATES,
  },
  {
    placeholder: '[card code]',
    keyword: word(
      'cvv2(?!\\d)|cvv|cvc2?|cvn|csc|cv2|cid|card verification|(?:card|security) (?:code|number) (?:on|of) (?:the )?(?:card|back)|(?:3|4|three|four)[- ]digits? on (?:the )?back',
    ),
    wordsBetween: 5,
    values: [/\d{3,4}(?!\d)/y, /\d(?: \d){2,3}(?!\d)/y],
  },
  {
    placeholder: '[code]',
    keyword: word(
      'otp|one[- ]time (?:code|password|passcode|pin)|(?:verif\\w{0,9}|2fa|mfa|reset|login|log-?in|auth(?:entication|orization)?|sms|security|access|activation|confirmation|\\d[- ]digit) (?:code?|passcode)|passcode|code (?:you|u|that was) (?:just )?(?:texted|sent)|authenticator',
    ),
    wordsBetween: 5,
    values: [
      /\d(?: \d){3,7}(?!\d)/y,
      /\d{3}[ -]\d{3}(?!\d)/y,
      /\d{4,8}/y,
      /(?=[A-Z-]{0,8}\d)[A-Z0-9]{3,8}(?:-[A-Z0-9]{2,6})?(?![A-Za-z0-9])/y,
      SPELLED_DIGITS,
    ],
  },
  {
    placeholder: '[pin]',
    keyword: word('pin|p\\.i\\.n\\.?'),
    wordsBetween: 5,
    values: [/\d{4,8}#?(?!\d)/y, /\d(?: \d){3,7}(?!\d)/y, SPELLED_DIGITS],
  },
  {
    placeholder: '[password]',
    keyword: word('pass ?wo?r?ds?|passphrase|passcode|pwd|pw|pass(?= ?[:=])'),
    wordsBetween: 4,
    values: [ODD_TOKEN],
  },
  {
    placeholder: '[password]',
    // Only words that can be followed by nothing but the password itself.
    keyword: word(
      'passphrase(?: is)?|(?:pass ?wo?r?d|passcode|pass|pwd|pw)(?: spoken| is| was|(?=[:=]))|(?:verbal|spoken) password(?: on (?:acct|account|file))?',
    ),
    wordsBetween: 0,
    values: [
      /(?!(?:not|wrong|incorrect|reset|expired|never|no|still|being|the|a|too|rejected|required|needed|sent|same)\b)[A-Za-z]{3,20}(?: [a-z]{3,20}){0,3}(?= ?[/,.;\n]|$)/y,
      /(?!(?:not|wrong|incorrect|reset|expired|never|no|still|being|the|a|too|rejected|required|needed|sent|same)\b)[A-Za-z]{6,20}(?![A-Za-z])/y,
    ],
  },
  {
    placeholder: '[identity document]',
    keyword: word(
      "passport|pp|ppt|(?:driv(?:er|ing)'?s?'?|drvrs?) ?lic(?:en[cs]e)?|lic(?:en[cs]e)? no|d/?l|state id",
    ),
    wordsBetween: 5,
    values: [
      /(?=[A-Z -]{0,6}\d)[A-Z0-9]{1,12}(?:[ -](?=[A-Z]{0,6}\d)[A-Z0-9]{2,12}){0,4}(?<=\d[A-Z0-9 -]{4,40})(?![A-Za-z0-9])/y,
    ],
  },
  {
    placeholder: '[phone]',
    keyword: word(
      'ph(?:one)?|tel(?:ephone)?|cell|mobile|ani|new (?:number|no)|call(?:ed|er|back)?|cb|contact(?: no)?|reach(?:able)?|text(?:ed)?|txt|sms|fax|whatsapp|line',
    ),
    wordsBetween: 4,
    values: [/(?!\d{4}-\d\d-\d\d)\+?\(?\d(?:[ ()./-]{0,2}\d){6,14}(?![\d:])/y],
  },
];
