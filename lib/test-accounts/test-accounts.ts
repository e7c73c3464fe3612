import { OmniError } from '../domain/errors.ts';
import type { AskModels } from '../insights/ask-models.ts';
import type { ReadHistory } from '../insights/ports.ts';
import { NO_REUSE } from '../insights/serve-summary.ts';
import {
  type SummarizeContact,
  type SummarizeContactDependencies,
  type SummaryTask,
  summarizeContact,
} from '../insights/summarize-contact.ts';
import type { CandidateModel } from '../insights/try-model.ts';
import { readMadeUpHistory } from './made-up-history.ts';

export interface TestAccountsDependencies {
  /** Of all other accounts; what an account does not force is theirs too. */
  readonly ports: SummarizeContactDependencies;
  /** In the order in which they are asked. */
  readonly models: readonly CandidateModel[];
  readonly askInSequence: (models: readonly CandidateModel[]) => AskModels;
  /** Resolves after so many milliseconds, and early when the signal aborts. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

type Forced = Partial<SummarizeContactDependencies>;

/** More than any loader hides, and it leaves the models time before the request's deadline. */
const SLOW_MS = 3_000;
const RETRY_AFTER_SECONDS = 2;
const FIRST_CONTACT = 'test-first-contact';

/** By account number, what it forces. What a model is made to do is seen each time: nothing of it is reused. The numbers have letters where a real one has digits. */
const FORCED: Readonly<Record<string, (dependencies: TestAccountsDependencies) => Forced>> = {
  TESTOK: () => ({}),
  TESTTRANSFER: () => ({}),
  TESTNOINTERACTIONS: () => ({
    readHistory: async () => ({ interactions: [], foundCapped: false, skipped: 0 }),
  }),
  TESTDEGRADED: ({ models, askInSequence }) => ({
    ...NO_REUSE,
    askModels: askInSequence(models.map(outOfOrder)),
  }),
  TESTFAILOVER: ({ models: [main, ...others], askInSequence }) => ({
    ...NO_REUSE,
    askModels: askInSequence(main === undefined ? [] : [outOfOrder(main), ...others]),
  }),
  TESTSLOW: ({ ports, sleep }) => ({
    ...NO_REUSE,
    askModels: async (prompt, signal) => {
      await sleep(SLOW_MS, signal);
      return ports.askModels(prompt, signal);
    },
  }),
  TEST503: () => ({ readHistory: failing('history_unavailable') }),
  TEST429: () => ({ readHistory: failing('rate_limited') }),
};

export const TEST_ACCOUNTS: readonly string[] = Object.keys(FORCED);

/**
 * Summaries as always, but for the accounts with which integrators try their error paths: these have a history that is made
 * up, and each forces one outcome. Their records are made, stored and answered like all others. Not for production, where
 * nobody's number may mean anything else than a customer.
 */
export function withTestAccounts(dependencies: TestAccountsDependencies): SummarizeContact {
  const { ports } = dependencies;
  const real = summarizeContact(ports);
  const forced = new Map(
    Object.entries(FORCED).map(([account, portsOf]) => [
      account,
      summarizeContact({ ...ports, readHistory: readMadeUpHistory, ...portsOf(dependencies) }),
    ]),
  );
  return (task, signals) => {
    const { accountNumber } = task.contact;
    const summarize = forced.get(accountNumber) ?? real;
    return summarize(accountNumber === 'TESTTRANSFER' ? asTransfer(task) : task, signals);
  };
}

function outOfOrder({ alias }: CandidateModel): CandidateModel {
  return {
    alias,
    generate: async () => {
      throw new OmniError('model_unavailable');
    },
  };
}

function failing(code: 'history_unavailable' | 'rate_limited'): ReadHistory {
  return async () => {
    throw new OmniError(code, {
      retryable: true,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      details: 'A test account asked for this answer.',
    });
  };
}

/** Also when the caller says of no earlier contact. */
function asTransfer(task: SummaryTask): SummaryTask {
  const { contactId, initialContactId } = task.contact;
  const isTransfer = initialContactId !== null && initialContactId !== contactId;
  return isTransfer ? task : { ...task, contact: { ...task.contact, initialContactId: FIRST_CONTACT } };
}
