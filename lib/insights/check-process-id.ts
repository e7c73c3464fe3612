import type { ContactRequest } from '../domain/contact.ts';
import { OmniError } from '../domain/errors.ts';
import { deadline } from '../resilience/deadline.ts';
import type { SummaryCache } from './ports.ts';

export interface ProcessIdToCheck {
  readonly contact: ContactRequest;
  readonly tenant: string | null;
  /** Whether the caller sent the id; one that was derived is of this account and no other. */
  readonly idIsGiven: boolean;
}

/** @throws OmniError id_conflict when records of another account have the id */
export type CheckProcessId = (request: ProcessIdToCheck, signal: AbortSignal) => Promise<void>;

export interface CheckProcessIdDependencies {
  readonly cache: Pick<SummaryCache, 'isOfOtherAccount'>;
  /** A store that does not answer must not cost the time of the models. */
  readonly timeoutMs: number;
}

/**
 * Refuses an id that belongs to another account's records: under one id, an agent would read one customer's summary and
 * then another's. While the store cannot tell, the summary is worth more than the check.
 */
export function checkProcessId({ cache, timeoutMs }: CheckProcessIdDependencies): CheckProcessId {
  return async ({ contact, tenant, idIsGiven }, signal) => {
    if (!idIsGiven) return;
    const { uniqueProcessId, accountNumber } = contact;
    const key = { uniqueProcessId, tenant };
    const limited = deadline(signal, timeoutMs);
    const foreign = await cache.isOfOtherAccount(key, accountNumber, limited).catch(asFalse);
    if (foreign) {
      throw new OmniError('id_conflict', {
        details: 'This unique_process_id is of another account. Send a new one, or leave it out.',
      });
    }
  };
}

function asFalse(error: unknown): false {
  if (!(error instanceof OmniError)) throw error;
  return false;
}
