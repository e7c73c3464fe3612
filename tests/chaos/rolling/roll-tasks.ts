import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalApi } from '../../../local/start-api.ts';
import type { Balancer } from '../balancer/balancer.ts';
import type { RollingLoad } from './rolling-load.ts';

/** One task that was told to stop, after another one had come in its place. */
export interface Restart {
  /** Requests that this task had to answer when it was told, and that all clients waited for. */
  readonly inFlightOfTask: number;
  readonly inFlight: number;
  /** From the signal to the end of the process. */
  readonly exitMs: number;
  readonly exitCode: number | null;
  /** Whether connections were cut at the drain's deadline; `null` when the task never got so far. */
  readonly forced: boolean | null;
}

export interface RollOptions {
  readonly restarts: number;
  readonly signal: 'SIGTERM' | 'SIGKILL';
  /** Starts a task and resolves when it is ready. */
  readonly startTask: () => Promise<LocalApi>;
  /** The tasks that run, the oldest first; those that run in the end. */
  readonly tasks: LocalApi[];
  readonly balancer: Balancer;
  readonly load: RollingLoad;
}

/** A new task comes, the oldest one goes, and again. */
export async function rollTasks(options: RollOptions): Promise<readonly Restart[]> {
  const { restarts, signal, startTask, tasks, balancer, load } = options;
  const done: Restart[] = [];
  for (let restart = 0; restart < restarts; restart += 1) {
    const coming = await startTask();
    tasks.push(coming);
    await join(balancer, coming);
    const going = tasks.shift();
    if (going === undefined) break;
    const before = { inFlightOfTask: balancer.inFlight(going.url), inFlight: load.inFlight() };
    const toldAt = performance.now();
    going.child.process.kill(signal);
    await going.child.exited;
    const exitMs = Math.round(performance.now() - toldAt);
    balancer.remove(going.url);
    done.push({ ...before, exitMs, exitCode: going.child.process.exitCode, forced: wasForced(going) });
  }
  return done;
}

/** Adds a task to those of the balancer, and waits until it is sent requests. */
export async function join(balancer: Balancer, task: LocalApi): Promise<void> {
  balancer.add(task.url);
  while (!balancer.isReady(task.url)) await delay(10);
}

function wasForced({ child }: LocalApi): boolean | null {
  const lines = readFileSync(child.logFile, 'utf8').split('\n');
  const end = lines.find((line) => line.includes('"DRAIN_END"'));
  return end === undefined ? null : JSON.parse(end).forced;
}
