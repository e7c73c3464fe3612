import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SCOPES } from '../../lib/auth/caller.ts';
import { AUDIENCE, CLIENT_ID } from '../../local/local-aws.ts';
import { freePort } from '../../local/local-server.ts';
import type { Child } from '../../local/processes/child.ts';
import { startServer } from '../../local/processes/start-server.ts';
import { fetchToken, newCredentials } from '../../local/system.ts';
import { startChaosApi } from '../../tests/chaos/chaos-api.ts';
import { type CannedAws, startCannedAws } from './canned-aws.ts';
import type { Target } from './load.ts';

export interface BenchApi extends Target {
  readonly child: Child;
}

/** Stubs for AWS, an issuer of tokens, and the API as often as it is wanted. */
export interface CannedWorld {
  readonly aws: CannedAws;
  readonly startApi: (options?: { main?: URL; environment?: NodeJS.ProcessEnv }) => Promise<BenchApi>;
  readonly stop: () => Promise<void>;
}

const MAIN = pathToFileURL(join(import.meta.dirname, '../../fargate-api/main.ts'));

export async function startCannedWorld(): Promise<CannedWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
  const { clientSecret, ...credentials } = newCredentials();
  const aws = await startCannedAws(join(directory, 'aws.log'));
  const options = { clientId: CLIENT_ID, clientSecret, audience: AUDIENCE, scopes: [...SCOPES] };
  const issuer = startServer({ name: 'token-issuer', options }, directory);
  const tokenIssuer = await issuer.url;
  const children: Child[] = [];
  return {
    aws,
    startApi: async ({ main = MAIN, environment = {} } = {}) => {
      const port = await freePort();
      const logFile = join(directory, `api-${port}.log`);
      const child = await startChaosApi({
        aws: { ...aws.urls, tokenIssuer },
        port,
        logFile,
        main,
        environment,
      });
      children.push(child);
      const token = await fetchToken(`${tokenIssuer}/oauth2/token`, { ...credentials, clientSecret });
      return { url: `http://127.0.0.1:${port}`, token, child };
    },
    stop: async () => {
      await Promise.all(children.map((child) => child.stop(5_000)));
      await Promise.all([aws.stop(), issuer.child.stop(1_000)]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
