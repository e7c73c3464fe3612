import type { ContactRequest } from './contact.ts';
import type { Interaction } from './interaction.ts';

/** What a digest is made from: the request, and what the history holds for it. */
export interface DigestInput {
  readonly contact: ContactRequest;
  /** The interactions that may be spoken of, redacted, newest first. */
  readonly interactions: readonly Interaction[];
  /** How many the window holds in all, or at least, when they were not counted to the end. */
  readonly foundCount: number;
  readonly foundCapped: boolean;
  /** How many were left out because they could not be read. */
  readonly skipped: number;
}
