import type { Claim } from './claim.ts';

const SETTLED =
  /\b(?:(?:was|were|is|are|been|got|now|has|have|had)(?: (?!not\b|never\b|to\b)\p{L}+){0,2}? (?:resolved|solved|fixed|settled|sorted|repaired)|fue resuelt[ao]|quedo resuelt[ao]|a ete resolue?|est resolue?|wurde (?:gelost|behoben)|ist (?:gelost|behoben)|foi resolvid[ao])\b/u;
const OPEN =
  /\b(?:still open|remains? open|stays? open|open since|offen seit|pendiente desde|ouvert\p{L}* depuis|em aberto desde|unresolved|(?:not|never)(?: been| yet| fully)? (?:resolved|solved|fixed|settled)|still (?:not|un)\s?\p{L}*|sigue (?:abiert|sin)\p{L}*|sin resolver|non resolu\p{L}*|noch offen|ungelost|nicht gelost|nao resolvid\p{L}*|por resolver)\b/u;
const SETTLED_WORDS = /\b(?:resolved|solved|fixed|settled|sorted|repaired|works)\b/;
const OPEN_WORDS = /\b(?:open|pending|not|still|unresolved|wait\w*|no)\b/;
/** What is asked, hoped or denied of it is no verdict. */
const NO_VERDICT =
  /\b(?:not|never|no|if|whether|until|unless|before|once|when|claim\p{L}*|says?|said|told|mark\p{L}*|promis\p{L}*|should|to be|nicht|kein\p{L}*|pas|nao|si|ob|se)\b[^.;,]{0,14}$/u;

/**
 * Whether a sentence says that a matter is settled, or that it is open, while the newest verdict recorded on it says the
 * contrary, and no words of the cited records bear the sentence out.
 */
export function contradictsVerdict({ cited, all, facts: { plain } }: Claim): boolean {
  const intents = new Set(cited.map(({ record }) => record.intent));
  const newest = all.find(({ record }) => intents.has(record.intent) && record.resolved !== undefined);
  const own = new Set(cited.flatMap(({ record }) => record.resolved ?? []));
  const words = cited.map(({ facts }) => facts.plain).join(' | ');
  const settled = SETTLED.exec(plain);
  if (settled !== null && !NO_VERDICT.test(plain.slice(0, settled.index))) {
    return newest?.record.resolved === false && !own.has(true) && !SETTLED_WORDS.test(words);
  }
  return OPEN.test(plain) && newest?.record.resolved === true && !own.has(false) && !OPEN_WORDS.test(words);
}
