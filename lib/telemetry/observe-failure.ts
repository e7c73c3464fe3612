import type { OmniError } from '../domain/errors.ts';
import { faultFrames, faultName } from './fault-name.ts';
import type { Log } from './log-events.ts';
import type { AddMetric } from './metrics.ts';

export interface FailureObserver {
  readonly log: Log;
  readonly addMetric: AddMetric;
}

interface ObservedFailure {
  readonly failure: OmniError;
  /** Of HTTP. */
  readonly status: number;
  readonly client: string | undefined;
}

/** What a request that failed says in logs and metrics: by code, never by message. */
export function observeFailure(
  { log, addMetric }: FailureObserver,
  { failure, status, client }: ObservedFailure,
): void {
  const { code, cause = failure } = failure;
  if (status === 403) addMetric('AuthorizationDenied', 1, { client: client ?? 'unknown' });
  if (status >= 500) log.error('REQUEST_FAILED', { code, fault: faultName(cause), at: faultFrames(cause) });
  else if (status === 401) log.warn('AUTH_REJECTED', { code, fault: faultName(cause) });
  else if (status === 403) log.warn('AUTHZ_DENIED', { code });
  else log.info('REQUEST_REJECTED', { code, members: failure.faults.map(({ path }) => path) });
}
