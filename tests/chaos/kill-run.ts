import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalAwsUrls } from '../../local/local-aws.ts';
import { freePort } from '../../local/local-server.ts';
import { type Child, startChild } from '../../local/processes/child.ts';
import { type Credentials, fetchToken } from '../../local/system.ts';
import type { Acknowledgement, LoadEvent, LoadOptions } from './acknowledged-load.ts';
import { startChaosApi } from './chaos-api.ts';
import { type Armed, FAILPOINTS, type Failpoint } from './failpoints.ts';
import { PASS, type ProxiedAws } from './local-aws-behind-proxies.ts';

export interface KillRunOptions {
  readonly proxies: ProxiedAws;
  readonly aws: LocalAwsUrls;
  readonly credentials: Credentials;
  /** `fargate-api/main.ts` of what is to be killed. */
  readonly main: URL;
  readonly kills: number;
  /** Summaries called stored before each kill. */
  readonly acknowledgedPerKill: number;
  readonly failpoints?: readonly Failpoint[];
}

export interface KillRunOutcome {
  readonly acknowledgements: readonly Acknowledgement[];
  /** By name of the failpoint, those whose moment came. */
  readonly kills: Readonly<Record<string, number>>;
  /** Failpoints whose moment did not come in time; the API was killed then all the same. */
  readonly missed: readonly string[];
}

const WORKERS = 8;
const LOAD = new URL('./acknowledged-load.ts', import.meta.url);
const FAILPOINT_TIMEOUT_MS = 10_000;
const ACKNOWLEDGED_TIMEOUT_MS = 60_000;

/** Kills the API again and again under load, each time at the next failpoint, and starts it anew. */
export async function runKills(options: KillRunOptions): Promise<KillRunOutcome> {
  const { proxies, main, kills, acknowledgedPerKill, failpoints = FAILPOINTS } = options;
  const directory = mkdtempSync(join(tmpdir(), 'omni-kill-'));
  const file = join(directory, 'acknowledged.jsonl');
  const logFile = join(directory, 'api.log');
  const port = await freePort();
  const killed: Record<string, number> = {};
  const missed: string[] = [];
  writeFileSync(file, '');
  const load = await startLoad(options, { file, port });
  try {
    for (let life = 0; life < kills; life += 1) {
      const failpoint = failpoints[life % failpoints.length];
      if (failpoint === undefined) throw new Error('There is no failpoint.');
      const api = await startChaosApi({ aws: proxies.urls, port, logFile, main });
      await load.untilAcknowledged(acknowledgedPerKill);
      const hit = await killAt(failpoint, { api, proxies, load });
      if (hit) killed[failpoint.name] = (killed[failpoint.name] ?? 0) + 1;
      else missed.push(failpoint.name);
    }
    await load.child.stop(1_000);
    const lines = readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
    return { acknowledgements: lines.map((line) => JSON.parse(line)), kills: killed, missed };
  } finally {
    await load.child.stop(0);
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Load {
  readonly child: Child;
  /** Resolves once this many more summaries have been called stored. */
  readonly untilAcknowledged: (count: number) => Promise<void>;
  onHeaders: () => void;
}

async function startLoad(
  { aws, credentials }: KillRunOptions,
  { file, port }: { file: string; port: number },
): Promise<Load> {
  const child = startChild({ name: 'load', file: LOAD, environment: process.env, logFile: `${file}.log` });
  const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
  const order: LoadOptions = { url: `http://127.0.0.1:${port}`, token, file, workers: WORKERS };
  let acknowledged = 0;
  const load: Load = {
    child,
    onHeaders: () => undefined,
    untilAcknowledged: async (count) => {
      const goal = acknowledged + count;
      const deadlineMs = Date.now() + ACKNOWLEDGED_TIMEOUT_MS;
      while (acknowledged < goal) {
        if (Date.now() > deadlineMs) throw new Error('The load gets no answers.');
        await delay(5);
      }
    },
  };
  child.process.on('message', (event: LoadEvent) => {
    if (event === 'acknowledged') acknowledged += 1;
    else load.onHeaders();
  });
  child.process.send(order);
  return load;
}

/** Whether the failpoint's moment came. The API is dead in any case, and its calls pass again. */
async function killAt(
  failpoint: Failpoint,
  { api, proxies, load }: { api: Child; proxies: ProxiedAws; load: Load },
): Promise<boolean> {
  let hit = false;
  const armed: Armed = failpoint.arm(() => {
    hit = true;
    api.process.kill('SIGKILL');
    return 'drop';
  });
  load.onHeaders = armed.onHeaders ?? (() => undefined);
  proxies.setHook(armed.hook ?? PASS);
  const timer = setTimeout(() => api.process.kill('SIGKILL'), FAILPOINT_TIMEOUT_MS);
  await api.exited;
  clearTimeout(timer);
  proxies.setHook(PASS);
  load.onHeaders = () => undefined;
  return hit;
}
