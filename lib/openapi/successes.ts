import type { ComponentName } from './components.ts';
import type { HeaderName } from './header-words.ts';
import type { OperationId } from './operations.ts';

export interface Success {
  readonly description: string;
  /** The bodies it may have. */
  readonly bodies: readonly ComponentName[];
  /** Headers that only some of these answers have. */
  readonly sometimes?: readonly HeaderName[];
}

/** What an operation answers when it did what was asked, by status. */
export const SUCCESSES: Readonly<Record<OperationId, Readonly<Record<number, Success>>>> = {
  createSummary: {
    200: {
      description: 'The summary, stored; or the facts, when the request preferred not to wait.',
      bodies: ['Summary'],
      sometimes: ['Preference-Applied'],
    },
  },
  readSummary: { 200: { description: 'The summary as it was stored.', bodies: ['Summary'] } },
  giveFeedback: {
    200: {
      description: 'The summary is known, and this is what the agent thinks of it now.',
      bodies: ['FeedbackKept'],
      sometimes: ['Idempotent-Replayed'],
    },
    202: {
      description:
        'A use, or feedback on a summary that is not known (any more): stored all the same, and joined later.',
      bodies: ['FeedbackUnmatched', 'UseKept'],
    },
  },
};

/** The bodies that a request may have. */
export const REQUEST_BODIES: Readonly<Record<OperationId, readonly ComponentName[]>> = {
  createSummary: ['SummaryRequest'],
  readSummary: [],
  giveFeedback: ['Feedback', 'Use'],
};
