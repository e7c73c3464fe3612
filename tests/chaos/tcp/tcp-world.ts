import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { seededDraws } from '../../fixtures/seeded-draws.ts';
import { startTestApi, type TestApi } from '../../integration/test-api.ts';
import type { TcpAnswer } from './judge-tcp-answer.ts';
import { DEPENDENCIES, type Dependency, type TcpCase } from './tcp-cases.ts';
import { NO_FAULT, type TcpFault } from './tcp-fault.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

type TcpProxies = Readonly<Record<Dependency, TcpProxy>>;

/** The API with a TCP proxy before each of its dependencies. */
export interface TcpWorld {
  /** Starts the API when it has not been: keys are fetched while it starts, and then for a day not again. */
  begin(tried: TcpCase): Promise<void>;
  /** All is well again, but for what has been lost. */
  heal(): void;
  /** Asks for a summary of the customer with the long story, in a call of its own. */
  ask(): Promise<TcpAnswer>;
  strikes(): number;
  waiting(): number;
  close(): Promise<void>;
}

/** As the requirement has it: what is open after that counts as never answered. */
const OPEN_AFTER_MS = 10_000;
export const STORIED_CUSTOMER = '1234567890';

export async function startTcpWorld({
  seed,
  environment,
}: {
  seed: number;
  environment: NodeJS.ProcessEnv;
}): Promise<TcpWorld> {
  const aws = inject('aws');
  const draws = seededDraws(seed);
  const upstreams = { ...aws, tokens: aws.tokenIssuer };
  const started = DEPENDENCIES.map(
    async (name) => [name, await startTcpProxy({ upstream: upstreams[name], draws })] as const,
  );
  const proxies = Object.fromEntries(await Promise.all(started)) as TcpProxies;
  const startApi = () =>
    startTestApi({
      AWS_ENDPOINT_URL_DYNAMODB: proxies.dynamodb.url,
      AWS_ENDPOINT_URL_S3: proxies.s3.url,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: proxies.bedrock.url,
      TOKEN_JWKS_URL: `${proxies.tokens.url}/.well-known/jwks.json`,
      ...environment,
    });
  let api: TestApi | undefined;
  const all = () => Object.values(proxies);
  const setFault = (of: readonly Dependency[], fault: TcpFault) => {
    for (const name of of) proxies[name].setFault(fault);
  };
  const sum = (figure: (proxy: TcpProxy) => number) =>
    all().reduce((total, proxy) => total + figure(proxy), 0);

  return {
    begin: async ({ of, fault }) => {
      if (of.includes('tokens')) {
        await api?.stop();
        setFault(['tokens'], fault);
        api = await startApi();
      }
      api ??= await startApi();
      setFault(of, fault);
    },
    heal: () => setFault(DEPENDENCIES, NO_FAULT),
    ask: () => {
      if (api === undefined) throw new Error('No case has begun.');
      return ask(api);
    },
    strikes: () => sum((proxy) => proxy.strikes()),
    waiting: () => sum((proxy) => proxy.waiting()),
    close: async () => {
      await api?.stop();
      await Promise.all(all().map((proxy) => proxy.close()));
    },
  };
}

async function ask({ url, token }: TestApi): Promise<TcpAnswer> {
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  const signal = AbortSignal.timeout(OPEN_AFTER_MS);
  try {
    const answer = await fetch(`${url}/omni-channel-insights`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ account_number: STORIED_CUSTOMER, contact_id: `tcp-${randomUUID()}` }),
      signal,
    });
    return { got: answer.status, text: await answer.text(), ms: took() };
  } catch {
    return { got: signal.aborted ? 'open' : 'broken', ms: took() };
  }
}
