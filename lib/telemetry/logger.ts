import { createHmac } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from './log-events.ts';

/** What every log line of a request bears. The account is given whole and logged masked. */
interface RequestKeys {
  readonly requestId: string;
  readonly uniqueProcessId?: string;
  readonly contactId?: string;
  readonly accountNumber?: string;
  readonly clientId?: string;
}

export interface RequestLogger {
  readonly log: Log;
  /** Adds keys to all later lines of the request whose scope this is called in. */
  readonly nameRequest: (keys: RequestKeys) => void;
}

/**
 * @param accountHashKey secret of the keyed hash under which an account's lines can be found without its number
 */
export function createLogger({
  service,
  accountHashKey,
}: {
  service: string;
  accountHashKey: string;
}): RequestLogger {
  const powertools = new Logger({ serviceName: service });
  const accountKeys = (accountNumber: string) => ({
    account_last4: accountNumber.slice(-4),
    account_hash: createHmac('sha256', accountHashKey).update(accountNumber).digest('hex').slice(0, 16),
  });
  return {
    log: {
      info: (name, fields) => powertools.info(name, fields),
      warn: (name, fields) => powertools.warn(name, fields),
      error: (name, fields) => powertools.error(name, fields),
    },
    nameRequest: ({ requestId, uniqueProcessId, contactId, accountNumber, clientId }) =>
      powertools.appendKeys({
        request_id: requestId,
        unique_process_id: uniqueProcessId,
        contact_id: contactId,
        client_id: clientId,
        ...(accountNumber === undefined ? {} : accountKeys(accountNumber)),
      }),
  };
}
