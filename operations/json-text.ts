/** Characters that a terminal obeys or hides, which JSON leaves as they are. */
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as JSON for people and programs, its members named as on the wire: `costUsd` is `cost_usd`. */
export function jsonText(value: unknown): string {
  return JSON.stringify(snakeCased(value), null, 2).replace(UNSEEN, escaped);
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(member),
    ]),
  );
}

/** Each of its one or two UTF-16 units by its number. */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
