import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type AwsClients, createAwsClients } from '../lib/aws/clients.ts';
import { readInteractionHistory } from '../lib/dynamo/interaction-history.ts';
import { nameInTable } from '../lib/dynamo/ucdp-attributes.ts';
import { SAMPLE_REQUEST } from '../local/ask-for-summary.ts';
import { startLocalAws, TABLES } from '../local/local-aws.ts';
import { freePort } from '../local/local-server.ts';
import { apiEnvironment, startApi } from '../local/start-api.ts';
import { fetchToken, newCredentials, prepareTables } from '../local/system.ts';
import { cpuMsOf } from './process-cpu.ts';
import { median, writeResult } from './write-result.ts';

/**
 * `npm run bench:hot-path` (Linux): reading a history of 10 to 200 interactions over 3 months, and the CPU that the API
 * spends on one request. The model answers in 5 ms, so that what is measured is ours.
 */

const SIZES = [10, 50, 100, 200];
const READS = 60;
const REQUESTS = 1_500;
const CONCURRENT = 20;
const DAYS_90_MS = 90 * 86_400_000;

const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
const credentials = newCredentials();
const aws = await startLocalAws({
  stateDirectory: directory,
  clientSecret: credentials.clientSecret,
  modelLatencyMs: 5,
});
try {
  await prepareTables(aws);
  Object.assign(process.env, apiEnvironment(aws));
  const clients = createAwsClients({ region: 'us-east-1', maxSockets: 50 });
  const history = [];
  for (const interactions of SIZES) history.push(await readHistories(clients, interactions));
  clients.destroy();
  writeResult('hot-path', {
    what: 'reading a history (wall and CPU of the client, median), and CPU of the API for one request; local stand-ins',
    command: 'npm run bench:hot-path',
    history,
    request: await cpuOfRequests(),
  });
} finally {
  await aws.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function readHistories({ documents, ucdp }: AwsClients, interactions: number) {
  const accountNumber = `30000${interactions}`;
  const nowMs = Date.now();
  const items = Array.from({ length: interactions }, (_, index) => {
    const timestamp = new Date(nowMs - ((index + 0.5) * DAYS_90_MS) / interactions).toISOString();
    return {
      account_number: accountNumber,
      interaction_key: `${timestamp}#int-${index}`,
      timestamp,
      channel: 'ivr',
      intent: 'B-102',
      notes: `Customer asked about a charge of $${index} on the bill. `.repeat(8),
    };
  });
  for (let start = 0; start < items.length; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLES.ucdp]: puts } }));
  }
  const read = readInteractionHistory({
    client: ucdp,
    tableName: TABLES.ucdp,
    nameInTable: nameInTable(),
    timeoutMs: 10_000,
    tryTimeoutMs: 5_000,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    addMetric: () => undefined,
    now: Date.now,
  });
  const window = { from: new Date(nowMs - DAYS_90_MS).toISOString(), to: new Date(nowMs).toISOString() };
  const wallMs: number[] = [];
  const cpuMs: number[] = [];
  for (let index = 0; index < READS; index += 1) {
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    const { interactions: found } = await read(
      { accountNumber, window, channels: null, tenant: null },
      new AbortController().signal,
    );
    const { user, system } = process.cpuUsage(cpuBefore);
    wallMs.push(performance.now() - startedAt);
    cpuMs.push((user + system) / 1_000);
    if (found.length !== interactions) throw new Error(`Found ${found.length} of ${interactions}.`);
  }
  return { interactions, wall_ms: round(median(wallMs)), cpu_ms: round(median(cpuMs)) };
}

async function cpuOfRequests() {
  const environment = { RATE_LIMIT_PER_SECOND: '100000', RATE_LIMIT_BURST: '100000' };
  const logFile = join(directory, 'api.log');
  const api = await startApi({ aws, port: await freePort(), logFile, environment });
  const token = await fetchToken(`${aws.tokenIssuer}/oauth2/token`, credentials);
  const ask = async (call: string) => {
    const contact = { initial_contact_id: call, contact_id: `${call}-second` };
    const answer = await fetch(`${api.url}/omni-channel-insights`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...SAMPLE_REQUEST, ...contact }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    await answer.text();
  };
  const cpuOf = async (requests: number, callOf: (place: number) => string) => {
    const before = cpuMsOf(api.child.process.pid);
    for (let sent = 0; sent < requests; sent += CONCURRENT) {
      await Promise.all(Array.from({ length: CONCURRENT }, (_, place) => ask(callOf(sent + place))));
    }
    return round((cpuMsOf(api.child.process.pid) - before) / requests);
  };
  await cpuOf(REQUESTS / 5, (place) => `warm-up-${place}`);
  // Each in a call of its own, so that no text can be reused for it; then each of those once more.
  const fresh = await cpuOf(REQUESTS, (place) => `bench-${place}`);
  const reused = await cpuOf(REQUESTS, (place) => `bench-${place}`);
  await api.child.stop(5_000);
  return {
    requests: REQUESTS,
    concurrent: CONCURRENT,
    cpu_ms_per_request: fresh,
    cpu_ms_per_reused_request: reused,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
