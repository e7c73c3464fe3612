import { join } from 'node:path';
import { startLocalAws } from '../../local/local-aws.ts';
import { freePort } from '../../local/local-server.ts';
import { startApi } from '../../local/start-api.ts';
import { fetchToken, newCredentials, prepareTables } from '../../local/system.ts';
import { runLoad } from './run-load.ts';
import { summarizeOutcomes } from './summarize-outcomes.ts';

const IN_FLIGHT = 50;
const REQUESTS = 1_000;
const WARM_UP_REQUESTS = 300;

/**
 * `Prefer: wait=0` on the full local stack, whose tables and models cost the machine more than the API does: how soon the
 * facts are there. The control waits for the text.
 */
export async function firstFacts(directory: string) {
  const credentials = newCredentials();
  const { clientSecret } = credentials;
  const aws = await startLocalAws({ stateDirectory: join(directory, 'stack'), clientSecret });
  try {
    await prepareTables(aws);
    const logFile = join(directory, 'first-facts.log');
    const environment = { RATE_LIMIT_PER_SECOND: '100000', RATE_LIMIT_BURST: '100000' };
    const api = await startApi({ aws, port: await freePort(), logFile, environment });
    const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
    const run = (inFlight: number, requests: number, headers: Readonly<Record<string, string>>) =>
      runLoad(
        {
          apiUrls: [api.url],
          token,
          inFlight,
          requests,
          headers,
          callsBegin: `facts-${Object.keys(headers).join()}-${inFlight}-${requests}`,
        },
        join(directory, 'first-facts-load.log'),
      );
    await run(10, WARM_UP_REQUESTS, {});
    const rows = [];
    for (const [inFlight, headers] of [
      [1, { prefer: 'wait=0' }],
      [10, { prefer: 'wait=0' }],
      [IN_FLIGHT, { prefer: 'wait=0' }],
      [IN_FLIGHT, {}],
    ] as const) {
      const requests = inFlight === 1 ? REQUESTS / 10 : REQUESTS;
      const figures = summarizeOutcomes(await run(inFlight, requests, headers));
      rows.push({ prefer: 'prefer' in headers ? 'wait=0' : null, in_flight: inFlight, ...figures });
    }
    await api.child.stop(10_000);
    return rows;
  } finally {
    await aws.stop();
  }
}
