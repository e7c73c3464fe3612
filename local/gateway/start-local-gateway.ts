import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AUDIENCE, BUCKET, type LocalAwsUrls, TABLES } from '../local-aws.ts';
import { type StartedServer, startServer } from '../processes/start-server.ts';
import { localEnvironment } from '../serverless/local-environment.ts';
import { type FunctionDefinition, readService } from '../serverless/read-service.ts';
import type { Credentials } from '../system.ts';
import type { LocalFunction } from './function-container.ts';
import type { GatewayOptions } from './server.ts';

export interface LocalGatewayOptions {
  readonly aws: LocalAwsUrls;
  readonly apiUrl: string;
  readonly credentials: Credentials;
  readonly port: number;
  /** What `sls print --format json` wrote. */
  readonly printedService: string;
  readonly stateDirectory: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const API_DOCUMENT = join(ROOT, 'docs/openapi.yaml');
/** A handler and all that it may import. */
const SOURCE = ['functions', 'lib'].map((folder) => join(ROOT, folder));

/** Starts the gateway as a process of its own, in front of the running system. */
export function startLocalGateway(options: LocalGatewayOptions): StartedServer {
  const logDirectory = join(options.stateDirectory, 'logs');
  return startServer(
    { name: 'gateway', options: { ...gatewayOptions(options), watched: SOURCE } },
    logDirectory,
  );
}

/** What the gateway is told of the system; it reloads nothing. */
export function gatewayOptions(options: LocalGatewayOptions): GatewayOptions {
  const { aws, apiUrl, port, printedService } = options;
  const { routes, functions } = readService(printedService);
  const behind = routes.flatMap(({ target }) => (target === 'container' ? [] : target.function));
  return {
    port,
    routes,
    authorizer: {
      issuer: aws.tokenIssuer,
      audiences: [AUDIENCE],
      jwksUrl: `${aws.tokenIssuer}/.well-known/jwks.json`,
    },
    functions: functions
      .filter(({ name }) => behind.includes(name))
      .map((definition) => localFunction(definition, options)),
    containerUrl: apiUrl,
    watched: [],
    docs: { documentFile: API_DOCUMENT, tokenUrl: `${aws.tokenIssuer}/oauth2/token` },
  };
}

function localFunction(definition: FunctionDefinition, options: LocalGatewayOptions): LocalFunction {
  const { name, handler, timeoutMs, environment } = definition;
  const { aws, credentials, port, stateDirectory } = options;
  const dot = handler.lastIndexOf('.');
  const { credentials: awsCredentials, variables } = localEnvironment({
    aws,
    tables: { ucdp: TABLES.ucdp, summary_cache: TABLES.summaryCache },
    bucket: BUCKET,
    gateway: `http://127.0.0.1:${port}`,
    token: `${aws.tokenIssuer}/oauth2/token`,
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
  });
  return {
    name,
    file: join(ROOT, `${handler.slice(0, dot)}.ts`),
    exported: handler.slice(dot + 1),
    timeoutMs,
    environment: {
      ...ofTheMachine(),
      ...environment,
      ...awsCredentials,
      ...variables,
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: name,
      POWERTOOLS_TRACE_ENABLED: 'false',
    },
    logFile: join(stateDirectory, 'logs', `${name}.log`),
  };
}

/** What a process needs to run at all. The rest of this one's environment is none of a function's business. */
function ofTheMachine(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TEMP, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, TEMP, SystemRoot };
}
