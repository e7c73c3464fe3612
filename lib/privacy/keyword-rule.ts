/**
 * Personal data that only the word beside it gives away: a four-digit number is nothing, after "pin" it is a secret.
 * A value is looked for after the keyword, at most `wordsBetween` words away, and then right before it ("is my pin").
 */
export interface KeywordRule {
  readonly placeholder: string;
  /** With the flag `g`. */
  readonly keyword: RegExp;
  readonly wordsBetween: number;
  /** With the flag `y`, bounded; tried in this order. */
  readonly values: readonly RegExp[];
  /** Words that end the way to the value, beside those of every rule. With the flag `y`. */
  readonly stop?: RegExp;
  /** Whether a value may stand before the keyword as well: with a word such as "is" between, or closely, without. True when left out. */
  readonly looksBack?: boolean | 'closely';
}

/** A keyword as a whole word, which may be glued to digits, and never a part of a placeholder. */
export function word(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}[\\]])(?:${alternatives.join('|')})(?!\\p{L})`, 'giu');
}
