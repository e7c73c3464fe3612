import { withoutQuotes } from './check-quotes.ts';
import type { Claim } from './claim.ts';
import { EVENTS } from './event-words.ts';
import { plainForm } from './plain-form.ts';

/** How often a text says that something happened, and how often that it did not. */
interface Said {
  readonly happened: number;
  readonly denied: number;
}

const CLAUSE_END = /[.,;:!?()"|>]+|\b(?:but|and|then|so|because|yet|pero|mais|aber|und|et|y|mas|porque)\b|->/;
const NEGATOR =
  /^(?:not|no|never|none|without|nobody|neither|nor|cannot|cant|can't|wont|won't|dont|don't|doesnt|doesn't|didnt|didn't|hasnt|hasn't|havent|haven't|hadnt|hadn't|isnt|isn't|wasnt|wasn't|werent|weren't|wouldnt|wouldn't|unable|w\/o|nunca|sin|ningun\w*|nadie|ni|jamais|sans|aucun\w*|nicht|kein\w*|nie|ohne|nao|sem|nenhum\w*|nem|pas|rien|nada|nichts)$/;
/** These follow the word that they deny. */
const NEGATOR_BEHIND = /^(?:nicht|pas)$/;
/** Behind these nothing has happened yet. */
const NOT_REAL =
  /^(?:will|would|should|could|may|might|shall|if|whether|to|wants?|wanted|asks?|asked|promis\w*|expect\w*|plan\w*|until|unless|before|when|where|wld|shld|please|pls|must|can|for|offered|offers|check|quiere|pide|pidio|veut|demande\w*|soll\w*|ob|quer|pediu|si|se|wenn|falls)$/;
const SCOPE_WORDS = 4;

/**
 * What a sentence says happened while all of its records deny it, or denies while they only say that it did: accepted for
 * declined, refunded for not refunded. `null` when there is nothing of the kind.
 */
export function findReversal({ text, cited }: Claim): string | null {
  const records = cited.map(({ said }) => said);
  const sentence = plainForm(withoutQuotes(text));
  const reversed = EVENTS.find((event) => {
    const claim = saidIn(sentence, event);
    if (claim.happened > 0 === claim.denied > 0) return false;
    const known = records.map((record) => saidIn(record, event));
    const happened = known.some((said) => said.happened > 0);
    const denied = known.some((said) => said.denied > 0);
    return happened !== denied && happened === claim.denied > 0;
  });
  return reversed?.name ?? null;
}

/** Words of what may or shall be do not count. */
function saidIn(plain: string, { happened, opposite }: (typeof EVENTS)[number]): Said {
  const verdicts = plain.split(CLAUSE_END).flatMap((clause) => {
    const words = (clause ?? '').match(/[\p{L}'/]+/gu) ?? [];
    const unreal = words.findIndex((word) => NOT_REAL.test(word));
    const real = unreal === -1 ? words : words.slice(0, unreal);
    return real.flatMap((word, index) => {
      if (!happened.test(word) && !opposite.test(word)) return [];
      return happened.test(word) !== isDenied(words, index);
    });
  });
  const count = verdicts.filter((verdict) => verdict).length;
  return { happened: count, denied: verdicts.length - count };
}

function isDenied(words: readonly string[], index: number): boolean {
  const before = words.slice(Math.max(0, index - SCOPE_WORDS), index);
  const behind = words.slice(index + 1, index + 3);
  return before.some((word) => NEGATOR.test(word)) || behind.some((word) => NEGATOR_BEHIND.test(word));
}
