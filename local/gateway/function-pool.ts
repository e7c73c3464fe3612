import { type FunctionContainer, type LocalFunction, startContainer } from './function-container.ts';

/** The containers of one function: as many as events at a time, up to a limit, used again while their source is unchanged. */
export interface FunctionPool {
  /** @throws FunctionFailure */
  invoke(event: unknown): Promise<unknown>;
  /** Has the next event run by a container that loads the source anew. */
  reload(): void;
  close(): Promise<void>;
}

const STOP_GRACE_MS = 2_000;

/** @param most containers at a time; further events wait their turn */
export function functionPool(definition: LocalFunction, most: number): FunctionPool {
  const idle: FunctionContainer[] = [];
  const all = new Set<FunctionContainer>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let generation = 0;

  async function invoke(event: unknown): Promise<unknown> {
    if (busy < most) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await runIn(event);
    } finally {
      // Whoever waits takes the place over; nobody can come in between.
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  }

  async function runIn(event: unknown): Promise<unknown> {
    const bornIn = generation;
    const container = idle.pop() ?? (await start());
    try {
      return await container.invoke(event);
    } finally {
      if (bornIn === generation && isAlive(container)) idle.push(container);
      else retire(container);
    }
  }

  async function start(): Promise<FunctionContainer> {
    const container = await startContainer(definition);
    all.add(container);
    container.child.exited.then(() => {
      all.delete(container);
      const place = idle.indexOf(container);
      if (place !== -1) idle.splice(place, 1);
    });
    return container;
  }

  function isAlive({ child }: FunctionContainer): boolean {
    return child.process.exitCode === null && child.process.signalCode === null;
  }

  function retire(container: FunctionContainer): void {
    void container.child.stop(STOP_GRACE_MS);
  }

  return {
    invoke,
    reload: () => {
      generation += 1;
      for (const container of idle.splice(0)) retire(container);
    },
    close: async () => {
      await Promise.all([...all].map(({ child }) => child.stop(STOP_GRACE_MS)));
    },
  };
}
