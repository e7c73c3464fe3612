import { DRAIN_FAULTS } from './drain-faults.ts';
import type { FaultCase } from './fault-case.ts';
import { HISTORY_FAULTS } from './history-faults.ts';
import { MODEL_FAULTS } from './model-faults.ts';
import { REQUEST_FAULTS } from './request-faults.ts';
import { REUSE_FAULTS } from './reuse-faults.ts';
import { STORE_FAULTS } from './store-faults.ts';
import { TOKEN_FAULTS } from './token-faults.ts';

/** Every fault that is tried, in the order of the rows. */
export const FAULTS: readonly FaultCase[] = [
  ...TOKEN_FAULTS,
  ...REQUEST_FAULTS,
  ...REUSE_FAULTS,
  ...HISTORY_FAULTS,
  ...MODEL_FAULTS,
  ...STORE_FAULTS,
  ...DRAIN_FAULTS,
].toSorted((left, right) => Number(left.row.slice(1)) - Number(right.row.slice(1)));

/** Rows of the list of failures that no case here covers, and why. */
export const NOT_TRIED: Readonly<Record<string, string>> = {
  S6: 'the API does not shed load yet',
  S10: 'a task that dies is the kill test',
  S16: 'a long history is no fault; what is left out is tested beside the code',
  S36: 'a kill before the write is the kill test',
  S37: 'a kill between the answer and S3 is the kill test',
  S39: 'readiness does not watch the event loop yet',
};
