import { contactKind } from './contact-counts.ts';
import type { NumberMention } from './find-counts.ts';
import { stemsOf } from './wording.ts';

/** What a number counts. */
export interface Counted {
  readonly mention: NumberMention;
  /** Contacts of a kind; `null` when it counts something else. */
  readonly kind: ReturnType<typeof contactKind>;
  /** Whether it says how often something happened. */
  readonly isTimes: boolean;
  /** The stems of the words for what is counted. */
  readonly nouns: readonly string[];
}

const TIMES = /^(?:times|veces|fois|mal|vezes|time|occasions?)$/;
/** Behind these `times` is a sign of multiplication. */
const FACTOR = /^(?:the|\d|as|more)/;
/** Words that end the phrase a number belongs to. */
const PHRASE_END =
  /^(?:[,%/]|of|as|for|in|on|at|to|from|with|about|after|before|within|by|and|or|but|since|that|the|was|were|is|are|has|have|had|de|del|des|du|pour|en|sur|von|fur|mit|uber|para|por|e|y|et|und|o|u|oder|ou)$/;
const LONGEST_PHRASE = 4;

export function isTimesWord(word: string): boolean {
  return TIMES.test(word);
}

export function readCounted(mention: NumberMention): Counted {
  const phrase = phraseBehind(mention);
  const isTimes = phrase.some(
    (word, index) =>
      TIMES.test(word) &&
      !FACTOR.test(mention.after[index + 1] ?? '') &&
      // `20,000 rows time out`, but `the third time`.
      (word !== 'time' || mention.isOrdinal || mention.value === 1),
  );
  const named = phrase.map(contactKind).find((kind) => kind !== null);
  // `Called three times`: what happened stands before the number.
  const done = isTimes ? mention.before.map(contactKind).findLast((kind) => kind !== null) : undefined;
  return {
    mention,
    kind: named ?? done ?? null,
    isTimes,
    nouns: phrase.slice(0, 3).flatMap((word) => stemsOf(word)),
  };
}

/** The stems of the two words behind a number, without numbers; of `fail x6`, those in front of it. */
export function nounsBehind(mention: NumberMention): readonly string[] {
  const isBehind = isTimesWord(mention.after[0] ?? '');
  const words = isBehind ? mention.before.slice(-2) : phraseBehind(mention).slice(0, 2);
  return words.flatMap((word) => stemsOf(word)).filter((stem) => !/\d/.test(stem));
}

export function isSomeOfNoun(mention: NumberMention, nouns: readonly string[]): boolean {
  return nounsBehind(mention).some((stem) => nouns.includes(stem));
}

function phraseBehind({ after }: NumberMention): readonly string[] {
  const end = after.findIndex((word) => PHRASE_END.test(word));
  return (end === -1 ? after : after.slice(0, end)).slice(0, LONGEST_PHRASE);
}
