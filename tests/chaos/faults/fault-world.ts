import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { AwsClients } from '../../../lib/aws/clients.ts';
import { startTestApi, type TestApi } from '../../integration/test-api.ts';
import { PASS, type ProxiedAws, startProxies } from '../local-aws-behind-proxies.ts';
import { clientsOf } from '../stored-records.ts';
import { startTestIssuer, type TestIssuer } from './test-issuer.ts';

const PRODUCT_TIMEOUTS_MS = { request: 7_500, model: 5_000, history: 1_600, historyTry: 800 };
/** Short, so that what hangs does not make the tests hang. */
const SHORT_TIMEOUTS_MS = { request: 3_000, model: 500, history: 800, historyTry: 400 };

/** The deadlines of the API under test; those of the product when the environment asks for them. */
export const TIMEOUTS_MS =
  process.env.CHAOS_DEADLINES === 'product' ? PRODUCT_TIMEOUTS_MS : SHORT_TIMEOUTS_MS;
/** How many requests of one client the API takes at once. */
export const RATE_LIMIT = { perSecond: 30, burst: 30 };

/** What came back; a status of `null` when nothing did. */
export interface Received {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

interface PostOptions {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The API with everything round it that can be made to fail. */
export interface FaultWorld {
  readonly api: TestApi;
  readonly proxies: ProxiedAws;
  readonly issuer: TestIssuer;
  /** Straight to the stores, past all faults. */
  readonly clients: AwsClients;
  /** A request body for the customer, in a chain of contacts that nobody else has. */
  request(differing?: Readonly<Record<string, unknown>>): RequestBody;
  /** The id of the contact that `request` gives in this case. */
  readonly contactId: string;
  post(body: object | string, options?: PostOptions): Promise<Received>;
  get(uniqueProcessId: string): Promise<Received>;
}

interface RequestBody {
  readonly account_number: string;
  readonly contact_id: string;
  readonly [member: string]: unknown;
}

export const ONE_INTERACTION = '2000000003';

export interface FaultWorlds {
  /** A world for one case. */
  begin(options: { readonly ownTask: boolean }): Promise<FaultWorld>;
  /** Heals all, and stops the task if it was the case's own. */
  end(world: FaultWorld): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultWorlds(): Promise<FaultWorlds> {
  const aws = inject('aws');
  const [proxies, issuer] = await Promise.all([startProxies(aws), startTestIssuer()]);
  const clients = clientsOf(aws);
  const startApi = () => startTestApi(environment(proxies, issuer));
  const shared = await startApi();
  const token = await issuer.sign();

  return {
    begin: async ({ ownTask }) => {
      const api = ownTask ? await startApi() : shared;
      const contactId = `fault-${randomUUID()}`;
      return {
        api,
        proxies,
        issuer,
        clients,
        contactId,
        request: (differing = {}) => ({
          account_number: ONE_INTERACTION,
          contact_id: contactId,
          ...differing,
        }),
        post: (body, options = {}) =>
          call(`${api.url}/omni-channel-insights`, {
            method: 'POST',
            body: typeof body === 'string' ? body : JSON.stringify(body),
            headers: headersOf(options.token ?? token, options.headers),
            ...(options.signal === undefined ? {} : { signal: options.signal }),
          }),
        get: (uniqueProcessId) =>
          call(`${api.url}/omni-channel-insights/${uniqueProcessId}`, { headers: headersOf(token) }),
      };
    },
    end: async ({ api }) => {
      proxies.setHook(PASS);
      issuer.reachable = true;
      if (api !== shared) await api.stop();
    },
    close: async () => {
      await shared.stop();
      clients.destroy();
      await Promise.all([proxies.close(), issuer.close()]);
    },
  };
}

function environment(proxies: ProxiedAws, issuer: TestIssuer): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: proxies.urls.dynamodb,
    AWS_ENDPOINT_URL_S3: proxies.urls.s3,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: proxies.urls.bedrock,
    TOKEN_ISSUER: issuer.url,
    // The page tells what becomes of one call; that another one runs beside it is seen in tests/integration/hedged.test.ts.
    MODEL_POLICY: 'sequential',
    TOKEN_JWKS_URL: issuer.keysUrl,
    REQUEST_TIMEOUT_MS: String(TIMEOUTS_MS.request),
    MODEL_TIMEOUT_MS: String(TIMEOUTS_MS.model),
    HISTORY_TIMEOUT_MS: String(TIMEOUTS_MS.history),
    HISTORY_TRY_TIMEOUT_MS: String(TIMEOUTS_MS.historyTry),
    RATE_LIMIT_PER_SECOND: String(RATE_LIMIT.perSecond),
    RATE_LIMIT_BURST: String(RATE_LIMIT.burst),
  };
}

function headersOf(token: string, more: Readonly<Record<string, string>> = {}) {
  return {
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    'content-type': 'application/json',
    ...more,
  };
}

const NOTHING: Received = { status: null, headers: {}, body: {} };

async function call(url: string, init: RequestInit): Promise<Received> {
  try {
    const answer = await fetch(url, init);
    const headers = Object.fromEntries(answer.headers);
    return { status: answer.status, headers, body: JSON.parse(await answer.text()) };
  } catch {
    return NOTHING;
  }
}
