import { anyOf } from './any-of.ts';
import { type Clause, quoteOf } from './split-clauses.ts';

const FEELING = anyOf(
  'angry|upset|furious|frustrat(?:ed|ing)|annoyed|irate|livid|unhappy|dissatisfied|disappointed|fed up|threat(?:ens|ened|ening)|shout(?:s|ed|ing)|yell(?:s|ed|ing)|swear(?:s|ing)|crying|in tears|stressed|worried|anxious|impatient|disagrees strongly|happy|satisfied|pleased|thankful|grateful|relieved|calm|delighted|distressed|mad|pissed',
  'enfadad[oa]|enojad[oa]|molest[oa]|furios[oa]|frustrad[oa]|content[oa]|satisfech[oa]|preocupad[oa]|tranquil[oa]|amenaza|indignad[oa]|hart[oa]|decepcionad[oa]',
  'en colère|énervée?|fâchée?|mécontente?|furieu(?:x|se)|frustrée?|déçue?|client content|cliente contente|très contente?|satisfaite?|inquiète?|menace de|agacée?',
  'verärgert|wütend|sauer|aufgebracht|unzufrieden|enttäuscht|frustriert|zufrieden|besorgt|droht|ungehalten|genervt|freundlich|ruhig',
  'irritad[oa]|zangad[oa]|chatead[oa]|insatisfeit[oa]|satisfeit[oa]|ameaça|nervos[oa]|aborrecid[oa]|brav[oa]|calm[oa]',
);
const NO_FEELING = anyOf(
  'happy to|be happy|happy (?:hour|morning|birthday|new|day)|calm down|sorry|apolog\\S{1,6}|upset stomach|(?:agent|rep|tech|technician|neighbou?r|we|boss|driver) (?:is|was|got|were|very|v|a bit)? ?(?:angry|rude|happy|upset|worried|annoyed|shout\\S{1,3})|to worry|worried about nothing|mad(?: )?e|if|unless|in case|whether|hope|hopefully|please|pls|should|would|will|guarantee|satisfied (?:with )?requirements|(?:be|been) satisfied',
  'si|ob|se (?:não|ficar)|falls|wenn|quand|cuando|quando',
);

/** How the customer felt, in the words of a record; `null` where it says nothing of it. */
export function findSentiment(clauses: readonly Clause[]): string | null {
  for (const clause of clauses) {
    if (clause.question || !FEELING.test(clause.text) || NO_FEELING.test(clause.text)) continue;
    if (clause.speaker === 'company') continue;
    const quote = quoteOf(clause);
    if (quote !== null) return quote;
  }
  return null;
}
