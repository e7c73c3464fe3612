import type { Place, Unread } from './unread.ts';
import { readingsOf, WRITTEN_NUMBER } from './written-number.ts';

export interface NumberMention {
  readonly text: string;
  /** Where the number stands; readings of one number share it. */
  readonly index: number;
  readonly value: number;
  /** 2nd, third. */
  readonly isOrdinal: boolean;
  /** Up to five words on each side, within the clause; a comma, a slash and a per cent sign are words. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const ORDINAL = /\b(\d{1,3})(?:st|nd|rd|th|ord|er|re|e|eme)\b|(?<![\d.,])(\d{1,2})[ºª°](?! ?c\b)/g;
const TIMES = /(?<![\d.,])(\d{1,3})x\b|\bx(\d{1,3})\b(?![.,]\d)/g;
const THOUSANDS = /(?<![\d.,$€£])(\d+(?:[.,]\d)?)k\b/g;
const NUMBER = new RegExp(`(?<![\\d.,])(?:${WRITTEN_NUMBER})`, 'g');
const CLAUSE_END = /[.;:!?()"|]/;
const NEAR = 5;

/** Takes what is left of numbers out of a text, after references, amounts and times. */
export function findCounts(unread: Unread): readonly NumberMention[] {
  return [
    ...unread.take(ORDINAL, ([text, ahead, behind], place) => [
      { ...mention(text, { value: Number(ahead ?? behind), place }), isOrdinal: true },
    ]),
    ...unread.take(TIMES, ([text, ahead, behind], place) => [
      mention(text, {
        value: Number(ahead ?? behind),
        place: { ...place, after: ` times${place.after}` },
      }),
    ]),
    ...unread.take(THOUSANDS, ([text, thousands = ''], place) => [
      mention(text, { value: Number(thousands.replace(',', '.')) * 1_000, place }),
    ]),
    ...unread.take(NUMBER, ([text], place) =>
      readingsOf(text).map((value) => mention(text, { value, place })),
    ),
  ];
}

function mention(
  text: string,
  { value, place }: { readonly value: number; readonly place: Place },
): NumberMention {
  return {
    text,
    index: place.index,
    value,
    isOrdinal: false,
    before: wordsOf(place.before.split(CLAUSE_END).at(-1) ?? '').slice(-NEAR),
    after: wordsOf(place.after.split(CLAUSE_END)[0] ?? '').slice(0, NEAR),
  };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\d'%-]+|[,%/]/gu) ?? [];
}
