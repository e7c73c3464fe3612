/**
 * One element of the document that a model is given: an interaction, or several that were folded into one.
 * What is said of a history must follow from these, for more than they say no model has seen.
 */
export interface ShownRecord {
  /** All interactions that the element stands for, newest first. */
  readonly interactionIds: readonly string[];
  /** Of one interaction: ISO 8601, UTC, to the minute. */
  readonly at?: string | undefined;
  readonly channel?: string | undefined;
  readonly minutes?: number | undefined;
  /** Of several: how many, their first and last day (UTC), and how many came through each channel. */
  readonly records?: number | undefined;
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  readonly channels?: Readonly<Record<string, number>> | undefined;
  /** Of several intents: how many they are, and how many of them are open. */
  readonly issues?: number | undefined;
  readonly open?: number | undefined;
  /** Absent for several intents. Of several interactions the newest verdict and outcome. */
  readonly intent?: string | undefined;
  readonly disposition?: string | undefined;
  readonly resolved?: boolean | undefined;
  readonly text?: string | undefined;
}
