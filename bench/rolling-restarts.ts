import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalAws } from '../local/local-aws.ts';
import { fetchToken, newCredentials, prepareTables } from '../local/system.ts';
import { summarizeRolling } from '../tests/chaos/rolling/rolling-result.ts';
import { type RollingOptions, rollUnderLoad } from '../tests/chaos/rolling/rolling-world.ts';
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

const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
const credentials = newCredentials();
const aws = await startLocalAws({
  stateDirectory: directory,
  clientSecret: credentials.clientSecret,
  modelLatencyMs: 0,
});
try {
  await prepareTables(aws);
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
} finally {
  await aws.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function measure(options: Pick<RollingOptions, 'restarts' | 'signal' | 'looks'>) {
  const startedAt = performance.now();
  const figures = await rollUnderLoad({
    ...options,
    aws,
    token: await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials),
    clients: Number(values['in-flight']),
    slowClients: Number(values.slow),
    slowBodyMs: SLOW_BODY_MS,
    modelMs: MODEL_MS,
  });
  return { seconds: Math.round((performance.now() - startedAt) / 1_000), ...summarizeRolling(figures) };
}
