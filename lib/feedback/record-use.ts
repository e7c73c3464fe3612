import type { SummaryUse, UseEvent } from '../domain/feedback.ts';
import type { Clock } from './ports.ts';
import type { StoreEvent } from './store-event.ts';

export interface RecordUseDependencies {
  readonly store: StoreEvent;
  /** A ULID of the given time. */
  readonly newEventId: (serverTimeMs: number) => string;
  readonly now: Clock;
}

/** That an agent used a summary, as their screen says. */
export interface Use {
  readonly requestId: string;
  readonly use: SummaryUse;
  readonly agentKey: string | null;
  readonly tenant: string | null;
}

export type RecordUse = (use: Use, signal: AbortSignal) => Promise<UseEvent>;

/**
 * Keeps a use without looking for its summary: whoever counts uses joins them, within the tenant.
 * @throws OmniError feedback_unstored
 */
export function recordUse({ store, newEventId, now }: RecordUseDependencies): RecordUse {
  return async (use, signal) => {
    const serverTimeMs = now();
    const event = { ...use, kind: 'use', eventId: newEventId(serverTimeMs), serverTimeMs } as const;
    await store(event, signal);
    return event;
  };
}
