import { once } from 'node:events';
import { startChild } from '../../local/processes/child.ts';
import type { LoadPlan, Outcome } from './load.ts';

const LOAD = new URL('./load.ts', import.meta.url);

/** Runs a load from a process of its own. */
export async function runLoad(plan: LoadPlan, logFile: string): Promise<readonly Outcome[]> {
  const child = startChild({ name: 'load', file: LOAD, environment: process.env, logFile });
  child.process.send(plan);
  const done = once(child.process, 'message').then(([outcomes]: (readonly Outcome[])[]) => outcomes);
  const outcomes = await Promise.race([done, child.exited]);
  await child.stop(0);
  if (!outcomes) throw new Error(`The load generator ended early; see ${logFile}`);
  return outcomes;
}
