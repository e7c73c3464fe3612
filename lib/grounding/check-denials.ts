import { withoutQuotes } from './check-quotes.ts';
import type { Claim } from './claim.ts';
import { plainForm } from './plain-form.ts';
import { isCommonWord, stemOf } from './wording.ts';

/** What a clause says by one word, and whether it says so or denies it. */
interface Said {
  readonly word: string;
  readonly stem: string;
  readonly isDenied: boolean;
}

const CLAUSE_END =
  /[.,;:!?()"|>]+|\b(?:but|and|then|so|because|yet|although|though|while|where|which|who)\b|->/;
const NEGATOR =
  /^(?:not|no|never|none|without|nobody|nothing|neither|nor|cannot|unable|w\/o|can't|cant|won't|wont|\p{L}+n't|(?:do|does|did|has|have|had|is|was|were|would|could)nt)$/u;
const DENIED_AUXILIARY =
  /^(?:not|never|cannot|can't|cant|\p{L}+n't|(?:do|does|did|has|have|had|is|was|were|would|could)nt)$/u;
const AUXILIARY = /^(?:was|were|is|are|has|have|had|be|been|being|do|does|did|can|could|got)$/;
/** Between an auxiliary and its verb. */
const BETWEEN =
  /^(?:yet|already|now|still|since|ever|really|actually|also|only|just|fully|finally|once|again|later|both|all|soon|duly|indeed)$/;
/** Behind these nothing is said to be so. */
const UNREAL =
  /^(?:should|would|could|may|might|must|will|if|whether|unless|until|to|when|once|before|ask\w*|want\w*|claim\w*|say|says|said|check|verify|confirm|promised|expected|due|please|how|why|what|for)$/;
/** What a note tells as done: closed, given, sent. */
const DONE = /(?:ed|en|nt|'d)$/;
const DO = /^do(?: not|n't|nt)?$/;
const SCOPE_WORDS = 4;

/**
 * The word by which a sentence says what its records only deny, or denies what they only say: was sent, had arrived, is needed.
 * `null` when there is none, or when the sentence or its records are not in English.
 */
export function findDenial({ text, cited, language }: Claim): string | null {
  if (language !== 'en' || cited.some((evidence) => evidence.language !== 'en')) return null;
  const known = cited.flatMap(({ said }) => wordsSaid(said));
  const denial = predicatesIn(plainForm(withoutQuotes(text))).find((claim) => {
    const same = known.filter(
      ({ stem, word }) => stem === claim.stem && (!claim.isDenied || word === claim.word || DONE.test(word)),
    );
    return same.length > 0 && same.every(({ isDenied }) => isDenied !== claim.isDenied);
  });
  return denial?.word ?? null;
}

/** What a sentence says by its auxiliaries, as far as it says that it is so. */
function predicatesIn(plain: string): readonly Said[] {
  return clausesOf(plain).flatMap((words) => {
    const unreal = words.findIndex((word) => UNREAL.test(word));
    const real = words.slice(0, unreal === -1 ? words.length : unreal);
    return real.flatMap((word, index) => {
      const begins = real.slice(0, index).findLastIndex((each) => !isLeading(each)) + 1;
      const lead = real.slice(begins, index);
      // `Do not transfer` says what to do.
      if (DO.test(lead.join(' ')) && begins === 0) return [];
      if (isLeading(word) || isCommonWord(word) || !lead.some(isAuxiliary)) return [];
      const subject = real.slice(Math.max(0, begins - SCOPE_WORDS), begins);
      const isDenied = lead.some((each) => DENIED_AUXILIARY.test(each)) || subject.some(isNegator);
      return { word, stem: stemOf(word), isDenied };
    });
  });
}

function isNegator(word: string): boolean {
  return NEGATOR.test(word);
}

function isAuxiliary(word: string): boolean {
  return AUXILIARY.test(word) || (DENIED_AUXILIARY.test(word) && word !== 'not' && word !== 'never');
}

function isLeading(word: string): boolean {
  return AUXILIARY.test(word) || DENIED_AUXILIARY.test(word) || BETWEEN.test(word);
}

function wordsSaid(plain: string): readonly Said[] {
  return clausesOf(plain).flatMap((words) =>
    words.map((word, index) => ({
      word,
      stem: stemOf(word),
      isDenied: words.slice(Math.max(0, index - SCOPE_WORDS), index).some(isNegator),
    })),
  );
}

function clausesOf(plain: string): readonly (readonly string[])[] {
  return plain.split(CLAUSE_END).map((clause) => (clause ?? '').match(/[\p{L}'/]+/gu) ?? []);
}
