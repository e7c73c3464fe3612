/** Little words that a language cannot do without, in plain form, and the shorthand of its notes. */
const LITTLE_WORDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|to|and|of|was|not|for|with|is|my|it|i|cust|customer|agent|told|wants|asked|will|on)\b/g,
  es: /\b(?:el|los|las|que|por|una|para|con|se|del|pero|cliente|ya|fue|lo)\b/g,
  fr: /\b(?:les|des|est|pas|pour|une|du|dans|je|il|qui|le|que|au|sur|client)\b/g,
  de: /\b(?:und|der|die|das|nicht|ist|mit|kd|kdin|kunde|weil|bis|von|nur|ihr|wollen|ein|zu)\b/g,
  pt: /\b(?:nao|com|uma|para|os|do|da|em|cliente|foi|mas|que|dei|um)\b/g,
};
const FEWEST_TO_READ = 3;
const FEWEST_TO_JUDGE = 6;
const TIMES_AS_MANY = 3;

/** The language that a text in plain form is written in, as far as its little words tell; English otherwise. */
export function languageOf(plain: string): string {
  const [language, count] = mostFrequent(plain);
  return count >= FEWEST_TO_READ ? language : 'en';
}

/**
 * Whether a text in plain form is clearly in another language than it should be. Never of languages whose words we do not
 * know. @param language primary subtag
 */
export function isInOtherLanguage(plain: string, language: string): boolean {
  const own = Object.hasOwn(LITTLE_WORDS, language) ? LITTLE_WORDS[language] : undefined;
  if (own === undefined) return false;
  const [other, count] = mostFrequent(plain);
  return other !== language && count >= FEWEST_TO_JUDGE && count >= TIMES_AS_MANY * timesIn(plain, own);
}

function mostFrequent(plain: string): readonly [string, number] {
  const counts = Object.entries(LITTLE_WORDS).map(
    ([language, words]) => [language, timesIn(plain, words)] as const,
  );
  return counts.toSorted(([, one], [, other]) => other - one)[0] ?? ['en', 0];
}

function timesIn(plain: string, words: RegExp): number {
  return plain.match(words)?.length ?? 0;
}
