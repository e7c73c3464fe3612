import { type KeywordRule, word } from './keyword-rule.ts';
import { mistyped } from './mistyped.ts';
import { IS_ABOUT_IT, IS_NO_PASSWORD } from './password-talk.ts';
import { ODD_TOKEN } from './secret-values.ts';

/** As it is written, and as it is mistyped. */
const PASSWORD = `pas{1,2} ?w(?:or?|ro?|)d?s?(?<=ds?)|${mistyped('password')}s?|${mistyped('passcode')}|passwort|passphrase|pass ?code|pwd|pswd|psw|pw`;
const SECRET_WORD = [
  '(?:wi-?fi|router|network|portal|voicemail|temp|account) pass',
  '(?:secret|memorable|security|safe|code|pass|passcode|magic) ?word|credentials?|secret|user/pass|login',
  '(?:wi-?fi|network|wpa2?|security|access|license|api|secret|product)[ -]?key',
  'contrase[nñ]a|clave(?: secreta| wi-?fi)?|palabra (?:clave|secreta)',
  'passwort|(?:kunden)?kennwort|codewort|losungswort|mot de passe',
].join('|');
const ANSWER =
  "(?:security|secret) answer|answer to (?:the |my |his |her )?(?:security|secret) question|mother'?s? maiden(?: name)?";
const IS =
  "(?: is| was| ist| war| lautet| es| era| est|'s|(?= ?[:=]))(?: (?:now|still|the word|set to|just|simply))?";
const OF_WHAT =
  '(?: (?:spoken|given|(?:for|to|on) (?:the |my |his |her |our )?[a-z]{2,12}(?: [a-z]{2,12})?))?';

/** A password follows its word, or a sign, but begins no new clause. */
const NO_TALK = `(?<![,;/?!.)] {0,2})(?!(?:${IS_ABOUT_IT}|${IS_NO_PASSWORD})(?!\\p{L}))`;
const ORDINARY_ENDING = '(?!\\p{L}{0,20}(?:ing|ed|ly|tion|ment|ness|able)(?!\\p{L}))';
const CHARACTER = '[\\p{L}\\p{N}._!@#$%^&*~+-]';
const END_OF_CLAUSE = '(?= ?(?:[,.;"](?!\\d)|/ |/$|$))';

/** Ordered from the tokens that nothing else looks like to the plain words that only their place gives away. */
export const PASSWORD_RULES: readonly KeywordRule[] = [
  {
    placeholder: '[password]',
    keyword: word(`${PASSWORD}|pass(?= ?[:=])|${SECRET_WORD}`),
    wordsBetween: 5,
    values: [ODD_TOKEN],
    stop: /(?:must|should(?! be)|needs?|requires?|expires?|expired|link|page|e?mails?|policy|failed|locked|error|since|screen|field|form|after|before|because|have|has|characters|sent|texted)(?!\p{L})/iuy,
  },
  {
    placeholder: '[password]',
    keyword:
      /(?<!\p{L})(?:log ?-?in|user(?:name)?|creds?|sign ?-?in|account)[ :=]{1,3}(?:\[email\]|[\w.@-]{2,30}) ?[/|:,](?= )/giu,
    wordsBetween: 0,
    values: [ODD_TOKEN],
    looksBack: false,
  },
  {
    placeholder: '[password]',
    keyword: word(PASSWORD, SECRET_WORD),
    wordsBetween: 0,
    values: [
      new RegExp(`(?<=\\p{L} )${NO_TALK}${ORDINARY_ENDING}\\p{L}{5,30}${END_OF_CLAUSE}`, 'iuy'),
      new RegExp(`(?<=\\p{L} )${NO_TALK}\\p{L}{2,20} \\d{2,6}${END_OF_CLAUSE}`, 'iuy'),
    ],
    looksBack: false,
  },
  {
    placeholder: '[password]',
    keyword: word('pass ?phrase(?: is| was)?'),
    wordsBetween: 0,
    values: [
      /(?!(?:on|for|to|of|is|was|not|and|or|the) )\p{L}{2,20}(?:[ -]\p{L}{2,20}){2,6}(?= ?[/,.;]|$)/iuy,
    ],
    looksBack: false,
  },
  {
    // Only what can be followed by nothing but the password itself.
    placeholder: '[password]',
    keyword: word(
      `(?:${PASSWORD}|${SECRET_WORD}|${ANSWER}|pass)${OF_WHAT}${IS}`,
      `(?:${PASSWORD}) (?:set |changed |reset |updated )?(?:as|to)`,
      `(?<=(?:^|/|,|and|with|name \\p{L}{2,20}) )(?:${PASSWORD})`,
      '(?:verbal|spoken) password(?: on (?:acct|account|file))?',
    ),
    wordsBetween: 0,
    values: [
      /["'“‘][^"'“”‘’[\]]{2,40}["'”’]/uy,
      new RegExp(`${NO_TALK}${CHARACTER}{2,40}(?: ${CHARACTER}{1,20}){0,3}${END_OF_CLAUSE}`, 'iuy'),
      new RegExp(`${NO_TALK}[a-z0-9](?: [a-z0-9]){2,20}(?![\\p{L}\\p{N}])`, 'iuy'),
      new RegExp(`${NO_TALK}\\p{L}{6,30}(?: \\d{1,6})?(?![\\p{L}\\p{N}])`, 'iuy'),
    ],
    looksBack: false,
  },
];
