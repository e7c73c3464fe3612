export interface InFlightLimitOptions {
  /** Pieces of work under way at once. */
  readonly most: number;
  /** Pieces of work that may wait for a place. */
  readonly mostWaiting: number;
  /** How long each of them waits at most, in milliseconds. */
  readonly waitMs: number;
  /** Resolves after so many milliseconds, and early when the signal aborts. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Gives a place back. Again changes nothing. */
export type LeavePlace = () => void;

export interface InFlightLimit {
  /**
   * A place at once, or after a wait in the order of arrival; `null` when there is none in time.
   * @param signal of who waits: when it aborts, this one no longer does
   */
  readonly take: (signal: AbortSignal) => Promise<LeavePlace | null>;
  /** Whether somebody who comes now is refused at once. */
  readonly isFull: () => boolean;
  /** Pieces of work that have a place. */
  readonly taken: () => number;
}

/** Bounds the work of a process, so that what was begun is finished: who does not fit is told so soon, and goes elsewhere. */
export function inFlightLimit({ most, mostWaiting, waitMs, sleep }: InFlightLimitOptions): InFlightLimit {
  const waiting = new Set<(place: LeavePlace) => void>();
  let taken = 0;
  return { take, isFull, taken: () => taken };

  async function take(signal: AbortSignal): Promise<LeavePlace | null> {
    if (taken < most) return newPlace();
    if (isFull() || signal.aborted) return null;
    const handedOver = new AbortController();
    let place: LeavePlace | null = null;
    const accept = (given: LeavePlace) => {
      place = given;
      handedOver.abort();
    };
    waiting.add(accept);
    await sleep(waitMs, AbortSignal.any([signal, handedOver.signal]));
    waiting.delete(accept);
    return place;
  }

  function isFull(): boolean {
    return taken >= most && waiting.size >= mostWaiting;
  }

  function newPlace(): LeavePlace {
    taken += 1;
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      taken -= 1;
      handOver();
    };
  }

  /** To who has waited longest. */
  function handOver(): void {
    const [first] = waiting;
    if (first === undefined) return;
    waiting.delete(first);
    first(newPlace());
  }
}
