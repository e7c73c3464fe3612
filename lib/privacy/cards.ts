import { isCard } from './checked-numbers.ts';
import { isNumberOfParcel } from './ordinary-numbers.ts';

const DIGIT_GROUPS = /(?<!\+)\d{1,19}(?:(?: ?[/-] ?|[ .])\d{1,19}(?!\d|[,:]\d|\.\d{2}(?!\d))){0,999}/g;
const LONGEST_CARD = 19;

/** The text with every row of whole digit groups that make a valid card number replaced, across turns too. */
export function replaceCards(text: string): string {
  return text.replace(DIGIT_GROUPS, (groups, offset: number) =>
    isNumberOfParcel(text, offset) ? keepFirstNumber(groups) : replaceWithin(groups),
  );
}

/** The number of a parcel is one long token; a card told as one is not, or it would be kept. */
function keepFirstNumber(groups: string): string {
  const first = /^\S{10,}/.exec(groups)?.[0] ?? '';
  return first + replaceWithin(groups.slice(first.length));
}

function replaceWithin(groups: string): string {
  const parts = [...groups.matchAll(/\d+/g)];
  let clean = '';
  let copiedTo = 0;
  for (const [first, { index }] of parts.entries()) {
    const isTaken = index < copiedTo || groups.charAt(index - 1) === '-';
    const end = isTaken ? null : endOfCard(parts.slice(first, first + LONGEST_CARD));
    if (end === null) continue;
    clean += `${groups.slice(copiedTo, index)}[card]`;
    copiedTo = end;
  }
  return clean + groups.slice(copiedTo);
}

/** How the largest shop writes the numbers of its orders. */
const ORDER_IN_GROUPS = '3,7,7';

/** Groups of four, or one sign between all groups; a date behind a number is parted otherwise. */
function isWrittenAsOne(parts: readonly RegExpExecArray[], last: number): boolean {
  const groups = parts.filter(({ index }) => index <= last);
  const signs = new Set(
    groups.slice(1).map(({ index, input }) => /\D+$/.exec(input.slice(0, index))?.[0].trim() ?? ''),
  );
  if (groups.map(([digits]) => digits.length).join() === ORDER_IN_GROUPS) return false;
  return signs.size < 2 || groups.every(([digits]) => digits.length === 4);
}

/** Where the longest card that begins with the first part ends. */
function endOfCard(parts: readonly RegExpExecArray[]): number | null {
  let digits = '';
  let end: number | null = null;
  for (const { 0: part, index, input } of parts) {
    digits += part;
    if (digits.length > LONGEST_CARD) break;
    const runsOn = /^-\d/.test(input.slice(index + part.length, index + part.length + 2));
    if (!runsOn && isCard(digits) && isWrittenAsOne(parts, index)) end = index + part.length;
  }
  return end;
}
