import { WHOLE_NUMBER } from './ordinary-numbers.ts';

/** What the values behind a keyword look like. Every pattern has the flag `y` and is bounded. */

const DIGIT_WORD =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|double|triple|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|null|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun)';
/** A number in words, of at least so many; no measure, and no beginning of a longer one: "forty five dollars" is none. */
function spelledNumber(leastWords: number): RegExp {
  const next = `(?:,? |-)(?:(?:and|dash) )?${DIGIT_WORD}`;
  return new RegExp(
    `(?<!\\p{L})${DIGIT_WORD}(?:${next}){${leastWords - 1},30}(?!\\p{L}|${next}(?!\\p{L}))${WHOLE_NUMBER}`,
    'iuy',
  );
}

/** Two words and more, so that "pin one" is none. */
export const SPELLED_NUMBER = spelledNumber(2);
/** As long as the number of an account: "two hundred" beside a bank is an amount. */
export const LONG_SPELLED_NUMBER = spelledNumber(4);

/** "oh four oh three seventy five" */
export const SPELLED_DATE = new RegExp(
  `(?<!\\p{L})${DIGIT_WORD}(?:(?:,? |-)${DIGIT_WORD}){2,9}(?!\\p{L})`,
  'iuy',
);

const MONTH =
  '(?:jan(?:uar[iy]?|uary)?|feb(?:ruar[iy]?|ruary)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|jun[ei]?|jul[yi]?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|ene|abr|ago|dic|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)';
const DAY = '\\d{1,2}(?:st|nd|rd|th|\\.|º|er)?';
/** No birth is told with one of these years, but many appointments are. */
const NOT_RECENT =
  '(?!(?:\\d{1,2}[/.-]\\d{1,2}[/.-]|\\d{1,2}\\.? \\p{L}{3,9}\\.?,? |\\p{L}{3,9}\\.? \\d{1,2}(?:st|nd|rd|th)?,? )20(?:2[3-9]|3\\d)(?!\\d)|20(?:2[3-9]|3\\d)[/.-])';
const YEAR = "(?:'?\\d{2}|\\d{4})(?!\\d)";
const TENS = '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)';
const YEAR_IN_WORDS = `(?:nineteen|two thousand|${TENS})(?:[ -](?:and |hundred |oh )?[a-z]{3,9}){0,2}`;
const ORDINAL = '(?:(?:twenty|thirty)[ -])?[a-z]{2,10}(?:st|nd|rd|th)';
const OF = '(?: of| de| del|,)?';
const BETWEEN_DATES = '[., -]{1,2}(?:of |de |del |in )?';

const ALL_DATES: readonly RegExp[] = [
  /\d{1,4} ?[/.-] ?\d{1,2} ?[/.-] ?\d{1,4}(?!\d)/y,
  /\d{1,2} \d{1,2} (?:19|20)?\d{2}(?!\d|:)/y,
  /(?:19|20)\d{2} \d{1,2} \d{1,2}(?!\d)/y,
  new RegExp(`\\d{1,2}[-/]?${MONTH}[-/]?\\d{2,4}(?!\\d)`, 'iuy'),
  /(?<!#)\d{8}(?!\d)/y,
  /(?<!#)\d{6}(?!\d)/y,
  new RegExp(`(?:the )?${DAY}${OF} ?${MONTH}${BETWEEN_DATES}${YEAR}`, 'iuy'),
  new RegExp(`${MONTH}\\.? (?:the )?${DAY}${BETWEEN_DATES}${YEAR}`, 'iuy'),
  new RegExp(`\\d{4}[ -]${MONTH}[ -]\\d{1,2}(?!\\d)`, 'iuy'),
  new RegExp(`${MONTH}\\.?[ -](?:the )?${ORDINAL},? (?:${YEAR}|${YEAR_IN_WORDS})`, 'iuy'),
  new RegExp(`(?:the )?${ORDINAL}(?: of)? ${MONTH}[., ]{1,2}(?:${YEAR}|${YEAR_IN_WORDS})`, 'iuy'),
  new RegExp(`(?:the )?${DAY}${OF} ?${MONTH}[., ]{1,2}${YEAR_IN_WORDS}`, 'iuy'),
  new RegExp(`${MONTH}\\.? ${DAY}[., ]{1,2}${YEAR_IN_WORDS}`, 'iuy'),
  new RegExp(`${MONTH} (?:19\\d|20[01])\\d(?!\\d)`, 'iuy'),
];
export const DATES: readonly RegExp[] = ALL_DATES.map(
  (date) =>
    new RegExp(`${NOT_RECENT}(?:${date.source})`, date.flags.includes('u') ? date.flags : `${date.flags}u`),
);

/** A year told in words, and a month without its day. */
export const YEARS: readonly RegExp[] = [
  /(?:19|20)\d{2}(?!\d)/y,
  /\d{1,2}[/-]\d{2,4}(?![\d/-])/y,
  /(?:nineteen|two thousand)(?:[ -](?:and |hundred |oh )?[a-z]{3,9}){1,2}/iy,
];

/** A date without its year, which is a secret only right behind its keyword. */
export const DAYS_OF_A_YEAR: readonly RegExp[] = [
  new RegExp(`(?:the )?${DAY}${OF} ?${MONTH}(?!\\p{L})`, 'iuy'),
  new RegExp(`${MONTH}\\.? ${DAY}(?!\\d)`, 'iuy'),
];

/** Digits dictated one by one: "4 5 1 2". */
export function singly(least: number, most: number): RegExp {
  return new RegExp(`\\d(?:[ .-]\\d(?!\\d|[:,/]\\d|\\.\\d\\d)){${least - 1},${most - 1}}(?!\\d)`, 'y');
}

/** A row of digits of `least` to `most`, alone or in groups parted by one sign; no amount, time, date or measure. */
export function digits(least: number, most: number): readonly RegExp[] {
  return [
    new RegExp(`\\d{${least},${most}}${WHOLE_NUMBER}`, 'iuy'),
    singly(least, most),
    new RegExp(
      `(?=(?:[ -]?\\d){${least},${most}}(?!\\d))\\d{2,6}(?:[ -]\\d{1,6}){1,5}(?!\\d|[.,:/]\\d)`,
      'iuy',
    ),
  ];
}

const NO_MEASURE =
  '(?!\\d{1,3}(?![^\\s,;])|\\d{1,2}:\\d\\d|\\d{1,4}[/.-]\\d{1,2}(?:[/.-]\\d{1,4})?(?![\\p{L}\\p{N}])|v?\\d+(?:\\.\\d+)+|\\d+(?:st|nd|rd|th|x|hrs?|h|s|min|mins|days?|gb|mb)(?![\\p{L}\\p{N}])|https?:|www\\.|(?:19|20)\\d{2}(?![^\\s,;])|(?:windows|office|iphone|ipad|galaxy|android|ios|chrome|outlook|error|ticket|tier|step|line)\\d)';
/** A token that no ordinary word looks like: a digit or a symbol among its letters. */
export const ODD_TOKEN = new RegExp(
  `${NO_MEASURE}(?=[^\\s,;]{0,40}[\\d!@#$%^&*~+_])[^\\s,;[\\]]{3,64}`,
  'iuy',
);
