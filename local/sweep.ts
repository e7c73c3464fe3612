import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createAwsClients } from '../lib/aws/clients.ts';
import { summaryOutbox } from '../lib/dynamo/outbox.ts';
import { summaryCache } from '../lib/dynamo/summary-cache.ts';
import { sweepOutbox } from '../lib/insights/sweep-outbox.ts';
import { summaryArchive } from '../lib/s3/summary-archive.ts';
import type { Log } from '../lib/telemetry/log-events.ts';
import { findRunningSystem } from './run-file.ts';

/** `npm run sweep`: brings into S3 what only DynamoDB has, on the running local system. In AWS a function does it every minute. */

const STATE_DIRECTORY =
  process.env.LOCAL_STATE_DIRECTORY ?? fileURLToPath(new URL('../.local', import.meta.url));
const TIMEOUT_MS = 60_000;
const RECORD_TIMEOUT_MS = 5_000;

const { values } = parseArgs({ options: { 'older-than-seconds': { type: 'string', default: '60' } } });
const olderThanMs = Number(values['older-than-seconds']) * 1_000;
const system = await findRunningSystem(`${STATE_DIRECTORY}/run.json`);

if (!Number.isFinite(olderThanMs) || olderThanMs < 0) {
  process.stderr.write('Give a number of seconds: npm run sweep -- --older-than-seconds 60\n');
  process.exitCode = 2;
} else if (system === null) {
  process.stderr.write(
    'Nothing runs here. Start the system with npm start, then sweep in a second terminal.\n',
  );
  process.exitCode = 1;
} else {
  const { dynamodb, s3 } = system.aws;
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_S3: s3,
  });
  const clients = createAwsClients({ region: 'us-east-1', maxSockets: 10 });
  const faults: string[] = [];
  const log: Log = {
    info: () => {},
    warn: () => {},
    error: (_name, fields) => faults.push(JSON.stringify(fields)),
  };
  const common = { log, addMetric: () => undefined, now: Date.now };
  const table = { client: clients.documents, tableName: system.tables.summary_cache };
  const sweep = sweepOutbox({
    outbox: summaryOutbox({ ...table, ...common }),
    cache: summaryCache({ ...table, ...common }),
    archive: summaryArchive({ client: clients.s3, bucketName: system.bucket, ...common }),
    olderThanMs,
    recordTimeoutMs: RECORD_TIMEOUT_MS,
    now: Date.now,
    onSwept: ({ uniqueProcessId, requestId }, outcome) =>
      process.stdout.write(`${outcome.padEnd(9)} ${uniqueProcessId} ${requestId}\n`),
  });
  const { redriven, failed, complete } = await sweep(AbortSignal.timeout(TIMEOUT_MS));
  clients.destroy();
  process.stdout.write(
    `${redriven} brought into S3, ${failed} failed${complete ? '' : '; stopped before the end, run it again later'}.\n`,
  );
  for (const fault of new Set(faults)) process.stderr.write(`${fault}\n`);
  if (failed > 0 || !complete) process.exitCode = 1;
}
