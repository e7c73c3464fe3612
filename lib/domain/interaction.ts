/** The channels a contact can come through; also the values of `channel_filter`. */
export const CHANNELS = ['ivr', 'agent', 'chat', 'email', 'sms', 'web', 'mobile', 'social'] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * One touch of a customer with the company, decoded from UCDP.
 * A code that the decode table does not know stays as the source gave it.
 */
export interface Interaction {
  readonly id: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly channel: string;
  readonly intent: string;
  readonly disposition: string | null;
  readonly resolved: boolean | null;
  readonly durationSeconds: number | null;
  readonly contactId: string | null;
  readonly initialContactId: string | null;
  /** What was said or written, in the source's words; empty when the source has none. */
  readonly text: string;
}
