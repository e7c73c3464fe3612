import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createStoreClients } from '../../lib/aws/store-clients.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import type { SummaryCache } from '../../lib/insights/ports.ts';
import { METRICS, type MetricName } from '../../lib/telemetry/metrics-catalogue.ts';
import { SAMPLE_REQUEST } from '../../local/ask-for-summary.ts';
import { BUCKET, TABLES } from '../../local/local-aws.ts';
import { writeRunFile } from '../../local/run-file.ts';
import { aRecord } from '../fixtures/domain.ts';
import { recordedLog } from '../fixtures/recorded-log.ts';
import { startTestApi, type TestApi } from '../integration/test-api.ts';
import { serverless } from './run-serverless.ts';

/** `sls invoke local` on a system that runs, as `npm start` leaves word of it. */

const directory = mkdtempSync(join(tmpdir(), 'omni-invoke-'));
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const { tokenIssuer, ...aws } = inject('aws');
  const { clientId, clientSecret } = inject('credentials');
  writeRunFile(join(directory, 'run.json'), {
    pid: process.pid,
    gateway: api.url,
    api: api.url,
    token: `${tokenIssuer}/oauth2/token`,
    desktop: 'http://127.0.0.1:1',
    docs: 'http://127.0.0.1:9/docs',
    client_id: clientId,
    client_secret: clientSecret,
    aws,
    tables: { ucdp: TABLES.ucdp, summary_cache: TABLES.summaryCache },
    bucket: BUCKET,
    processes: {},
  });
});
afterAll(async () => {
  await api.stop();
  rmSync(directory, { recursive: true, force: true });
});

const invoke = (name: string, options: readonly string[] = ['-p', `events/${name}.json`]) =>
  serverless(['invoke', 'local', '-f', name, ...options], { LOCAL_STATE_DIRECTORY: directory });

/** The function's answer: the last thing that is written, spread over lines. */
const answerIn = (stdout: string): unknown => JSON.parse(stdout.slice(stdout.lastIndexOf('\n{\n') + 1));
const linesIn = (output: string): Record<string, unknown>[] =>
  output.split('\n').flatMap((line) => (line.startsWith('{"') ? [JSON.parse(line)] : []));

describe('sls invoke local', () => {
  it('gives a contact flow the summary of its customer, with nothing of the customer in the logs', async () => {
    const { code, stdout, stderr } = await invoke('connect-trigger');

    expect(code).toBe(0);
    const answer = answerIn(stdout);
    expect(answer).toMatchObject({ status: 'ok', model_used: 'nova-lite' });
    const { unique_process_id: id } = answer as { unique_process_id: string };
    expect((await api.get(id)).body).toMatchObject({ contact_id: '4a573372-1f28-4e26-b97b-2f2a1a0c7e11' });
    const lines = linesIn(`${stdout}\n${stderr}`);
    expect(lines).toContainEqual(expect.objectContaining({ message: 'CONNECT_ANSWERED', status: 'ok' }));
    expect(JSON.stringify(lines)).not.toMatch(/2065550123|1234567890|dispute|credit/);
    expect(metricsIn(lines)).toEqual(['ConnectLatency', 'ConnectTriggers', 'ConnectTriggersFailed']);
  });

  it('brings into S3 what only DynamoDB has', async () => {
    const cache = cacheOfThisTest();
    const record = aRecord({ generatedAt: new Date(Date.now() - 120_000).toISOString() });
    const key = { uniqueProcessId: record.contact.uniqueProcessId, tenant: record.tenant };
    const signal = AbortSignal.timeout(30_000);
    await cache.put(record, '{"of":"this test"}', signal);

    const { code, stdout, stderr } = await invoke('sweep-outbox');

    expect(code).toBe(0);
    expect(answerIn(stdout)).toEqual({ redriven: expect.any(Number), failed: 0, complete: true });
    expect(await cache.findNewest(key, signal)).toMatchObject({
      body: '{"of":"this test"}',
      archived: true,
    });
    const metrics = metricsIn(linesIn(`${stdout}\n${stderr}`));
    expect(metrics).toEqual(['OutboxFailed', 'OutboxRedriven', 'Sweeps', 'SweepsIncomplete']);
  });

  it('keeps a click on the newest summary of its contact', async () => {
    const { body: summary } = await api.post(SAMPLE_REQUEST);

    const { code, stdout, stderr } = await invoke('feedback');

    expect(code).toBe(0);
    const answer = answerIn(stdout);
    expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining(summary.request_id) });
    const lines = linesIn(`${stdout}\n${stderr}`);
    expect(lines).toContainEqual(expect.objectContaining({ message: 'FEEDBACK_STORED' }));
    expect(metricsIn(lines)).toContain('FeedbackClicks');
    expect(JSON.stringify(lines)).not.toMatch(/1234567890|refunded/);
  });

  it('says in a sentence what to do when nothing runs here, and does not hang', async () => {
    const { code, stdout } = await serverless(['invoke', 'local', '-f', 'connect-trigger'], {
      LOCAL_STATE_DIRECTORY: join(directory, 'nowhere'),
    });

    expect(code).toBe(1);
    const said = 'Nothing runs here: run npm start in another terminal first, then invoke again.';
    expect(stdout).toBe(`Error:\n${said}\n`);
  });
});

/** SummaryCache, as a process sees it that has the local AWS for its AWS. */
function cacheOfThisTest(): SummaryCache {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: inject('aws').dynamodb,
  });
  const clients = createStoreClients({ region: 'us-east-1', s3Attempts: 1, capture: (client) => client });
  return summaryCache({
    client: clients.documents,
    tableName: TABLES.summaryCache,
    log: recordedLog(),
    addMetric: () => undefined,
    now: Date.now,
  });
}

/** The names of the metrics that are written, each with the unit that the catalogue has for it. */
function metricsIn(lines: readonly Record<string, unknown>[]): readonly string[] {
  const emitted = lines.flatMap((line) => {
    const { CloudWatchMetrics = [] } = (line._aws ?? {}) as {
      CloudWatchMetrics?: { Metrics: { Name: MetricName; Unit: string }[] }[];
    };
    return CloudWatchMetrics.flatMap(({ Metrics }) => Metrics);
  });
  for (const { Name, Unit } of emitted) expect(Unit).toBe(METRICS[Name].unit);
  return emitted.map(({ Name }) => Name).toSorted();
}
