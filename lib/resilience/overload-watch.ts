export interface OverloadWatchOptions {
  /** How late the event loop is, in milliseconds. */
  readonly lagMs: () => number;
  /** Work that comes while it is later than this only makes everything later. */
  readonly aboveMs: number;
  /** So long that it is no burst, and no pause that is over. */
  readonly forMs: number;
  /** After an overload it is not waited for that again, until there was so long a calm. */
  readonly calmMs: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/** Tells an overload from a burst: a burst is worked off, an overload is refused until there is little left to do. */
export interface OverloadWatch {
  /** To be called by a timer. */
  readonly tick: () => void;
  /** Whether what comes now should be refused. */
  readonly isTooMuch: () => boolean;
}

export function overloadWatch({ lagMs, aboveMs, forMs, calmMs, now }: OverloadWatchOptions): OverloadWatch {
  let lateSinceMs: number | null = null;
  let lateUntilMs = 0;
  let isOverloaded = false;
  return { tick: look, isTooMuch };

  function isTooMuch(): boolean {
    // The timer may be as late as everything else.
    look();
    return isOverloaded && lagMs() > aboveMs;
  }

  function look(): void {
    const lag = lagMs();
    const nowMs = now();
    if (lag > aboveMs) {
      lateSinceMs ??= nowMs - lag;
      lateUntilMs = nowMs;
      if (nowMs - lateSinceMs >= forMs) isOverloaded = true;
    } else {
      lateSinceMs = null;
      if (nowMs - lateUntilMs >= calmMs) isOverloaded = false;
    }
  }
}
