import fc from 'fast-check';
import { OPERATIONS, type OperationId } from '../../lib/openapi/operations.ts';
import { type Answer, type Call, exchange } from './exchange.ts';
import { generatedCalls, type KnownIds } from './generated-calls.ts';
import { otherScopeThan, tokenFor } from './tokens.ts';

export interface Exchanged {
  readonly call: Call;
  readonly answer: Answer;
}

/** How many requests of each operation. The same seed sends the same. */
const REQUESTS: Readonly<Record<OperationId, number>> = {
  createSummary: 160,
  readSummary: 60,
  giveFeedback: 90,
};
export const SEED = Number(process.env.CONTRACT_SEED ?? 1);
const AT_ONCE = 4;

/** Sends generated requests of every operation to a gateway, and gives what it answers. */
export async function sendGenerated(url: string, known: KnownIds): Promise<readonly Exchanged[]> {
  const good = await tokenFor();
  const others = await Promise.all(
    OPERATIONS.map(async ({ operationId }) => [operationId, await tokenFor(otherScopeThan(operationId))]),
  );
  const tokens = { good, ofAnotherScope: Object.fromEntries(others) };
  const exchanged = await Promise.all(
    OPERATIONS.map((operation) => {
      const numRuns = REQUESTS[operation.operationId];
      const calls = fc.sample(generatedCalls(operation, { ...known, ...tokens }), { seed: SEED, numRuns });
      // Each event at once would take a process of its own to start.
      return sendAll(url, { calls, atOnce: operation.answeredBy === 'function' ? 1 : AT_ONCE });
    }),
  );
  return exchanged.flat();
}

async function sendAll(
  url: string,
  { calls, atOnce }: { readonly calls: readonly Call[]; readonly atOnce: number },
): Promise<readonly Exchanged[]> {
  const waiting = [...calls];
  const exchanged: Exchanged[] = [];
  const sender = async () => {
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      exchanged.push({ call, answer: await exchange(url, call) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return exchanged;
}
