/** Links, markup, code and characters that hide others: nothing that an agent's screen should ever be given. */
const LINK =
  /\b(?:https?|ftp|file|data|javascript|mailto|tel):\S*|\bwww\.\S*|\b[a-z0-9-]{1,63}\.(?:com|net|org|io|example|info|biz|ru|xyz|[a-z]{2})\/\S*/giu;
const MARKUP = /<[^<>]{0,200}>|[<>`{}|\\]|\*\*|__|~~|\]\(/gu;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Whether a sentence is plain words, fit to be shown as it is. */
export function isPlainText(text: string): boolean {
  return text.search(LINK) === -1 && text.search(MARKUP) === -1 && !HIDDEN.test(text);
}

/** The text with links and markup taken out, so that it is plain. */
export function toPlainText(text: string): string {
  return toVisibleText(text).replace(LINK, '[link]').replace(MARKUP, ' ').replace(/ {2,}/g, ' ').trim();
}

/**
 * What a reader sees of a text: characters without a width are gone, so that they cannot part a number, and line breaks
 * and other controls are spaces.
 */
export function toVisibleText(text: string): string {
  return text
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
