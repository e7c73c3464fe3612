import { createHmac } from 'node:crypto';
import type { Channel } from './interaction.ts';

/** What a caller asks for when a customer enters a queue. Defaults are already filled in. */
export interface ContactRequest {
  readonly uniqueProcessId: string;
  readonly accountNumber: string;
  readonly contactId: string;
  readonly initialContactId: string | null;
  readonly ivrIntent: string;
  readonly maxHistoryDays: number;
  readonly maxInteractions: number;
  /** `null` is every channel. */
  readonly channelFilter: readonly Channel[] | null;
  /** BCP 47 tag of the summary's language. */
  readonly language: string;
  readonly agentKey: string | null;
  readonly currentInteraction: CurrentInteraction | null;
}

/** The turn that just ended and has not reached the replicated table yet. */
export interface CurrentInteraction {
  readonly channel: Channel;
  readonly intent: string;
  readonly text: string;
}

interface ChainOf {
  readonly accountNumber: string;
  readonly contactId: string;
  readonly initialContactId: string | null;
}

/** The account and the chain of contacts that agent transfers keep together, as one key. */
export function chainKey({ accountNumber, contactId, initialContactId }: ChainOf): string {
  return `${accountNumber}#${initialContactId ?? contactId}`;
}

/**
 * The id of a request that brings none: the same for the same account, chain and tenant. 36 characters.
 * Keyed, because the id stands in logs and in keys of objects, where the account's number must not be worked out from it.
 */
export function deriveUniqueProcessId(contact: ChainOf, { tenant, key }: DerivationOptions): string {
  const hash = createHmac('sha256', key)
    .update(`${tenant ?? ''}#${chainKey(contact)}`)
    .digest('hex');
  return `upi-${hash.slice(0, 32)}`;
}

interface DerivationOptions {
  readonly tenant: string | null;
  /** A secret that stays the same for as long as records are kept. */
  readonly key: string;
}
