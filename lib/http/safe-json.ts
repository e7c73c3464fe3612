/** JSON that stays text wherever it is put, also inside a script of a page. */
export function toSafeJson(payload: unknown): string {
  return JSON.stringify(payload).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
