import { jsonBytes } from './token-budget.ts';

const GAP = ' … ';
/** How a note began says what it is about; how it ended, where the matter stands. */
const HEAD_SHARE = 2 / 3;
const LONGEST_PLACEHOLDER = 32;

/**
 * The beginning and the end of a text with `…` between them, in at most `maxBytes` of JSON (quotes included, at least 5).
 * No word, number, placeholder such as [card] or surrogate pair is cut; a text without a place to cut becomes `…`.
 */
export function shortenText(text: string, maxBytes: number): string {
  if (fits(text, maxBytes)) return text;
  const room = maxBytes - jsonBytes(GAP);
  const headRoom = Math.floor(room * HEAD_SHARE);
  const headLength = longest(headRoom, (length) => bareBytes(text.slice(0, length)) <= headRoom);
  const head = text.slice(0, cutPointBefore(text, headLength)).trimEnd();
  const tailRoom = room - bareBytes(head);
  const tailLength = longest(Math.min(tailRoom, text.length - head.length), (length) => {
    return bareBytes(text.slice(text.length - length)) <= tailRoom;
  });
  const tail = text.slice(cutPointAfter(text, text.length - tailLength)).trim();
  return `${head}${GAP}${tail}`.trim();
}

/** Whether a text takes at most so many bytes of JSON. A long text is not measured: each of its characters is a byte or more. */
export function fits(text: string, maxBytes: number): boolean {
  return text.length + 2 <= maxBytes && jsonBytes(text) <= maxBytes;
}

function bareBytes(text: string): number {
  return jsonBytes(text) - 2;
}

/** The greatest length up to `most` that is accepted, where longer ones are refused; 0 when none is. */
function longest(most: number, accepts: (length: number) => boolean): number {
  let accepted = 0;
  let refused = Math.max(0, most) + 1;
  while (refused - accepted > 1) {
    const middle = Math.floor((accepted + refused) / 2);
    if (accepts(middle)) accepted = middle;
    else refused = middle;
  }
  return accepted;
}

function cutPointBefore(text: string, from: number): number {
  for (let index = from; index > 0; index -= 1) if (isCutPoint(text, index)) return index;
  return 0;
}

function cutPointAfter(text: string, from: number): number {
  for (let index = from; index < text.length; index += 1) if (isCutPoint(text, index)) return index;
  return text.length;
}

/** Between two words, or behind a mark that ends a clause in a script that puts no spaces. */
function isCutPoint(text: string, index: number): boolean {
  const before = text[index - 1] ?? '';
  const between = /\s/.test(text[index] ?? '') ? /\S/.test(before) : /[。！？、，；]/.test(before);
  return between && !isInsideNumber(text, index) && !isInsidePlaceholder(text, index);
}

/** In `1 000 €` or `+ 45` the space belongs to the number. */
function isInsideNumber(text: string, index: number): boolean {
  const next = text.slice(index, index + LONGEST_PLACEHOLDER).trimStart();
  return /[\p{N}\p{Sc}+-]/u.test(text[index - 1] ?? '') && /^[\p{N}\p{Sc}%]/u.test(next);
}

function isInsidePlaceholder(text: string, index: number): boolean {
  const open = text.lastIndexOf('[', index);
  if (open < index - LONGEST_PLACEHOLDER) return false;
  const [placeholder = ''] = /^\[[\p{L} ]{1,30}\]/u.exec(text.slice(open, open + LONGEST_PLACEHOLDER)) ?? [];
  return index < open + placeholder.length;
}
