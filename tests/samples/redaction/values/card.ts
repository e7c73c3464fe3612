import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { bare, grouped, singly, spoken } from './digit-forms.ts';
import { type Form, filler, secret } from './value-maker.ts';

interface Brand {
  readonly length: number;
  readonly prefixes: readonly string[];
}

/** Prefixes of published test cards, with how often each brand is drawn. */
const BRANDS: readonly (readonly [Brand, number])[] = [
  [{ length: 16, prefixes: ['411111', '400000', '424242', '401288', '400005'] }, 46],
  [{ length: 16, prefixes: ['555555', '510510', '545454', '520082', '222300'] }, 30],
  [{ length: 15, prefixes: ['378282', '371449', '378734', '343434'] }, 13],
  [{ length: 16, prefixes: ['601111', '601100', '644564'] }, 6],
  [{ length: 16, prefixes: ['356600', '353011', '620000'] }, 2],
  [{ length: 18, prefixes: ['675964'] }, 1],
  [{ length: 19, prefixes: ['620512', '677179'] }, 2],
];

export const card = secret(makeCard, {
  bare: [bare, 40],
  spaces: [(digits) => inGroups(digits, ' '), 30],
  dashes: [(digits) => inGroups(digits, '-'), 21],
  dots: [(digits) => inGroups(digits, '.'), 3],
  wide: [(digits) => inGroups(digits, '  '), 2],
  mixed: [mixedGroups, 2],
  singly: [singly, 2],
  spoken: [spoken, 0],
});

const threeDigits: Form = (digits) => digits.slice(0, 3);

/** Three digits, or the four of an American Express card. */
export const cvv = secret((draws) => draws.digits(draws.chance(0.87) ? 3 : 4), {
  bare: [bare, 96],
  singly: [singly, 4],
  three: [threeDigits, 0],
  spoken: [spoken, 0],
});

export const cvvAmex = secret((draws) => draws.digits(4));

export const expiry = filler((draws) => {
  const month = String(draws.integer(1, 12)).padStart(2, '0');
  const year = String(draws.integer(27, 31));
  return draws.pick([`${month}/${year}`, `${month}-${year}`, `${month}/20${year}`, `${month} ${year}`]);
});

function makeCard(draws: Draws): string {
  const { length, prefixes } = draws.weighted(BRANDS);
  const prefix = draws.pick(prefixes);
  const body = prefix + draws.digits(length - prefix.length - 1);
  return body + luhnCheckDigit(body);
}

/** The last digit that makes the whole number pass the Luhn check. */
export function luhnCheckDigit(body: string): string {
  const sum = [...body]
    .toReversed()
    .map((digit, index) => (index % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return String((10 - (sum % 10)) % 10);
}

function inGroups(digits: string, separator: string): string {
  const sizes = digits.length === 15 ? [4, 6, 5] : [4, 4, 4, 4, 4];
  return grouped(digits, { sizes, separator });
}

function mixedGroups(digits: string): string {
  return inGroups(digits, '-').replace('-', ' ');
}
