import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalAws } from '../local/local-aws.ts';
import { fetchToken, newCredentials, prepareTables } from '../local/system.ts';
import { summarizeRolling } from '../tests/chaos/rolling/rolling-result.ts';
import {
  type RollingFigures,
  type RollingOptions,
  rollUnderLoad,
} from '../tests/chaos/rolling/rolling-world.ts';
import { writeResult } from './write-result.ts';

/**
 * `npm run bench:rolling -- --restarts 50`: tasks are replaced one by one under 500 requests in flight and 50 slow senders,
 * behind a balancer that looks at `/readyz` and never tries again; then a few times as it must not be done. Models take ten to
 * twelve seconds, so that 500 in flight are about 45 requests a second, which a small machine can serve.
 */

const { values } = parseArgs({
  options: {
    restarts: { type: 'string', default: '50' },
    'in-flight': { type: 'string', default: '500' },
    slow: { type: 'string', default: '50' },
  },
});
const CONTROL_RESTARTS = 2;
const MODEL_MS = 10_000;
/** Below the 5 s in which a request has to arrive. */
const SLOW_BODY_MS = 3_000;
/** The API's own. */
const DRAIN_DELAY_MS = 8_000;

/** The stand-in for DynamoDB becomes slow with tens of thousands of records, so each 25 restarts have one of their own. */
const RESTARTS_IN_A_ROW = 25;

writeResult('rolling-restarts', {
  what: 'rolling restarts under load behind a balancer that never tries again; local stand-ins, all on one machine',
  command: `npm run bench:rolling -- --restarts ${values.restarts} --in-flight ${values['in-flight']} --slow ${values.slow}`,
  model_ms: [MODEL_MS, 1.2 * MODEL_MS],
  slow_body_ms: SLOW_BODY_MS,
  as_it_is_done: await measure({ restarts: Number(values.restarts), signal: 'SIGTERM', looks: true }),
  control_balancer_does_not_look_at_readyz: await measure({
    restarts: CONTROL_RESTARTS,
    signal: 'SIGTERM',
    looks: false,
  }),
  control_tasks_are_killed: await measure({ restarts: CONTROL_RESTARTS, signal: 'SIGKILL', looks: true }),
});

type Way = Pick<RollingOptions, 'restarts' | 'signal' | 'looks'>;

async function measure({ restarts, ...way }: Way) {
  const startedAt = performance.now();
  const runs: RollingFigures[] = [];
  for (let left = restarts; left > 0; left -= RESTARTS_IN_A_ROW) {
    runs.push(await roll({ restarts: Math.min(left, RESTARTS_IN_A_ROW), ...way }));
  }
  return { seconds: Math.round((performance.now() - startedAt) / 1_000), ...summarizeRolling(runs) };
}

async function roll(way: Way): Promise<RollingFigures> {
  const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
  const credentials = newCredentials();
  const { clientSecret } = credentials;
  const aws = await startLocalAws({ stateDirectory: directory, clientSecret, modelLatencyMs: 0 });
  try {
    await prepareTables(aws);
    const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
    const clients = Number(values['in-flight']);
    const slowClients = Number(values.slow);
    const common = { aws, token, clients, slowClients, slowBodyMs: SLOW_BODY_MS };
    const figures = await rollUnderLoad({
      ...common,
      ...way,
      modelMs: MODEL_MS,
      drainDelayMs: DRAIN_DELAY_MS,
    });
    process.stderr.write(`${JSON.stringify(figures)}\n`);
    return figures;
  } finally {
    await aws.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
