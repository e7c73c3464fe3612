import type { StoredFeedback } from '../../../lib/contract/feedback-event.ts';

/** A summary as the test stored it, or one that it never stored. */
export interface Target {
  readonly requestId: string;
  readonly uniqueProcessId: string;
  readonly accountNumber: string;
  readonly contactId: string;
  readonly tenant: string | null;
  readonly state: 'there' | 'expired' | 'unknown';
}

/** What a click says, as S3 has to have it. */
export type KeptVerdict = Pick<StoredFeedback, 'feedback' | 'reason' | 'sentence' | 'comment'>;

/** `failed`: no answer, or one that acknowledges nothing. */
export type Outcome = 'stored' | 'repeated' | 'unmatched' | 'failed';

/** Moments are counted up by the one process that sends all clicks: no clock is asked. */
export interface Attempt {
  readonly sentAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

/** A click, sent again or not while it failed. */
export interface SentClick {
  /** Of this click alone, in all its attempts: by it the events of a click are known. */
  readonly agentKey: string;
  readonly tenant: string | null;
  readonly target: Target;
  readonly verdict: KeptVerdict;
  /** At least one; none follows one that did not fail. */
  readonly attempts: readonly Attempt[];
}

/** Whether the caller may see the summary that it clicks on, and it is there. */
export function isKnown({ target, tenant }: Pick<SentClick, 'target' | 'tenant'>): boolean {
  return target.state === 'there' && target.tenant === tenant;
}

export function lastAttempt({ attempts, agentKey }: SentClick): Attempt {
  const last = attempts.at(-1);
  if (last === undefined) throw new Error(`The click ${agentKey} was never sent.`);
  return last;
}

export function firstSentAt({ attempts }: SentClick): number {
  return attempts[0]?.sentAt ?? 0;
}
