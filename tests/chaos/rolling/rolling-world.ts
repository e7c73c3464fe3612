import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalAwsUrls } from '../../../local/local-aws.ts';
import { freePort } from '../../../local/local-server.ts';
import { type LocalApi, startApi } from '../../../local/start-api.ts';
import { type Balancer, startBalancer } from '../balancer/balancer.ts';
import { type Fate, startStoreProxy } from '../store-proxy.ts';
import { join, type Restart, rollTasks } from './roll-tasks.ts';
import { type LoadFigures, type RollingLoadOptions, startRollingLoad } from './rolling-load.ts';

export interface RollingOptions extends Omit<RollingLoadOptions, 'url' | 'rampMs'> {
  readonly aws: LocalAwsUrls;
  readonly restarts: number;
  readonly signal: 'SIGTERM' | 'SIGKILL';
  /** Whether the balancer looks at `/readyz`. */
  readonly looks: boolean;
  /** Time for the balancer to look elsewhere. */
  readonly drainDelayMs: number;
  /** Every answer of a model takes as long, and up to a fifth more; those of the warm-up do not. */
  readonly modelMs: number;
}

export interface RollingFigures extends LoadFigures {
  /** As the balancer saw it. */
  readonly resets: number;
  readonly resetsBy: Readonly<Record<string, number>>;
  readonly unserved: number;
  readonly restarts: readonly Restart[];
}

const TASKS = 2;
const READYZ_EVERY_MS = 100;
const IDLE_TIMEOUT_MS = 60_000;

/** Tasks are replaced one by one behind a balancer while clients ask; what became of all that they asked. */
export async function rollUnderLoad(options: RollingOptions): Promise<RollingFigures> {
  const { aws, restarts, signal, looks, modelMs, drainDelayMs } = options;
  const directory = mkdtempSync(joinPath(tmpdir(), 'omni-rolling-'));
  const bedrock = await startStoreProxy({
    service: 'bedrock',
    upstream: aws.bedrock,
    hook: async ({ body }, moment): Promise<Fate> => {
      const isSlow = moment === 'received' && !body.includes('Answer with the word OK.');
      if (isSlow) await delay(modelMs * (1 + Math.random() / 5));
      return 'pass';
    },
  });
  const balancer = await startBalancer({
    idleTimeoutMs: IDLE_TIMEOUT_MS,
    readyzEveryMs: looks ? READYZ_EVERY_MS : null,
  });
  const tasks: LocalApi[] = [];
  let started = 0;
  const startTask = async () => {
    started += 1;
    const logFile = joinPath(directory, `task-${started}.log`);
    const port = await freePort();
    const environment = { ...ENVIRONMENT, DRAIN_DELAY_MS: String(drainDelayMs) };
    return startApi({ aws: { ...aws, bedrock: bedrock.url }, port, logFile, environment });
  };
  try {
    for (let task = 0; task < TASKS; task += 1) tasks.push(await startTask());
    for (const task of tasks) await join(balancer, task);
    const load = startRollingLoad({ ...options, url: balancer.url, rampMs: modelMs });
    // Until all clients wait for an answer.
    await delay(modelMs);
    const done = await rollTasks({ restarts, signal, startTask, tasks, balancer, load });
    const { resets, resetsBy, unserved } = balancer.figures;
    return { ...(await load.stop()), resets, resetsBy, unserved, restarts: done };
  } finally {
    await stopAll(tasks, balancer);
    await bedrock.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

const ENVIRONMENT = {
  // One model that is given all the time that it needs, and stores that share a machine with all the rest.
  MODEL_POLICY: 'sequential',
  SECONDARY_MODEL: 'none',
  MODEL_TIMEOUT_MS: '20000',
  REQUEST_TIMEOUT_MS: '29000',
  HISTORY_TIMEOUT_MS: '8000',
  HISTORY_TRY_TIMEOUT_MS: '4000',
  RATE_LIMIT_PER_SECOND: '100000',
  RATE_LIMIT_BURST: '100000',
};

async function stopAll(tasks: readonly LocalApi[], balancer: Balancer): Promise<void> {
  await Promise.all(tasks.map(({ child }) => child.stop(0)));
  await balancer.close();
}
