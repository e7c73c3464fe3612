/** Matches any of the phrases as whole words, in any case. A phrase may hold bounded pattern syntax. */
export function anyOf(...phrases: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}
