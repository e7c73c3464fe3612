import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askForSummary, SAMPLE_REQUEST } from '../local/ask-for-summary.ts';
import { startLocalGateway } from '../local/gateway/start-local-gateway.ts';
import { startLocalAws } from '../local/local-aws.ts';
import { freePort } from '../local/local-server.ts';
import { printService } from '../local/serverless/print-service.ts';
import { startApi } from '../local/start-api.ts';
import { fetchToken, newCredentials, prepareTables } from '../local/system.ts';
import { childrenOf, cpuMsOf } from './process-cpu.ts';
import { median, writeResult } from './write-result.ts';

/**
 * `npm run bench:feedback` (Linux): the CPU that a click costs the function behind the local gateway, and how long the client
 * waits for it. One click at a time, as one container of Lambda has them.
 */

const SUMMARIES = 20;
const CLICKS = 1_000;

const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
const credentials = newCredentials();
const aws = await startLocalAws({
  stateDirectory: directory,
  clientSecret: credentials.clientSecret,
  modelLatencyMs: 5,
});
const api = await startApi({ aws, port: await freePort(), logFile: join(directory, 'api.log') });
try {
  await prepareTables(aws);
  const gateway = startLocalGateway({
    aws,
    apiUrl: api.url,
    credentials,
    port: await freePort(),
    printedService: await printService(join(directory, 'serverless')),
    stateDirectory: directory,
  });
  const url = await gateway.url;
  const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
  const requestIds: string[] = [];
  for (let index = 0; index < SUMMARIES; index += 1) {
    const request = { ...SAMPLE_REQUEST, contact_id: `bench-${index}` };
    requestIds.push((await askForSummary({ apiUrl: url, token, request })).body.request_id);
  }

  const click = async (index: number, feedback: string) => {
    const startedAt = performance.now();
    const answer = await fetch(`${url}/feedback`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ request_id: requestIds[index % SUMMARIES], feedback }),
    });
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.text();
    return performance.now() - startedAt;
  };
  const measure = async (feedbackOf: (index: number) => string) => {
    const pids = () => childrenOf(gateway.child.process.pid);
    const cpuOfFunction = () => pids().reduce((sum, pid) => sum + cpuMsOf(pid), 0);
    const before = { function: cpuOfFunction(), gateway: cpuMsOf(gateway.child.process.pid) };
    const wallMs: number[] = [];
    for (let index = 0; index < CLICKS; index += 1) wallMs.push(await click(index, feedbackOf(index)));
    return {
      clicks: CLICKS,
      function_cpu_ms_per_click: round((cpuOfFunction() - before.function) / CLICKS),
      gateway_cpu_ms_per_click: round((cpuMsOf(gateway.child.process.pid) - before.gateway) / CLICKS),
      wall_ms: { p50: round(median(wallMs)), p95: round(percentile(wallMs, 0.95)) },
    };
  };
  const alternate = (index: number) => (Math.floor(index / SUMMARIES) % 2 === 0 ? 'helpful' : 'not_helpful');
  // The first ones load and compile the function.
  for (let index = 0; index < 200; index += 1) await click(index, alternate(index));
  writeResult('feedback', {
    what: 'a click through the local gateway: CPU of the function and of the gateway, wait of the client; local stand-ins',
    command: 'npm run bench:feedback',
    new_clicks: await measure(alternate),
    repeated_clicks: await measure(() => 'not_helpful'),
  });
  await gateway.child.stop(3_000);
} finally {
  await api.child.stop(5_000);
  await aws.stop();
  rmSync(directory, { recursive: true, force: true });
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
