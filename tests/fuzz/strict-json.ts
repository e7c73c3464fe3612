/** A JSON value; objects are maps, so that no member's name means anything. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

/** Far deeper than any body of the contract. */
const MOST_LEVELS = 50;
const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;

/**
 * JSON as RFC 8259 writes it, read in another way than the product's, so that both are unlikely to share a mistake.
 * @throws SyntaxError for anything else, for a member that comes twice, and for more than 50 levels
 */
export function readStrictJson(text: string): Json {
  let at = 0;
  const value = readValue(0);
  space();
  if (at < text.length) throw new SyntaxError(`text after the value at ${at}`);
  return value;

  function readValue(level: number): Json {
    if (level > MOST_LEVELS) throw new SyntaxError('too deep');
    space();
    const first = text[at];
    if (first === '{') return withoutRepetition(readItems('}', () => readMember(level + 1)));
    if (first === '[') return readItems(']', () => readValue(level + 1));
    if (first === '"') return readString();
    const word = take(WORD);
    if (word !== null) return word === 'null' ? null : word === 'true';
    return Number(take(NUMBER) ?? fail());
  }

  function readItems<Item>(close: string, readItem: () => Item): readonly Item[] {
    const items: Item[] = [];
    at += 1;
    space();
    let next = text[at] === close ? close : ',';
    if (next === close) at += 1;
    while (next === ',') {
      items.push(readItem());
      space();
      next = text[at] ?? fail();
      if (next !== ',' && next !== close) fail();
      at += 1;
    }
    return items;
  }

  function withoutRepetition(members: readonly (readonly [string, Json])[]): JsonObject {
    const object = new Map(members);
    if (object.size < members.length) throw new SyntaxError('a member comes twice');
    return object;
  }

  function readMember(level: number): readonly [string, Json] {
    space();
    const name = readString();
    space();
    if (text[at] !== ':') fail();
    at += 1;
    return [name, readValue(level)];
  }

  function readString(): string {
    return String(JSON.parse(take(STRING) ?? fail()));
  }

  function space(): void {
    take(SPACE);
  }

  function take(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  }

  function fail(): never {
    throw new SyntaxError(`not JSON at ${at}`);
  }
}
