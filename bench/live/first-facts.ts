import { join } from 'node:path';
import { startLocalAws } from '../../local/local-aws.ts';
import { freePort } from '../../local/local-server.ts';
import { startApi } from '../../local/start-api.ts';
import { fetchToken, newCredentials, prepareTables } from '../../local/system.ts';
import type { LoadPlan } from './load.ts';
import { runLoad } from './run-load.ts';
import { summarizeOutcomes } from './summarize-outcomes.ts';

const CONTROL_IN_FLIGHT = 25;
const MEASURE_MS = 25_000;
const WARM_UP_REQUESTS = 300;
/** Who has the facts waits for the text, which takes so long; a client that did not would ask for more and more texts. */
const TEXT_MS = 2_000;

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
    const run = (plan: Omit<LoadPlan, 'apiUrls' | 'token'>) =>
      runLoad({ ...plan, apiUrls: [api.url], token }, join(directory, 'first-facts-load.log'));
    await run({ inFlight: 10, requests: WARM_UP_REQUESTS, callsBegin: 'facts-warm-up' });
    const rows = [];
    for (const inFlight of [10, 25, 50]) {
      const facts = { headers: { prefer: 'wait=0' }, pauseMs: TEXT_MS };
      const plan = { inFlight, forMs: MEASURE_MS, callsBegin: `facts-${inFlight}`, ...facts };
      rows.push({ prefer: 'wait=0', in_flight: inFlight, ...summarizeOutcomes(await run(plan)) });
    }
    const control = await run({
      inFlight: CONTROL_IN_FLIGHT,
      forMs: MEASURE_MS,
      callsBegin: 'facts-control',
    });
    rows.push({ prefer: null, in_flight: CONTROL_IN_FLIGHT, ...summarizeOutcomes(control) });
    await api.child.stop(10_000);
    return rows;
  } finally {
    await aws.stop();
  }
}
