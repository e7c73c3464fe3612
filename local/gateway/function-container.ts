import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from '../processes/child.ts';
import type { FunctionOrder, FunctionReply, FunctionSource } from './function-process.ts';

/** A process that runs one function, one event at a time. */
export interface FunctionContainer {
  readonly child: Child;
  /** @throws FunctionFailure when the handler throws, ends its process or takes longer than it may; then it is of no more use */
  invoke(event: unknown): Promise<unknown>;
}

export class FunctionFailure extends Error {
  override readonly name = 'FunctionFailure';
  /** Whether the time of the function was up. */
  readonly isTimeout: boolean;

  constructor(message: string, { isTimeout }: { readonly isTimeout: boolean }) {
    super(message);
    this.isTimeout = isTimeout;
  }
}

export interface LocalFunction extends FunctionSource {
  readonly environment: NodeJS.ProcessEnv;
  /** Where its containers write. */
  readonly logFile: string;
}

const PROCESS = new URL('./function-process.ts', import.meta.url);
/** On AWS a cold start may take ten seconds; here two cores may load many at once. */
const LOAD_TIMEOUT_MS = 20_000;

/** @throws FunctionFailure when the handler cannot be loaded */
export async function startContainer(definition: LocalFunction): Promise<FunctionContainer> {
  const { environment, logFile, ...load } = definition;
  const child = startChild({ name: load.name, file: PROCESS, environment, logFile });
  try {
    await ask(child, { order: { load }, timeoutMs: LOAD_TIMEOUT_MS });
  } catch (error) {
    await child.stop(0);
    throw error;
  }
  return { child, invoke: (event) => ask(child, { order: { event }, timeoutMs: load.timeoutMs }) };
}

interface Asked {
  readonly order: FunctionOrder;
  readonly timeoutMs: number;
}

async function ask(child: Child, { order, timeoutMs }: Asked): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  try {
    const replied = once(child.process, 'message', { signal }).then(([reply]: FunctionReply[]) => reply);
    child.process.send(order, () => {});
    const reply = await Promise.race([
      replied,
      child.exited.then(() => ({ failure: `The ${child.name} process ended; see ${child.logFile}` })),
      delay(timeoutMs, null, { signal }),
    ]);
    if (reply === null || reply === undefined) {
      await child.stop(0);
      throw new FunctionFailure(`Task timed out after ${timeoutMs / 1_000} seconds`, { isTimeout: true });
    }
    if ('failure' in reply) throw new FunctionFailure(reply.failure, { isTimeout: false });
    return reply.result;
  } finally {
    done.abort();
  }
}
