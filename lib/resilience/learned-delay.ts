export interface LearnedDelayOptions {
  /** Until enough waits are known. */
  readonly atFirstMs: number;
  /** Share of the waits that are shorter, from 0 to 1. */
  readonly quantile: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

export interface LearnedDelay {
  readonly ms: () => number;
  /**
   * Told of every wait, also of one that was given up: that lasted at least so long. Without these the delay would follow
   * itself downwards.
   */
  readonly note: (waitedMs: number) => void;
}

/** The latest waits, of which the delay is a quantile; fewer say nothing of one wait in twenty. */
const REMEMBERED = 512;
const FEWEST = 64;
/** Sorting them for each wait would say the same for more. */
const LEARNED_EVERY = 32;

/** After how long a wait is longer than most, learned from the latest. */
export function learnedDelay({ atFirstMs, quantile, leastMs, mostMs }: LearnedDelayOptions): LearnedDelay {
  const waits: number[] = [];
  let noted = 0;
  let delayMs = atFirstMs;
  return { ms: () => delayMs, note };

  function note(waitedMs: number): void {
    waits[noted % REMEMBERED] = waitedMs;
    noted += 1;
    if (noted < FEWEST || noted % LEARNED_EVERY !== 0) return;
    const sorted = waits.toSorted((one, other) => one - other);
    const learnedMs = sorted[Math.floor(sorted.length * quantile)] ?? atFirstMs;
    delayMs = Math.min(mostMs, Math.max(leastMs, learnedMs));
  }
}
