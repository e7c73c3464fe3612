import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startLocalAws } from '../../local/local-aws.ts';
import { freePort } from '../../local/local-server.ts';
import { fetchToken, newCredentials, prepareTables } from '../../local/system.ts';
import { startChaosApi } from '../../tests/chaos/chaos-api.ts';
import { closedLoad, quantileMs } from '../canned/load.ts';

const IN_FLIGHT = [10, 25, 50];
const FOR_MS = 10_000;
const WARM_UP_MS = 4_000;

/** How soon there is something to read, on the whole local system: facts first, and, as the control, summaries. */
export async function firstFacts() {
  const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
  const credentials = newCredentials();
  const aws = await startLocalAws({ stateDirectory: directory, clientSecret: credentials.clientSecret });
  try {
    await prepareTables(aws);
    const port = await freePort();
    const main = pathToFileURL(join(import.meta.dirname, '../../fargate-api/main.ts'));
    const api = await startChaosApi({ aws, port, logFile: join(directory, 'api.log'), main });
    const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
    const measure = async (inFlight: number, prefer: string | null, forMs = FOR_MS) => {
      const seen = await closedLoad({
        url: `http://127.0.0.1:${port}`,
        token,
        inFlight,
        forMs,
        requestOf: (place) => ({
          body: { account_number: '1234567890', contact_id: `${prefer}-${inFlight}-${forMs}-${place}` },
          ...(prefer === null ? {} : { headers: { prefer } }),
        }),
      });
      const first = seen.filter(({ status }) => status === 200);
      return {
        in_flight: inFlight,
        prefer,
        requests: seen.length,
        answered_200: first.length,
        p50_ms: quantileMs(first, 0.5),
        p95_ms: quantileMs(first, 0.95),
      };
    };
    await measure(10, 'wait=0', WARM_UP_MS);
    const rows = [];
    for (const inFlight of IN_FLIGHT) rows.push(await measure(inFlight, 'wait=0'));
    const control = await measure(50, null);
    await api.stop(5_000);
    return { rows, control_without_prefer: control };
  } finally {
    await aws.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
