export interface LateShareOptions {
  /** Of a side of which nothing is known, from 0 to 1. */
  readonly usual: number;
  /** What one call counts for against all before it, from 0 to 1. */
  readonly weight: number;
  /** After so long, half of what was seen is forgotten. */
  readonly halfLifeMs: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/** The share of late calls, as of now. */
export interface LateShare {
  readonly note: (isLate: boolean) => void;
  readonly value: () => number;
}

/**
 * How often a side has been late of late. A moving average that fades towards what is usual, so that a side that was left
 * for being late is tried again without anybody deciding it.
 */
export function lateShare({ usual, weight, halfLifeMs, now }: LateShareOptions): LateShare {
  let share = usual;
  let notedAtMs = now();
  return { note, value };

  function note(isLate: boolean): void {
    share = value() * (1 - weight) + Number(isLate) * weight;
    notedAtMs = now();
  }

  function value(): number {
    return usual + (share - usual) * 0.5 ** ((now() - notedAtMs) / halfLifeMs);
  }
}
