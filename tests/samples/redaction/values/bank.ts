import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { bare, grouped, singly, spoken } from './digit-forms.ts';
import { secret } from './value-maker.ts';

/** What follows the check digits: letters stay, each 9 becomes a digit. */
const IBAN_BODIES: Readonly<Record<string, string>> = {
  DE: '999999999999999999',
  ES: '99999999999999999999',
  GB: 'NWBK99999999999999',
  FR: '99999999999999999999999',
  NL: 'ABNA9999999999',
  IT: 'X9999999999999999999999',
  IE: 'AIBK99999999999999',
};

/** An account number of a bank in the USA: 8 to 12 digits as a rule. */
export const bank = secret(
  (draws) => String(draws.integer(1, 9)) + draws.digits(draws.weighted(BANK_LENGTHS) - 1),
  {
    bare: [bare, 82],
    fours: [(digits) => grouped(digits, { sizes: [4, 4, 8], separator: ' ' }), 6],
    dashes: [(digits) => grouped(digits, { sizes: [4, 4, 8], separator: '-' }), 8],
    singly: [singly, 4],
    spoken: [spoken, 0],
  },
);

const BANK_LENGTHS: readonly (readonly [number, number])[] = [
  [8, 15],
  [9, 20],
  [10, 30],
  [11, 8],
  [12, 22],
  [13, 3],
  [14, 2],
];

export const bankUk = secret((draws) => String(draws.integer(1, 9)) + draws.digits(7));

/** Check digits are right, so that a validating redactor accepts it. */
export const iban = secret((draws) => makeIban(draws.pick(Object.keys(IBAN_BODIES)), draws), ibanForms());
export const ibanDe = secret((draws) => makeIban('DE', draws), ibanForms());
export const ibanEs = secret((draws) => makeIban('ES', draws), ibanForms());

/** Nine digits that pass the checksum of the American Bankers Association. */
export const routing = secret(makeRouting, {
  bare: [bare, 88],
  thirds: [(digits) => grouped(digits, { sizes: [3, 3, 3], separator: ' ' }), 5],
  dashes: [(digits) => grouped(digits, { sizes: [4, 4, 1], separator: '-' }), 4],
  singly: [singly, 3],
  spoken: [spoken, 0],
});

export const sortCode = secret((draws) => draws.pick(['20', '30', '40', '60', '09']) + draws.digits(4), {
  dashes: [(digits) => grouped(digits, { sizes: [2, 2, 2], separator: '-' }), 3],
  bare: [bare, 1],
  spaces: [(digits) => grouped(digits, { sizes: [2, 2, 2], separator: ' ' }), 1],
});

function ibanForms() {
  return {
    fours: [(value: string) => value.replace(/(.{4})(?=.)/g, '$1 '), 50],
    bare: [(value: string) => value, 40],
    lower: [(value: string) => value.toLowerCase(), 6],
    dashes: [(value: string) => value.replace(/(.{4})(?=.)/g, '$1-'), 4],
  } as const;
}

function makeIban(country: string, draws: Draws): string {
  const body = (IBAN_BODIES[country] ?? '').replace(/9/g, () => draws.digits(1));
  const asDigits = [...`${body}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  const check = 98n - (BigInt(asDigits) % 97n);
  return `${country}${String(check).padStart(2, '0')}${body}`;
}

function makeRouting(draws: Draws): string {
  const body =
    draws.pick(['01', '02', '03', '05', '06', '07', '09', '11', '12', '26', '31', '32']) + draws.digits(6);
  const weights = [3, 7, 1, 3, 7, 1, 3, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body.charAt(index)), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
