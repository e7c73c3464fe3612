const SUM =
  /\b(?:total\w*|together|in all|altogether|combined|both|sum\w*|overall|zusammen|insgesamt|gesamt\w*|au total|en todo|somme|soma|junt[oa]s|plus|in full|between them|adds? up|comes? to|came to|amount\w* to)\b/;
const DIFFERENCE =
  /\b(?:difference|more|less|remain\w*|short\w*|rest|left|extra|over\w*|balance|missing|outstanding|owed|owing|gap|discount|sav\w*|diferencia|differenz|reste|faltan?|diferenca|too much|excess|under|lacking|above|rise of|increase of|up by|down by|cut by|reduced by|lowered|comes to|leaving)\b/;
const EACH =
  /\b(?:each|worth|remains?|for \d+ (?:weeks?|months?|days?|nights?)|apiece|a piece|at|a (?=\d)|times|je|cada|chacun\w*|in all|total\w*|together|altogether|double|twice)\b/;
/** A count in front of a word that is no month, no currency and no half of the day. */
const COUNT =
  /(?<![\d.,$€£]|[$€£] )\b(\d{1,2}) (?=[\p{L}-])(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|am|pm|in |usd|eur|dollar|euro|pound))/gu;
const PERCENTAGE = /(\d+(?:\.\d+)?) ?%/g;
const MOST_PARTS = 4;
const LEAST_PRICE = 5;

/** Whether a sentence says that something was added up. */
export function tellsSum(sentence: string): boolean {
  return SUM.test(sentence);
}

/** All sums of two to four amounts, where a sentence says that something was added up. @param amounts at most 12 */
export function sumsOf(amounts: readonly number[], sentence: string): readonly number[] {
  if (!tellsSum(sentence)) return [];
  const sums: number[] = [];
  for (let chosen = 1; chosen < 2 ** amounts.length; chosen += 1) {
    const parts = amounts.filter((_, index) => (chosen >> index) & 1);
    if (parts.length > 1 && parts.length <= MOST_PARTS) sums.push(parts.reduce((sum, part) => sum + part, 0));
  }
  return sums;
}

/** What lies between two amounts, where a sentence speaks of a difference. */
export function differencesOf(amounts: readonly number[], sentence: string): readonly number[] {
  if (!DIFFERENCE.test(sentence)) return [];
  return amounts.flatMap((one) => amounts.map((other) => Math.abs(one - other)));
}

/** Amounts as often as a sentence counts something, where it speaks of single prices. */
export function multiplesOf(amounts: readonly number[], sentence: string): readonly number[] {
  if (!EACH.test(sentence)) return [];
  const counts = [...sentence.matchAll(COUNT)].map(([, count]) => Number(count));
  return amounts
    .filter((price) => price >= LEAST_PRICE || !Number.isInteger(price))
    .flatMap((price) => counts.map((count) => count * price));
}

/** The parts of amounts that the percentages of a sentence make. */
export function sharesOf(amounts: readonly number[], sentence: string): readonly number[] {
  const shares = [...sentence.matchAll(PERCENTAGE)].map(([, value]) => Number(value) / 100);
  return amounts.flatMap((amount) =>
    shares.flatMap((share) => [share, 1 - share, 1 + share].map((part) => amount * part)),
  );
}
