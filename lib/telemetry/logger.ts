import { createHmac } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from './log-events.ts';

/** What every log line of a request bears. The account is given whole and logged masked. */
interface RequestKeys {
  /** Of the summary's request. */
  readonly requestId?: string;
  readonly traceId?: string;
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

/** With the instance of Powertools, for its middleware of functions. */
export interface PowertoolsLogger extends RequestLogger {
  readonly powertools: Logger;
}

/** UUIDs, and the ids that we derive: their digits mean nothing. */
const MADE_BY_MACHINES = /^(?:upi-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
/** May be an account's, also where the account is not known yet. */
const LONG_NUMBER = /\d{7}/;

interface LoggerOptions {
  readonly service: string;
  readonly accountHashKey: string;
  /** Takes personal data out of a text. */
  readonly redact: (text: string) => string;
}

/**
 * @param accountHashKey secret of the keyed hash under which an account's lines can be found without its number
 */
export function createLogger({ service, accountHashKey, redact }: LoggerOptions): PowertoolsLogger {
  const powertools = new Logger({ serviceName: service });
  const hash = (text: string) => createHmac('sha256', accountHashKey).update(text).digest('hex').slice(0, 16);
  const accountKeys = (accountNumber: string) => ({
    account_last4: accountNumber.slice(-4),
    account_hash: hash(accountNumber),
  });
  /** Callers make up ids, and some make them of the account, a card or a phone number: such an id is logged hashed. */
  const safeId = (id: string | undefined, accountNumber?: string) => {
    if (id === undefined || MADE_BY_MACHINES.test(id)) return id;
    const tells = (accountNumber && id.includes(accountNumber)) || LONG_NUMBER.test(id) || redact(id) !== id;
    return tells ? `hash:${hash(id)}` : id;
  };
  return {
    powertools,
    log: {
      info: (name, fields) => powertools.info(name, fields),
      warn: (name, fields) => powertools.warn(name, fields),
      error: (name, fields) => powertools.error(name, fields),
    },
    nameRequest: ({ requestId, traceId, uniqueProcessId, contactId, accountNumber, clientId }) =>
      powertools.appendKeys({
        request_id: requestId,
        unique_process_id: safeId(uniqueProcessId, accountNumber),
        contact_id: safeId(contactId, accountNumber),
        client_id: clientId,
        trace_id: traceId,
        ...(accountNumber === undefined ? {} : accountKeys(accountNumber)),
      }),
  };
}
