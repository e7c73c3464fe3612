/**
 * A text in the form in which words and numbers are compared: lower case, without accents, with one kind of quotation mark,
 * dash and space; a line break is a bar.
 */
export function plainForm(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»‟]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, ' | ')
    .trim();
}
