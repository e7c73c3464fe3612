import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCOPES } from '../../lib/auth/caller.ts';
import { AUDIENCE, CLIENT_ID, type LocalAwsUrls } from '../../local/local-aws.ts';
import { freePort } from '../../local/local-server.ts';
import { startChild } from '../../local/processes/child.ts';
import { startServer } from '../../local/processes/start-server.ts';
import { type LocalApi, startApi } from '../../local/start-api.ts';
import { fetchToken, newCredentials } from '../../local/system.ts';
import { cpuMsOf } from '../process-cpu.ts';
import type { CannedCounts, ModelBehaviour } from './canned-aws.ts';
import type { LoadPlan, Outcome } from './load.ts';
import { runLoad } from './run-load.ts';
import { round } from './summarize-outcomes.ts';

const CANNED_AWS = new URL('./canned-aws.ts', import.meta.url);
const NO_RATE_LIMIT = { RATE_LIMIT_PER_SECOND: '100000', RATE_LIMIT_BURST: '100000' };
const STOP_GRACE_MS = 10_000;

/** What the rows are measured on: stand-ins that answer at once, and as many processes of the API as a row wants. */
export type World = Awaited<ReturnType<typeof startWorld>>;

/** A row's load: without where it goes. */
export type RowPlan = Omit<LoadPlan, 'apiUrls' | 'token'>;

export interface Measured {
  readonly outcomes: readonly Outcome[];
  readonly modelCalls: number;
  readonly cpuMsPerRequest: number;
  /** The longest of the event loop in milliseconds, as the API reports it every ten seconds. */
  readonly mostLagMs: number;
}

export async function startWorld(directory: string) {
  const credentials = newCredentials();
  const log = (name: string) => join(directory, `${name}.log`);
  const canned = startChild({
    name: 'canned-aws',
    file: CANNED_AWS,
    environment: process.env,
    logFile: log('canned-aws'),
  });
  const { clientSecret } = credentials;
  const issuer = startServer(
    {
      name: 'token-issuer',
      options: { clientId: CLIENT_ID, clientSecret, audience: AUDIENCE, scopes: [...SCOPES] },
    },
    directory,
  );
  const [[{ url }], tokenIssuer] = await Promise.all([once(canned.process, 'message'), issuer.url]);
  const aws: LocalAwsUrls = { dynamodb: url, s3: url, bedrock: url, tokenIssuer };
  const token = await fetchToken(`${tokenIssuer}/oauth2/token`, credentials);
  let loads = 0;
  let apis = 0;

  return {
    behave: async (behaviour: ModelBehaviour) => {
      await fetch(`${url}/_behaviour`, { method: 'POST', body: JSON.stringify(behaviour) });
    },
    counts,
    withApis,
    load,
    measure,
    stop: () => Promise.all([canned.stop(STOP_GRACE_MS), issuer.child.stop(STOP_GRACE_MS)]),
  };

  async function counts(): Promise<CannedCounts> {
    return JSON.parse(await (await fetch(`${url}/_counts`)).text());
  }

  /** Starts so many processes of the API for a piece of work, and ends them after it. */
  async function withApis<Result>(
    {
      processes = 1,
      environment = {},
      main,
    }: { processes?: number; environment?: NodeJS.ProcessEnv; main?: URL },
    work: (apis: readonly LocalApi[]) => Promise<Result>,
  ): Promise<Result> {
    const started: LocalApi[] = [];
    try {
      for (let index = 0; index < processes; index += 1) {
        apis += 1;
        const logFile = log(`api-${apis}`);
        const port = await freePort();
        started.push(
          await startApi({
            aws,
            port,
            logFile,
            environment: { ...NO_RATE_LIMIT, ...environment },
            ...(main === undefined ? {} : { main }),
          }),
        );
      }
      return await work(started);
    } finally {
      await Promise.all(started.map(({ child }) => child.stop(STOP_GRACE_MS)));
    }
  }

  function load(apis: readonly LocalApi[], plan: RowPlan): Promise<readonly Outcome[]> {
    loads += 1;
    return runLoad({ ...plan, token, apiUrls: apis.map((api) => api.url) }, log(`load-${loads}`));
  }

  /** A load, and what it cost. */
  async function measure(apis: readonly LocalApi[], plan: RowPlan): Promise<Measured> {
    const cpuMs = () => apis.reduce((sum, { child }) => sum + cpuMsOf(child.process.pid), 0);
    const before = { cpuMs: cpuMs(), ...(await counts()) };
    const outcomes = await load(apis, plan);
    const { modelCalls } = await counts();
    return {
      outcomes,
      modelCalls: modelCalls - before.modelCalls,
      cpuMsPerRequest: round((cpuMs() - before.cpuMs) / outcomes.length),
      mostLagMs: Math.max(0, ...apis.flatMap(({ child }) => lagsIn(child.logFile))),
    };
  }
}

function lagsIn(logFile: string): readonly number[] {
  const found = readFileSync(logFile, 'utf8').matchAll(/"EventLoopLag":(\d+)/g);
  return [...found].map(([, ms]) => Number(ms));
}
