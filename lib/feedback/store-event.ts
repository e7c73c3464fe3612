import { OmniError } from '../domain/errors.ts';
import type { FeedbackEvent } from '../domain/feedback.ts';
import { deadline } from '../resilience/deadline.ts';
import type { FeedbackArchive } from './ports.ts';

export interface StoreEventDependencies {
  readonly archive: FeedbackArchive;
  readonly encode: (event: FeedbackEvent) => string;
  readonly limits: StoreLimits;
  /** Rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

export interface StoreLimits {
  readonly tries: number;
  readonly tryTimeoutMs: number;
  /** Of all tries and the pauses between them. */
  readonly timeoutMs: number;
  /** Before the second try; twice as long before the third. */
  readonly pauseMs: number;
}

export type StoreEvent = (event: FeedbackEvent, signal: AbortSignal) => Promise<void>;

/**
 * Puts an event into the archive, trying again under the same key, where a try whose answer was lost does no harm.
 * @throws OmniError feedback_unstored when the archive has not acknowledged it
 */
export function storeEvent({ archive, encode, limits, wait }: StoreEventDependencies): StoreEvent {
  const { tries, tryTimeoutMs, timeoutMs, pauseMs } = limits;

  return async (event, signal) => {
    const body = encode(event);
    const whole = deadline(signal, timeoutMs);
    for (let tried = 1; ; tried += 1) {
      try {
        return await archive.put(event, body, deadline(whole, tryTimeoutMs));
      } catch (error) {
        if (!(error instanceof OmniError)) throw error;
        if (tried >= tries || !(await paused(pauseMs * 2 ** (tried - 1), whole)))
          throw new OmniError('feedback_unstored', { retryable: true, cause: error });
      }
    }
  };

  /** Whether there is time for another try. */
  async function paused(ms: number, signal: AbortSignal): Promise<boolean> {
    await wait(ms, signal).catch(() => undefined);
    return !signal.aborted;
  }
}
