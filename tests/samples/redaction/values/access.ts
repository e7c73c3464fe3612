import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { bare, fromPattern, singly, spoken } from './digit-forms.ts';
import { FIRST_NAMES } from './names.ts';
import { secret } from './value-maker.ts';

const THINGS =
  'fluffy dragon summer Winter tiger Sunshine purple Rocket banana Falcon monkey Guitar coffee'.split(' ');

export const pin = secret(
  (draws) =>
    draws.digits(
      draws.weighted([
        [4, 82],
        [5, 6],
        [6, 12],
      ] as const),
    ),
  {
    bare: [bare, 95],
    singly: [singly, 5],
    spoken: [spoken, 0],
  },
);

export const password = secret(makePassword);

export const otp = secret(
  (draws) =>
    draws.digits(
      draws.weighted([
        [6, 78],
        [4, 8],
        [5, 5],
        [8, 5],
        [7, 4],
      ] as const),
    ),
  {
    bare: [bare, 86],
    halves: [(digits) => inHalves(digits, ' '), 6],
    dashed: [(digits) => inHalves(digits, '-'), 6],
    google: [(digits) => `G-${digits}`, 2],
    singly: [singly, 0],
    spoken: [spoken, 0],
  },
);

/** A one-time code with letters, as some banks and shops send it. */
export const otpLetters = secret((draws) =>
  fromPattern(draws.pick(['_^_^_^', '^_^__^', '__^^__', '^^____']), draws),
);

function makePassword(draws: Draws): string {
  const thing = draws.pick(THINGS);
  const capital = thing.charAt(0).toUpperCase() + thing.slice(1);
  const year = String(draws.integer(1960, 2025));
  return draws.weighted<string>([
    [`${capital}${year}!`, 18],
    [`${thing}${draws.digits(2)}`, 18],
    [`${draws.pick(FIRST_NAMES)}${draws.digits(3)}`, 12],
    [`${capital}@${draws.digits(3)}`, 10],
    [`${thing.replace(/[aeo]/, '4')}${draws.pick(['#', '$', '&', '*'])}${draws.digits(2)}`, 10],
    [`My${capital}_${draws.digits(2)}`, 8],
    [fromPattern('a?^k_?q^_', draws), 12],
    [`${thing}-${draws.pick(THINGS).toLowerCase()}-${draws.digits(2)}`, 6],
    [`${draws.pick(['qwerty', 'letmein', 'iloveyou', 'welcome'])}${draws.digits(2)}`, 6],
  ]);
}

function inHalves(digits: string, separator: string): string {
  const middle = Math.ceil(digits.length / 2);
  return `${digits.slice(0, middle)}${separator}${digits.slice(middle)}`;
}
