import type { LocalFunction } from '../../../local/gateway/function-container.ts';
import { functionPool } from '../../../local/gateway/function-pool.ts';
import { startGateway } from '../../../local/gateway/server.ts';
import { AUDIENCE, type LocalAwsUrls } from '../../../local/local-aws.ts';
import type { Route } from '../../../local/serverless/read-service.ts';
import { apiEnvironment } from '../../../local/start-api.ts';
import { type Credentials, fetchToken } from '../../../local/system.ts';
import { feedbackEvent } from '../../fixtures/feedback.ts';
import type { Outcome } from './sent-click.ts';

/** A way for a click into the function. Never rejects because a process died. */
export interface Door {
  /** @throws Error when the click is refused */
  click(body: object, tenant: string | null): Promise<Outcome>;
  close(): Promise<void>;
}

/** As in serverless.yml. */
const TIMEOUT_MS = 8_000;
const MOST_PROCESSES = 2;
const NAME = 'feedback';
const ROUTE: Route = {
  method: 'POST',
  path: '/feedback',
  scopes: ['insights/feedback'],
  target: { function: NAME },
};

/** The function of a folder, on these stores. @param file that exports the handler */
export function feedbackFunction(
  file: string,
  { aws, logFile }: { readonly aws: LocalAwsUrls; readonly logFile: string },
): LocalFunction {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    ...apiEnvironment(aws),
    POWERTOOLS_SERVICE_NAME: NAME,
  };
  // A container has one event at a time.
  delete environment.AWS_LAMBDA_MAX_CONCURRENCY;
  return { name: NAME, file, exported: 'handler', timeoutMs: TIMEOUT_MS, environment, logFile };
}

/** The whole way of a request: HTTP, a token of the issuer, the gateway's routes. For callers without a tenant. */
export async function gatewayDoor(
  feedback: LocalFunction,
  { tokenIssuer, credentials }: { readonly tokenIssuer: string; readonly credentials: Credentials },
): Promise<Door> {
  const gateway = await startGateway({
    port: 0,
    routes: [ROUTE],
    authorizer: {
      issuer: tokenIssuer,
      audiences: [AUDIENCE],
      jwksUrl: `${tokenIssuer}/.well-known/jwks.json`,
    },
    functions: [feedback],
    containerUrl: 'http://127.0.0.1:1',
    watched: [],
  });
  const token = await fetchToken(`${tokenIssuer}/oauth2/token`, credentials);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    click: async (body) => {
      const url = `${gateway.url}${ROUTE.path}`;
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      const replayed = answer.headers.get('idempotent-replayed');
      return toOutcome({ status: answer.status, replayed, body: await answer.text() });
    },
    close: gateway.close,
  };
}

/** Events as the gateway makes them, with the claims of any tenant. */
export function directDoor(feedback: LocalFunction): Door {
  const pool = functionPool(feedback, MOST_PROCESSES);
  return {
    click: async (body, tenant) => {
      const event = feedbackEvent(body, tenant === null ? {} : { tenant });
      const answer = await pool.invoke(event).then(asAnswer, () => null);
      return answer === null ? 'failed' : toOutcome(answer);
    },
    close: pool.close,
  };
}

interface Answer {
  readonly status: number;
  readonly replayed: string | null;
  readonly body: string;
}

function asAnswer(result: unknown): Answer {
  const { statusCode, headers, body } = result as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  return { status: statusCode, replayed: headers['idempotent-replayed'] ?? null, body };
}

function toOutcome({ status, replayed, body }: Answer): Outcome {
  if (status === 200) return replayed === 'true' ? 'repeated' : 'stored';
  if (status === 202) return 'unmatched';
  if (status >= 500) return 'failed';
  throw new Error(`A click was refused with ${status}: ${body}`);
}
