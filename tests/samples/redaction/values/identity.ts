import type { Draws } from '../../../fixtures/seeded-draws.ts';
import { bare, fromPattern, grouped, singly, spoken } from './digit-forms.ts';
import { type Form, secret } from './value-maker.ts';

const SSN_GROUPS = [3, 2, 4];
const split =
  (separator: string): Form =>
  (digits) =>
    grouped(digits, { sizes: SSN_GROUPS, separator });

/** `bare` and `last4` need a keyword beside them; `dashes` speaks for itself. */
export const ssn = secret(makeSsn, {
  dashes: [split('-'), 50],
  bare: [bare, 30],
  spaces: [split(' '), 14],
  dots: [split('.'), 3],
  singly: [singly, 3],
  last4: [(digits) => digits.slice(5), 0],
  spoken: [spoken, 0],
});

const lower: Form = (value) => value.toLowerCase();

/** Written as different states of the USA issue them. */
export const license = secret(
  (draws) =>
    fromPattern(
      draws.pick([
        '^_______',
        '^_______',
        '^___-___-__-___-_',
        '^___-____-____',
        '________',
        '^________',
        '^^______^',
        '^____________',
        '_________',
      ]),
      draws,
    ),
  { plain: [(value) => value, 85], lower: [lower, 15] },
);

export const passport = secret(
  (draws) => fromPattern(draws.pick(['_________', '^________', '^________', '^_______', '^^_______']), draws),
  { plain: [(value) => value, 88], lower: [lower, 12] },
);

export const passportDe = secret((draws) =>
  fromPattern(`${draws.pick(['C', 'F', 'G', 'H', 'K'])}__^?_^__`, draws),
);
export const passportEs = secret((draws) => fromPattern('^^^______', draws));

function makeSsn(draws: Draws): string {
  const area = draws.integer(1, 898);
  const legalArea = area === 666 ? 667 : area;
  const parts = [String(legalArea).padStart(3, '0'), String(draws.integer(1, 99)).padStart(2, '0')];
  return `${parts.join('')}${String(draws.integer(1, 9999)).padStart(4, '0')}`;
}
