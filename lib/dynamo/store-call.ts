import { OmniError } from '../domain/errors.ts';
import { faultName } from '../telemetry/fault-name.ts';
import type { Log } from '../telemetry/log-events.ts';
import type { AddMetric } from '../telemetry/metrics.ts';

export interface StoreObserver {
  readonly log: Log;
  readonly addMetric: AddMetric;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The error of the port for one of DynamoDB, logged and counted. */
export function storeFailure(
  { log, addMetric, now }: StoreObserver,
  { operation, startedAtMs, error }: { operation: string; startedAtMs: number; error: unknown },
): OmniError {
  log.error('STORE_FAILED', { store: 'ddb', operation, ms: now() - startedAtMs, fault: faultName(error) });
  addMetric('StoreFailures', 1, { store: 'ddb' });
  return new OmniError('store_failed', { retryable: true, cause: error });
}
