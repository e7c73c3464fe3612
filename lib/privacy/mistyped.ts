/** The word and its misspellings by one letter after the first: swapped, left out, changed or one too many. As a pattern. */
export function mistyped(word: string): string {
  const forms = [word];
  for (let index = 1; index < word.length; index += 1) {
    const before = word.slice(0, index);
    const after = word.slice(index + 1);
    forms.push(`${before}\\p{L}?${after}`, `${before}\\p{L}${word.slice(index)}`);
    if (after !== '') forms.push(`${before}${after.charAt(0)}${word.charAt(index)}${after.slice(1)}`);
  }
  return `(?:${forms.join('|')})`;
}
