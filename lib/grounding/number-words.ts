/** Number words of the languages we read, in plain form. One is left out where it is also the article. */
const VALUES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...numbered(
      2,
      'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    ),
    ...tens('twenty thirty forty fifty sixty seventy eighty ninety'),
    ...{ zero: 0, hundred: 100, thousand: 1_000, dozen: 12 },
    ...numbered(
      2,
      'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta',
    ),
    ...{ cuarenta: 40, cincuenta: 50, sesenta: 60, setenta: 70, ochenta: 80, noventa: 90 },
    ...{
      cien: 100,
      ciento: 100,
      doscientos: 200,
      trescientos: 300,
      cuatrocientos: 400,
      quinientos: 500,
      seiscientos: 600,
      setecientos: 700,
      ochocientos: 800,
      novecientos: 900,
      doscientas: 200,
      trescientas: 300,
      cuatrocientas: 400,
      quinientas: 500,
      mil: 1_000,
    },
    ...numbered(
      2,
      'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
    ),
    ...{
      trente: 30,
      quarante: 40,
      cinquante: 50,
      soixante: 60,
      'quatre-vingts': 80,
      'quatre-vingt': 80,
      cent: 100,
      cents: 100,
      mille: 1_000,
    },
    ...numbered(
      2,
      'zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
    ),
    ...tens('zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'),
    ...{ hundert: 100, tausend: 1_000 },
    ...numbered(
      2,
      'dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove vinte',
    ),
    ...{
      duas: 2,
      trinta: 30,
      quarenta: 40,
      cinquenta: 50,
      sessenta: 60,
      setenta: 70,
      oitenta: 80,
      noventa: 90,
      cem: 100,
      cento: 100,
      duzentos: 200,
      duzentas: 200,
      trezentos: 300,
      trezentas: 300,
      quatrocentos: 400,
      quinhentos: 500,
      seiscentos: 600,
      setecentos: 700,
      oitocentos: 800,
      novecentos: 900,
    },
  }),
);
/** Number words of one language that are other words in English; they count only where that language is written. */
const ONLY_IN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    once: 'es',
    sept: 'fr',
    cent: 'fr',
    cents: 'fr',
    elf: 'de',
    cem: 'pt',
  }),
);
/** Number words that are short for a month behind a day: `3. Dez.` */
const MONTHS: ReadonlySet<string> = new Set(['dez', 'sept']);
const DAY_BEFORE = /\d(?:\.|st|nd|rd|th|er|º)? (?:de |of )?$/;
/** Days of the Portuguese week are numbered. */
const WEEKDAY_AHEAD = '(?!-feira)';
const GERMAN_UNITS = 'ein zwei drei vier funf sechs sieben acht neun'.split(' ');
const GERMAN_TENS = 'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig'.split(' ');

const ORDINALS: Readonly<Record<string, number>> = {
  ...numbered(1, 'first second third fourth fifth sixth seventh eighth ninth tenth'),
  ...{
    primera: 1,
    primer: 1,
    segunda: 2,
    segundo: 2,
    tercera: 3,
    tercer: 3,
    tercero: 3,
    cuarta: 4,
    cuarto: 4,
    quinta: 5,
  },
  ...{ premiere: 1, premier: 1, deuxieme: 2, troisieme: 3, quatrieme: 4, cinquieme: 5 },
  ...{
    erste: 1,
    ersten: 1,
    zweite: 2,
    zweiten: 2,
    dritte: 3,
    dritten: 3,
    vierte: 4,
    vierten: 4,
    funfte: 5,
    funften: 5,
  },
  ...{ primeira: 1, primeiro: 1, terceira: 3, terceiro: 3, quarta: 4, quarto: 4 },
};

const WORD = [...VALUES.keys()].sort((one, other) => other.length - one.length).join('|');
const SEQUENCE = new RegExp(
  `(?<![\\p{L}\\d])(?:one (?=hundred|thousand))?(?:${WORD})(?:(?:-| and | y | et | e | und |-et-| )(?:${WORD}|one|une?|uno|um))*(?![\\p{L}\\d])`,
  'gu',
);
const GERMAN_COMPOUND = new RegExp(`\\b(${GERMAN_UNITS.join('|')})und(${GERMAN_TENS.join('|')})\\b`, 'g');
/** `dreihundert`, `zweihundertzwanzig`. */
const GERMAN_HUNDREDS = new RegExp(`\\b(${GERMAN_UNITS.slice(1).join('|')})hundert(\\p{L}*)`, 'gu');
const ORDINAL = new RegExp(
  `(?<![\\p{L}\\d])(${Object.keys(ORDINALS).join('|')})(?![\\p{L}\\d])${WEEKDAY_AHEAD}`,
  'gu',
);

/** Turns that mean a number without being one. Units stay in the language of the text. */
const TURNS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:an )?hour and a half\b|\bone and a half hours\b/g, '90 minutes'],
  [
    /\b(?:a )?half an hour\b|\bhalf-hour\b|\bhalf hour\b|\bmedia hora\b|\bune demi-heure\b|\bdemi-heure\b|\bmeia hora\b|\b(?:eine )?halbe stunde\b/g,
    '30 minutes',
  ],
  [
    /\b(?:a )?quarter of an hour\b|\bun cuarto de hora\b|\bun quart d'heure\b|\beine viertelstunde\b/g,
    '15 minutes',
  ],
  [/\b(?:a |one )?day and a half\b/g, '36 hours'],
  [/\bthree quarters of an hour\b/g, '45 minutes'],
  [/\b(?:a |one )?fortnight\b/g, '14 days'],
  [/\bhalf a dozen\b/g, '6'],
  [
    /\bone(?= (?:(?:\p{L}|-|\d)+ )?(?:calls?|chats?|e-?mails?|contacts?|sms|texts?|messages?|out of|of \p{L}+)\b)/gu,
    '1',
  ],
  [/\bonce\b(?= (?:in|on|by|a|before|already|this|per)\b)/g, '1 times'],
  [/\btwice\b|\bdos veces\b|\bdeux fois\b|\bzweimal\b|\bduas vezes\b/g, '2 times'],
  [/\bthrice\b|\bdreimal\b/g, '3 times'],
  [/\bviermal\b/g, '4 times'],
  [
    /(?<=\b(?:within|for|in|over|about|almost|nearly|after|than|lasted|another|around|roughly|exactly|under|past|last|vor|nach|seit|hace|depuis|apres|en|ha|dans) )(?:an?|one|eine[rmn]?|una?|une?|uma?) (?=(?:hour|day|week|month|year|stunde|tag|woche|monat|jahr|hora|dia|semana|mes|ano|heure|jour|semaine|mois|an)\b)/g,
    '1 ',
  ],
  [/\b(?:an?|one) (?=(?:hour|day|week|month|year) (?:ago|later|earlier|after|before|old|since)\b)/g, '1 '],
];

/**
 * A text in plain form with its numbers in digits: `forty-five` is `45`, `second` is `2ord`, `twice` is `2 times`.
 * @param language primary subtag of the language that is written here beside English
 */
export function withDigits(text: string, language: string): string {
  const turned = TURNS.reduce((result, [turn, digits]) => result.replace(turn, digits), text);
  return turned
    .replace(
      GERMAN_HUNDREDS,
      (_, hundreds: string, rest: string) => `${hundreds} hundert${rest && ' '}${rest}`,
    )
    .replace(GERMAN_COMPOUND, (_, unit: string, ten: string) =>
      String(GERMAN_UNITS.indexOf(unit) + 1 + (GERMAN_TENS.indexOf(ten) + 2) * 10),
    )
    .replace(SEQUENCE, (sequence, offset: number, all: string) => {
      const isForeign = (ONLY_IN.get(sequence) ?? language) !== language;
      const isMonth = MONTHS.has(sequence) && DAY_BEFORE.test(all.slice(Math.max(0, offset - 6), offset));
      return isForeign || isMonth ? sequence : sequenceInDigits(sequence);
    })
    .replace(ORDINAL, (word) => `${ORDINALS[word]}ord`)
    .replace(/\b(\d{1,3})[ -]and[ -]a[ -]half\b/g, '$1.5');
}

function sequenceInDigits(sequence: string): string {
  let written = '';
  let gap = '';
  let current: number | null = null;
  for (const [part] of sequence.matchAll(/quatre-vingts?|dix-(?:sept|huit|neuf)|\p{L}+|[^\p{L}]+/gu)) {
    const value = VALUES.get(part) ?? (/^(?:one|une?|uno|um)$/.test(part) ? 1 : null);
    if (value === null) {
      gap += part;
      continue;
    }
    const joined: number | null = current === null ? value : joinedWith(current, value);
    if (joined === null) written += `${current}${gap}`;
    current = joined ?? value;
    gap = '';
  }
  return `${written}${current ?? ''}`;
}

/** The number that two parts make when they stand one after the other; `null` when they are two numbers. */
function joinedWith(current: number, value: number): number | null {
  // Two thousand five, hundred.
  if (value === 100 && current > 1_000 && current % 1_000 < 10) return current + (current % 1_000) * 99;
  if (value === 1_000 && current < 1_000) return current * 1_000;
  if (value === 100 && current < 20) return current * 100;
  if (current >= 100 && current % 100 === 0 && value < 100) return current + value;
  if (current >= 1_000 && current % 1_000 === 0 && value < 1_000) return current + value;
  const rest = current % 100;
  if (rest >= 20 && rest % 10 === 0 && value < 10) return current + value;
  // French counts on from 60 and 80: soixante-dix, quatre-vingt-onze.
  if ((rest === 60 || rest === 80) && value >= 10 && value < 20) return current + value;
  return null;
}

function numbered(from: number, words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, from + index]));
}

function tens(words: string): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word, index) => [word, (index + 2) * 10]));
}
