/** Little words that a language cannot do without, in plain form, and the shorthand of its notes. */
const LITTLE_WORDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|to|and|of|was|not|for|with|is|my|it|i|cust|customer|agent|told|wants|asked|will|on)\b/g,
  es: /\b(?:el|los|las|que|por|una|para|con|se|del|pero|cliente|ya|fue|lo)\b/g,
  fr: /\b(?:les|des|est|pas|pour|une|du|dans|je|il|qui|le|que|au|sur|client)\b/g,
  de: /\b(?:und|der|die|das|nicht|ist|mit|kd|kdin|kunde|weil|bis|von|nur|ihr|wollen|ein|zu)\b/g,
  pt: /\b(?:nao|com|uma|para|os|do|da|em|cliente|foi|mas|que|dei|um)\b/g,
};
const FEWEST = 3;

/** The language that a text in plain form is written in, as far as its little words tell; English otherwise. */
export function languageOf(plain: string): string {
  const counts = Object.entries(LITTLE_WORDS).map(
    ([language, words]) => [language, plain.match(words)?.length ?? 0] as const,
  );
  const [[language, count] = ['en', 0]] = counts.toSorted(([, one], [, other]) => other - one);
  return count >= FEWEST ? language : 'en';
}
