import { askInSequence } from '../../lib/insights/ask-models.ts';
import type { Domain } from './scenarios.ts';
import type { Policy } from './simulate.ts';

/** The request's deadline, less what the history and the record take. */
const SEQUENTIAL_DEADLINE_MS = 7_000;
const SEQUENCE: readonly Domain[] = ['A', 'H'];

function sequence(name: string, attemptTimeoutMs: number): Policy {
  return {
    name,
    attemptTimeoutMs,
    deadlineMs: SEQUENTIAL_DEADLINE_MS,
    create: ({ modelOf, tryModel }) => askInSequence({ models: SEQUENCE.map(modelOf), tryModel }),
  };
}

/** What is compared, the owner's first. */
export const POLICIES: readonly Policy[] = [
  sequence('sequential', 5_000),
  sequence('sequential, cut at 2.5 s', 2_500),
];
