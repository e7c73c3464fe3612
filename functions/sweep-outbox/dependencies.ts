import { createStoreClients } from '../../lib/aws/store-clients.ts';
import { summaryOutbox } from '../../lib/dynamo/outbox.ts';
import { summaryCache } from '../../lib/dynamo/summary-cache.ts';
import { sweepOutbox } from '../../lib/insights/sweep-outbox.ts';
import { redact } from '../../lib/privacy/redact.ts';
import { summaryArchive } from '../../lib/s3/summary-archive.ts';
import { createLambdaTelemetry, type LambdaTelemetry } from '../../lib/telemetry/lambda-telemetry.ts';
import type { SweepOutboxConfig } from './config.ts';
import { type RunSweep, runSweep } from './run-sweep.ts';

export interface OutboxSweep {
  readonly run: RunSweep;
  readonly telemetry: LambdaTelemetry;
}

/** Younger records' own requests are still at it: an answer waits 100 ms for the archive, which has 2 s in all. */
const OLDER_THAN_MS = 60_000;
const RECORD_TIMEOUT_MS = 5_000;
/** One record's time, and a second to say how it went. */
const RESERVE_MS = RECORD_TIMEOUT_MS + 1_000;

/** The one place where the function's parts are put together. */
export function createOutboxSweep(config: SweepOutboxConfig): OutboxSweep {
  const { service, accountHashKey, region, cacheTable: tableName, bucket: bucketName } = config;
  const now = Date.now;
  const telemetry = createLambdaTelemetry({ service, accountHashKey, redact });
  const { log, addMetric, capture } = telemetry;
  const clients = createStoreClients({ region, s3Attempts: 2, capture });
  const observer = { log, addMetric, now };
  const table = { client: clients.documents, tableName };
  const sweep = sweepOutbox({
    outbox: summaryOutbox({ ...table, log }),
    cache: summaryCache({ ...table, ...observer }),
    archive: summaryArchive({ client: clients.s3, bucketName, ...observer }),
    olderThanMs: OLDER_THAN_MS,
    recordTimeoutMs: RECORD_TIMEOUT_MS,
    now,
    onSwept: ({ requestId }, outcome) => {
      if (outcome === 'failed') log.error('OUTBOX_RECORD_FAILED', { record: requestId });
    },
  });
  return { run: runSweep({ sweep, reserveMs: RESERVE_MS, ...observer }), telemetry };
}
