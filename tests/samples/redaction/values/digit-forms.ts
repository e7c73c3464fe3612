import type { Draws } from '../../../fixtures/seeded-draws.ts';
import type { Form } from './value-maker.ts';

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The digits in groups of these sizes; what is left over joins the last group. */
export function grouped(digits: string, { sizes, separator }: Grouping): string {
  const groups: string[] = [];
  let start = 0;
  for (const [index, size] of sizes.entries()) {
    const end = index === sizes.length - 1 ? digits.length : start + size;
    groups.push(digits.slice(start, end));
    start = end;
  }
  return groups.filter((group) => group !== '').join(separator);
}

interface Grouping {
  readonly sizes: readonly number[];
  readonly separator: string;
}

export const bare: Form = (digits) => digits;

/** 1 2 3 4: as a chat customer types it to be read aloud. */
export const singly: Form = (digits) => [...digits].join(' ');

/** "four one oh nine": what speech recognition makes of digits. */
export const spoken: Form = (digits, draws: Draws) => {
  const zero = draws.pick(['zero', 'oh']);
  return [...digits].map((digit) => (digit === '0' ? zero : (WORDS[Number(digit)] ?? digit))).join(' ');
};

/** As many characters as the pattern: _ becomes a digit, ^ a capital letter, ? either; others stay. */
export function fromPattern(pattern: string, draws: Draws): string {
  return pattern.replace(/[_^?]/g, (sign) => {
    if (sign === '_' || (sign === '?' && draws.chance(0.5))) return draws.digits(1);
    return draws.pick([...'ABCDEFGHJKLMNPRSTUVWXYZ']);
  });
}
