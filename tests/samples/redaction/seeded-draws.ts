/** Random choices that come out the same for the same seed. */
export interface Draws {
  /** A whole number, both ends included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of the items, each as likely as the next. Throws when there are none. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, each as likely as its weight says. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
  /** So many decimal digits; the first may be zero. */
  digits(length: number): string;
  shuffled<T>(items: readonly T[]): readonly T[];
}

export function seededDraws(seed: number): Draws {
  const next = mulberry32(seed);
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(items: readonly T[]): T => itemAt(items, integer(0, items.length - 1));
  return {
    integer,
    pick,
    chance: (probability) => next() < probability,
    weighted: (items) => weightedItem(items, next()),
    digits: (length) => Array.from({ length }, () => String(integer(0, 9))).join(''),
    shuffled: (items) =>
      items
        .map((item) => ({ item, order: next() }))
        .toSorted((left, right) => left.order - right.order)
        .map(({ item }) => item),
  };
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`nothing to draw at ${index} of ${items.length}`);
  return item;
}

function weightedItem<T>(items: readonly (readonly [T, number])[], share: number): T {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = share * total;
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  throw new RangeError('nothing to draw: no item has a weight');
}

/** Tommy Ettinger's 32-bit generator: short, fast and even enough for samples. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
