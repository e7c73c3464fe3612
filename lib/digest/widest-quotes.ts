/** The items whose text is in no other's text, each text once; order kept. Two clauses of a sentence may both quote it whole. */
export function widestQuotes<Item extends { readonly text: string }>(
  items: readonly Item[],
): readonly Item[] {
  return items.filter(({ text }, index) =>
    items.every((other, place) => (other.text === text ? place >= index : !other.text.includes(text))),
  );
}
