import { setTimeout as delay } from 'node:timers/promises';
import type { LocalAwsUrls } from '../../local/local-aws.ts';
import { type Child, startChild } from '../../local/processes/child.ts';
import { apiEnvironment } from '../../local/start-api.ts';

interface ChaosApiOptions {
  readonly aws: LocalAwsUrls;
  readonly port: number;
  readonly logFile: string;
  /** `fargate-api/main.ts` of the product, or of a copy of it. */
  readonly main: URL;
}

const READY_TIMEOUT_MS = 20_000;

/** Runs the API from any folder, and waits until it is ready. @throws Error when it is not in time */
export async function startChaosApi({ aws, port, logFile, main }: ChaosApiOptions): Promise<Child> {
  const environment = {
    ...process.env,
    ...apiEnvironment(aws),
    HOST: '127.0.0.1',
    PORT: String(port),
    RATE_LIMIT_PER_SECOND: '100000',
    RATE_LIMIT_BURST: '100000',
  };
  const child = startChild({ name: 'api', file: main, environment, logFile });
  const deadlineMs = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadlineMs) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return child;
    await delay(20);
  }
  await child.stop(0);
  throw new Error(`The API was not ready within ${READY_TIMEOUT_MS} ms; see ${logFile}`);
}
