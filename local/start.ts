import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { Listr } from 'listr2';
import { askForSummary, SAMPLE_REQUEST } from './ask-for-summary.ts';
import { startLocalDesktop } from './desktop/start-local-desktop.ts';
import { DOCS_PATH } from './docs/docs-pages.ts';
import { startLocalGateway } from './gateway/start-local-gateway.ts';
import { BUCKET, type LocalAws, startLocalAws, TABLES } from './local-aws.ts';
import { freePort, freePortAt, listenLocally } from './local-server.ts';
import { describeSummary, describeSystem } from './print-report.ts';
import type { Child } from './processes/child.ts';
import { findRunningSystem, RUN_FILE, removeRunFile, STATE_DIRECTORY, writeRunFile } from './run-file.ts';
import { takeRunLock } from './run-lock.ts';
import { printService } from './serverless/print-service.ts';
import { type LocalApi, startApi } from './start-api.ts';
import { type Credentials, fetchToken, newCredentials, prepareTables } from './system.ts';

/** `npm start`: the whole system on this machine, one summary as Salesforce would ask for it, then until Ctrl+C. */

const RUN_LOCK = `${STATE_DIRECTORY}/run.lock`;
const DEFAULT_PORT = 4400;
/** The API drains first, and it is given its time; the servers behind it have nothing to finish. */
const API_GRACE_MS = 25_000;
const GATEWAY_GRACE_MS = 3_000;

/** A model on a laptop answers when it can; the deadlines of production would only ever show the digest. */
const TIME_FOR_A_LAPTOPS_MODEL = { MODEL_TIMEOUT_MS: '20000', REQUEST_TIMEOUT_MS: '28000' };

interface Running {
  aws?: LocalAws;
  /** What serverless.yml says, printed. */
  service?: string;
  api?: LocalApi;
  gateway?: { readonly child: Child; readonly url: string };
  desktop?: { readonly child: Child; readonly url: string };
  prepared?: { customers: number; interactions: number };
}

const running: Running = {};
/** Keeps the port for the gateway until that starts. */
const portKeeper = createServer((socket) => socket.destroy());
let stopping = false;
/** Whether run.json is this process's; another system's must stay. */
let announced = false;

async function main(): Promise<void> {
  const fresh = wantsFresh();
  const port = Number(process.env.PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return sayAndExit('PORT has to be a number from 1 to 65535, such as: PORT=4500 npm start');
  }
  const obstacle = await obstacleOn(port);
  if (obstacle !== null) return sayAndExit(obstacle);
  if (fresh) {
    for (const part of ['dynamodb', 's3', 'logs']) {
      rmSync(`${STATE_DIRECTORY}/${part}`, { recursive: true, force: true });
    }
  }

  const credentials = newCredentials();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  await startTasks(port, credentials).run();
  const { aws, api, gateway, desktop, prepared } = running;
  if (!aws || !api || !gateway || !desktop || !prepared || stopping) return;
  const children = [...aws.children, api.child, gateway.child, desktop.child];
  for (const child of children) {
    child.exited.then(() => {
      if (!stopping) crashed(child.name, child.logFile);
    });
  }

  const tokenUrl = `${aws.tokenIssuer}/oauth2/token`;
  const token = await fetchToken(tokenUrl, credentials);
  const answer = await askForSummary({ apiUrl: gateway.url, token, request: SAMPLE_REQUEST });
  announced = true;
  writeRunFile(RUN_FILE, {
    pid: process.pid,
    gateway: gateway.url,
    api: api.url,
    token: tokenUrl,
    desktop: desktop.url,
    docs: `${gateway.url}${DOCS_PATH}`,
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    aws: { dynamodb: aws.dynamodb, s3: aws.s3, bedrock: aws.bedrock },
    tables: { ucdp: TABLES.ucdp, summary_cache: TABLES.summaryCache },
    bucket: BUCKET,
    processes: Object.fromEntries(children.map((child) => [child.name, child.process.pid ?? 0])),
  });
  process.stdout.write(describeSummary(answer));
  process.stdout.write(
    describeSystem({
      aws,
      api,
      gatewayUrl: gateway.url,
      desktopUrl: desktop.url,
      docsUrl: `${gateway.url}${DOCS_PATH}`,
      tokenUrl,
      token,
      requestId: answer.body.request_id,
      prepared,
      stateDirectory: STATE_DIRECTORY,
    }),
  );
}

function wantsFresh(): boolean {
  try {
    return parseArgs({ options: { fresh: { type: 'boolean', default: false } } }).values.fresh;
  } catch {
    return sayAndExit('The only option is --fresh: npm start -- --fresh');
  }
}

/** Why nothing can start here, in a sentence; null when the port and the state directory are this process's now. */
async function obstacleOn(port: number): Promise<string | null> {
  const other = await findRunningSystem(RUN_FILE);
  if (other !== null) {
    return `It is already running at ${other.gateway} (process ${other.pid}). Stop it with Ctrl+C where it was started, or by: kill ${other.pid}`;
  }
  const holder = takeRunLock(RUN_LOCK, Date.now());
  if (holder !== null) {
    return `Another npm start (process ${holder}) is just starting or stopping here. Wait a moment and try again.`;
  }
  return listenLocally(portKeeper, port).then(
    () => null,
    () => `Port ${port} is taken by another program. Take another one: PORT=${port + 1} npm start`,
  );
}

function startTasks(port: number, credentials: Credentials): Listr {
  return new Listr(
    [
      {
        title: 'DynamoDB, S3, Bedrock, the token issuer, and the routes of serverless.yml',
        task: async () => {
          const { LOCAL_LLM_URL: llmUrl, LOCAL_LLM_MODEL: llmModel } = process.env;
          const startAws = async () => {
            running.aws = await startLocalAws({
              stateDirectory: STATE_DIRECTORY,
              clientSecret: credentials.clientSecret,
              ...(llmUrl === undefined ? {} : { llmUrl }),
              ...(llmModel === undefined ? {} : { llmModel }),
            });
          };
          const readRoutes = async () => {
            running.service = await printService(`${STATE_DIRECTORY}/serverless`);
          };
          await Promise.all([startAws(), readRoutes()]);
        },
      },
      {
        title: 'Tables, bucket and customers',
        task: async () => {
          if (running.aws !== undefined) running.prepared = await prepareTables(running.aws);
        },
      },
      {
        title: 'The API',
        task: async () => {
          if (running.aws === undefined) return;
          running.api = await startApi({
            aws: running.aws,
            port: await freePort(),
            logFile: `${STATE_DIRECTORY}/logs/api.log`,
            ...(process.env.LOCAL_LLM_URL === undefined ? {} : { environment: TIME_FOR_A_LAPTOPS_MODEL }),
          });
        },
      },
      {
        title: 'The gateway and the functions behind it',
        task: async () => {
          const { aws, api, service: printedService } = running;
          if (aws === undefined || api === undefined || printedService === undefined) return;
          portKeeper.close();
          const { child, url } = startLocalGateway({
            aws,
            apiUrl: api.url,
            credentials,
            port,
            printedService,
            stateDirectory: STATE_DIRECTORY,
          });
          running.gateway = { child, url: await url };
        },
      },
      {
        title: 'The agent desktop',
        task: async () => {
          const { aws, gateway } = running;
          if (aws === undefined || gateway === undefined) return;
          const { child, url } = startLocalDesktop({
            aws,
            gatewayUrl: gateway.url,
            credentials,
            port: await freePortAt(port + 1),
            stateDirectory: STATE_DIRECTORY,
          });
          running.desktop = { child, url: await url };
        },
      },
    ],
    { rendererOptions: { collapseErrors: false } },
  );
}

async function stop(exitCode: number): Promise<void> {
  // A second Ctrl+C means now; children end with this process.
  if (stopping) process.exit(exitCode);
  stopping = true;
  takeRunLock(RUN_LOCK, Date.now());
  process.stdout.write('\nStopping …\n');
  if (announced) removeRunFile(RUN_FILE);
  await running.api?.child.stop(API_GRACE_MS);
  await running.gateway?.child.stop(GATEWAY_GRACE_MS);
  await running.desktop?.child.stop(0);
  await running.aws?.stop();
  process.exit(exitCode);
}

function crashed(name: string, logFile: string): void {
  process.stderr.write(
    `\nThe ${name} process ended by itself, so everything stops. Its last words are in ${logFile}\n`,
  );
  void stop(1);
}

function sayAndExit(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void stop(1);
});
