/** A clock that stands still while anything is computed, and jumps to the next moment when nothing is left to do. */
export interface VirtualTime {
  /** Milliseconds since the start. */
  readonly now: () => number;
  /** Calls back after so many milliseconds. Cancelled by what it returns. */
  readonly after: (ms: number, callBack: () => void) => () => void;
  /** Resolves after so many milliseconds, or early when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Resolves when nothing waits any more. */
  readonly run: () => Promise<void>;
}

/** To the millisecond; callbacks of the same one come in the order in which they were asked for. */
export function virtualTime(): VirtualTime {
  const calendar = new Map<number, (() => void)[]>();
  let nowMs = 0;
  return { now: () => nowMs, after, sleep, run };

  function after(ms: number, callBack: () => void): () => void {
    const dueMs = nowMs + Math.max(1, Math.round(ms));
    let isCancelled = false;
    const due = calendar.get(dueMs) ?? [];
    due.push(() => {
      if (!isCancelled) callBack();
    });
    calendar.set(dueMs, due);
    return () => {
      isCancelled = true;
    };
  }

  function sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        cancel();
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const cancel = after(ms, wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  async function run(): Promise<void> {
    while (calendar.size > 0) {
      nowMs += 1;
      const due = calendar.get(nowMs);
      if (due === undefined) continue;
      calendar.delete(nowMs);
      for (const callBack of due) callBack();
      // Everything that follows from it, through any number of promises, happens at this moment.
      await new Promise(setImmediate);
    }
  }
}
