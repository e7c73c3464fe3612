import type { Claim } from './claim.ts';
import type { Evidence } from './evidence.ts';
import type { AmountMention } from './find-amounts.ts';
import type { NumberMention } from './find-counts.ts';
import { differencesOf, multiplesOf, sharesOf, sumsOf, tellsSum } from './reckoned-amounts.ts';

const CENT = 0.01;
/** A number with such a word behind it is no money. */
const MEASURE = /^(?:gb|mb|tb|kb|cm|mm|km|kg|g|lb|lbs|mbps|gbps|mbit|kwh|kw|%|percent|miles|points|pts|pct)$/;
/** `at 14 each` was not reckoned. */
const PRICE_OF_ONE = /^ ?(?:each|apiece|per|a (?:day|month|week|year|night)|je|cada|chacun)\b/;
/** `$` is what several currencies are written with. */
const DOLLARS: readonly (string | null)[] = ['usd', 'cad', 'aud', 'nzd', 'mxn'];
/** Reckoned with are sums of money; a small bare number is a count or a time. */
const LEAST_BARE_AMOUNT = 20;
const EACH = /^ ?(?:each|ea|apiece|je|cada|chacun)\b/;
const MOST_AMOUNTS = 12;
/** A bare number in front of it counts things: `3 routers`. */
const PLURAL = /^(?!costs|fees|charges|expenses)\p{L}{3,}[^s]s$/u;

type Amount = Pick<AmountMention, 'value' | 'currency' | 'index' | 'text'>;

/** Whether the cited records name an amount, or amounts that lead to it where the sentence says that it was reckoned. */
export function isKnownAmount(amount: Amount, { cited, facts }: Claim): boolean {
  const isMoney = (number: NumberMention) =>
    !MEASURE.test(number.after[0] ?? '') &&
    !(Number.isInteger(number.value) && PLURAL.test(number.after[0] ?? ''));
  const named = cited.flatMap((evidence) => [
    ...evidence.facts.amounts.filter(({ currency }) => isSameCurrency(currency, amount.currency)),
    ...evidence.facts.numbers.filter(isMoney),
    ...asNumbers(evidence),
  ]);
  const rest = facts.plain.slice(amount.index + amount.text.length);
  return isAmong(named, amount) || (!PRICE_OF_ONE.test(rest) && isReckoned(amount, { cited, facts }));
}

/** The same of a number that may be anything: points, kilometres, a version. */
export function isKnownValue(number: NumberMention, { cited, facts }: Claim): boolean {
  const named = cited.flatMap((evidence) => [
    ...evidence.facts.amounts,
    ...evidence.facts.numbers,
    ...asNumbers(evidence),
  ]);
  return isAmong(named, number) || isReckoned(number, { cited, facts });
}

function isReckoned(
  amount: { readonly value: number },
  { cited, facts }: Pick<Claim, 'cited' | 'facts'>,
): boolean {
  const values = cited.flatMap((evidence) =>
    [...evidence.facts.amounts, ...evidence.facts.numbers].map(({ value }) => value),
  );
  const sums = cited.flatMap((evidence) => [
    ...evidence.facts.amounts.map(({ value }) => value),
    ...evidence.facts.numbers
      .filter(
        ({ value, after }) =>
          (value >= LEAST_BARE_AMOUNT || !Number.isInteger(value)) && !MEASURE.test(after[0] ?? ''),
      )
      .map(({ value }) => value),
  ]);
  const amounts = [...new Set(sums)].slice(0, MOST_AMOUNTS);
  const prices = facts.numbers.filter(({ value }) => !Number.isInteger(value));
  const parts = [...new Set([...facts.amounts, ...prices].map(({ value }) => value))].filter(
    (value) => value !== amount.value,
  );
  return [
    ...sharesOf(values, facts.plain),
    ...multiplesOf(values, facts.plain),
    ...cited.flatMap((evidence) => multiplesIn(evidence, facts.plain)),
    ...sumsOf(amounts, facts.plain),
    // The parts stand in the sentence itself, where each of them is checked as well.
    ...sumsOf([...new Set([...parts, ...multiplesOf(parts, facts.plain)])].slice(0, MOST_AMOUNTS), 'in all'),
    ...differencesOf(amounts, facts.plain),
  ].some((value) => isSame(value, amount.value));
}

/** `Two fees, 35 each` in a record, which a sentence adds up. */
function multiplesIn({ facts }: Evidence, sentence: string): readonly number[] {
  if (!tellsSum(sentence)) return [];
  const prices = facts.amounts.filter(({ index, text }) => EACH.test(facts.plain.slice(index + text.length)));
  return multiplesOf(
    prices.map(({ value }) => value),
    facts.plain,
  );
}

/** A reference that is only digits may be an amount: `485000`. */
function asNumbers({ facts }: Evidence): readonly { readonly value: number }[] {
  return facts.identifiers.flatMap(({ value }) => (/^\d+$/.test(value) ? { value: Number(value) } : []));
}

function isAmong(
  known: readonly { readonly value: number }[],
  { value }: { readonly value: number },
): boolean {
  return known.some((each) => isSame(each.value, value));
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) < CENT / 2;
}

function isSameCurrency(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true;
  return DOLLARS.includes(one) && DOLLARS.includes(other);
}
