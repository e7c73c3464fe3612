/** The words for each digit from zero on, in English, Spanish and German. */
const WORDS_OF_DIGITS = [
  'zero oh nought cero null',
  'one uno eins',
  'two dos zwei zwo',
  'three tres drei',
  'four cuatro vier',
  'five cinco fünf fuenf',
  'six seis sechs',
  'seven siete sieben',
  'eight ocho acht',
  'nine nueve neun niner',
];
const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  WORDS_OF_DIGITS.flatMap((words, digit) => words.split(' ').map((word) => [word, String(digit)])),
);
const REPEATS: Readonly<Record<string, number>> = { double: 2, doble: 2, doppel: 2, triple: 3 };
const WORDS = Object.keys(DIGITS).join('|');
const BETWEEN = '(?:, |[ ,.-]| (?:uh|um|er|then|dash|hyphen|space|guion|strich) )';
const ITEM = `(?:(?:${Object.keys(REPEATS).join('|')}) )?(?:(?:${WORDS})(?!\\p{L})|\\d{1,4}(?![\\p{L}\\d]))`;

/** Four and more, for "one two three" is said without any secret. A row may hold digits among its words. */
const ROW = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${WORDS}|double|triple)(?!\\p{L})(?:${BETWEEN}${ITEM}){3,40}`,
  'giu',
);
const TOKEN = new RegExp(`${Object.keys(REPEATS).join('|')}|${WORDS}|\\d+`, 'gi');

/** The text with rows of spelled digits in digits, so that every other pattern reads them: "four one oh two" is "4102". */
export function spelledDigitsToDigits(text: string): string {
  return text.replace(ROW, (row) => {
    let digits = '';
    let repeat = 1;
    for (const [token] of row.toLowerCase().matchAll(TOKEN)) {
      const asked = REPEATS[token];
      if (asked === undefined) digits += (DIGITS[token] ?? token).repeat(repeat);
      repeat = asked ?? 1;
    }
    return digits;
  });
}

const ROW_AT_END = new RegExp(`(?:(?:${WORDS}|double|triple|[\\d./-]{1,40})(?:[ ,.-]{1,3}|$)){1,40}$`, 'i');
const LONGEST_ROW = 400;

/** The text without the row of digits at its end, in words or figures, which a cut may have halved. */
export function withoutDigitsAtEnd(text: string): string {
  const start = Math.max(0, text.length - LONGEST_ROW);
  return text.slice(0, start) + text.slice(start).replace(ROW_AT_END, '');
}
