export interface BreakerOptions {
  /** Outcomes that are looked at: those of the last so many calls. */
  readonly window: number;
  /** Calls without which nothing is concluded. */
  readonly fewest: number;
  /** Share of bad calls, from 0 to 1, at which it opens. */
  readonly badShare: number;
  /** From one probe to the next while it is open. */
  readonly probeEveryMs: number;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  readonly onChange?: (state: 'opened' | 'closed') => void;
}

/** `fatal`: no call can succeed before somebody has mended something. */
export type CallOutcome = 'good' | 'bad' | 'fatal';

/** `probe`: the one call that finds out whether the other side is back. */
export type Permission = 'granted' | 'probe' | 'refused';

export interface Breaker {
  /** Asked before each call. */
  readonly ask: () => Permission;
  /** Told of each call that says something of the other side; one that nobody waited for says nothing. */
  readonly report: (outcome: CallOutcome) => void;
  readonly isOpen: () => boolean;
}

/**
 * Keeps calls from a side that fails. Closed, it lets all calls pass; open, one probe at a time, and the first good outcome
 * closes it with its past forgotten. A caller that is refused fails at once: nobody is held up behind a probe.
 */
export function breaker(options: BreakerOptions): Breaker {
  const { window, fewest, badShare, probeEveryMs, now, onChange = () => undefined } = options;
  let outcomes: CallOutcome[] = [];
  /** `null` while it is closed. */
  let nextProbeAtMs: number | null = null;

  return { ask, report, isOpen: () => nextProbeAtMs !== null };

  function ask(): Permission {
    if (nextProbeAtMs === null) return 'granted';
    if (now() < nextProbeAtMs) return 'refused';
    // By time and not by the probe's end: also if that is never reported, the next one comes.
    nextProbeAtMs = now() + probeEveryMs;
    return 'probe';
  }

  function report(outcome: CallOutcome): void {
    // While it is open, a good call from before says as much as a probe.
    if (nextProbeAtMs !== null) {
      if (outcome === 'good') close();
      return;
    }
    outcomes = [...outcomes, outcome].slice(-window);
    const bad = outcomes.filter((one) => one !== 'good').length;
    const isFailing = outcomes.length >= fewest && bad >= outcomes.length * badShare;
    if (outcome === 'fatal' || isFailing) open();
  }

  function open(): void {
    nextProbeAtMs = now() + probeEveryMs;
    onChange('opened');
  }

  function close(): void {
    nextProbeAtMs = null;
    outcomes = [];
    onChange('closed');
  }
}
