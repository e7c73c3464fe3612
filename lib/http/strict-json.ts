/** `null` for bytes that are not UTF-8, which other decoders repair without a word. */
export function decodeUtf8(body: Uint8Array): string | null {
  try {
    // The JSON parser passes over one byte order mark; another one here would make it two.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/** Whether a JSON text names a member twice, so that the last one has silently won in the value that was parsed from it. */
export function repeatsMembers(json: string, value: unknown): boolean {
  return countColons(json) > countMembers(value);
}

/** The members that a JSON text names: its colons outside strings. Only for a text that has been parsed. */
function countColons(json: string): number {
  return json.replace(/"(?:[^"\\]|\\.)*"/gs, '').split(':').length - 1;
}

/** The members that were read; fewer than named when one came twice, because the last one wins. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((members, child) => members + countMembers(child), own);
}
