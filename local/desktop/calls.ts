import { randomUUID } from 'node:crypto';
import { contactOf } from './scenarios.ts';

/** A contact in the queue, as a VoiceCall record of Salesforce holds it. */
export interface Call {
  readonly recordId: string;
  /** Members of a request for its summary. */
  readonly contact: Readonly<Record<string, unknown>>;
}

export interface Calls {
  readonly add: (accountNumber: string) => Call;
  readonly find: (recordId: string) => Call | undefined;
}

/** More than anybody clicks; the oldest goes first. */
const MOST_CALLS = 1_000;

/** The calls of this desktop since its start. */
export function createCalls(): Calls {
  const calls = new Map<string, Call>();
  return {
    add: (accountNumber) => {
      const id = randomUUID().slice(0, 8);
      const call = { recordId: `call-${id}`, contact: contactOf(accountNumber, `desktop-${id}`) };
      calls.set(call.recordId, call);
      const [oldest] = calls.keys();
      if (calls.size > MOST_CALLS && oldest !== undefined) calls.delete(oldest);
      return call;
    },
    find: (recordId) => calls.get(recordId),
  };
}
