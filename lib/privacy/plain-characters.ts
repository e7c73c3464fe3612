const UNUSUAL_DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const UNUSUAL_SPACES = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
/** Full-width letters, digits and signs such as ４ and ＠, and the digits of mathematics. */
const STYLED = /[\uFF01-\uFF5E\u{1D7CE}-\u{1D7FF}\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468]/gu;
/** Arabic, Persian, Hindi and Bengali digits, each ten in a row from its zero. */
const OTHER_DIGITS = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF]/g;
const ZEROS = [0x09e6, 0x0966, 0x06f0, 0x0660];

/**
 * The text in the characters that the patterns know: plain dashes, spaces and digits. So a number cannot pass because it
 * was typed with the digits of another keyboard.
 */
export function toPlainCharacters(text: string): string {
  return text
    .replace(UNUSUAL_DASHES, '-')
    .replace(UNUSUAL_SPACES, ' ')
    .replace(STYLED, (found) => found.normalize('NFKC'))
    .replace(OTHER_DIGITS, (found) => {
      const code = found.charCodeAt(0);
      return String(code - (ZEROS.find((zero) => zero <= code) ?? code));
    });
}
