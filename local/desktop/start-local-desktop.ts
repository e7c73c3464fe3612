import { join } from 'node:path';
import { DOCS_PATH } from '../docs/docs-pages.ts';
import { BUCKET, type LocalAwsUrls } from '../local-aws.ts';
import { type StartedServer, startServer } from '../processes/start-server.ts';
import type { Credentials } from '../system.ts';

export interface LocalDesktopOptions {
  readonly aws: LocalAwsUrls;
  readonly gatewayUrl: string;
  readonly credentials: Credentials;
  readonly port: number;
  readonly stateDirectory: string;
}

/** Starts the agent desktop as a process of its own, on top of the running system. */
export function startLocalDesktop(options: LocalDesktopOptions): StartedServer {
  const { aws, gatewayUrl, credentials, port, stateDirectory } = options;
  const desktop = {
    port,
    gatewayUrl,
    tokenUrl: `${aws.tokenIssuer}/oauth2/token`,
    credentials,
    s3Url: aws.s3,
    bucket: BUCKET,
    links: {
      'API documents': `${gatewayUrl}${DOCS_PATH}`,
      'Calls of the models': `${aws.bedrock}/_local/statistics`,
    },
  };
  return startServer({ name: 'desktop', options: desktop }, join(stateDirectory, 'logs'));
}
