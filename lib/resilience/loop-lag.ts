export interface LoopLagOptions {
  /** How often `tick` is called, in milliseconds. */
  readonly everyMs: number;
  /** A lag above this for `stuckAfterMs` is no peak any more: the process cannot do its work. */
  readonly stuckAboveMs: number;
  readonly stuckAfterMs: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

/** How late the event loop does what is due: what a request waits before anything is done for it. */
export interface LoopLag {
  /** To be called by a timer. */
  readonly tick: () => void;
  /** As of the last tick, or more when the next one is overdue. */
  readonly ms: () => number;
  readonly isStuck: () => boolean;
}

export function loopLag({ everyMs, stuckAboveMs, stuckAfterMs, now }: LoopLagOptions): LoopLag {
  let tickedAtMs = now();
  let lastMs = 0;
  let wellAtMs = tickedAtMs;
  return { tick, ms, isStuck };

  function tick(): void {
    lastMs = overdueMs();
    tickedAtMs = now();
    if (lastMs <= stuckAboveMs) wellAtMs = tickedAtMs;
  }

  function ms(): number {
    return Math.max(lastMs, overdueMs());
  }

  function isStuck(): boolean {
    return ms() > stuckAboveMs && now() - wellAtMs >= stuckAfterMs;
  }

  function overdueMs(): number {
    return Math.max(0, now() - tickedAtMs - everyMs);
  }
}
