import { type ContactRequest, chainKey } from '../domain/contact.ts';
import type { ReuseMark, SummaryRecord } from '../domain/summary-record.ts';
import { deadline, unlessAborted } from '../resilience/deadline.ts';
import type { Clock, FindReusable, ReusableRecord } from './ports.ts';

/** How long a text may be given to other requests after it was written. */
export const REUSE_MAX_AGE_MS = 5 * 60_000;

/** A record that was made for another request, and when its text was written. */
export interface ReusableText {
  readonly record: SummaryRecord;
  readonly archived: boolean;
  readonly reuse: ReuseMark;
}

/**
 * Begins to look for texts of the contact's chain, and gives the one that has the key, once that is known; `null` when
 * there is none. One of the same contact and process goes before the newest. Never rejects.
 */
export type FindReusableText = (
  contact: ContactRequest,
  signal: AbortSignal,
) => (key: string) => Promise<ReusableText | null>;

export interface FindReusableTextDependencies {
  readonly findReusable: FindReusable;
  /** Of a body as the cache has it. @throws anything for one that is no record of today */
  readonly decode: (body: string) => SummaryRecord;
  /** From the beginning: a store that does not answer must not cost the time of the models. */
  readonly timeoutMs: number;
  /** Told of what went wrong and after how many milliseconds; the summary is made afresh. */
  readonly onFailed: (error: unknown, ms: number) => void;
  readonly now: Clock;
}

export function findReusableText(dependencies: FindReusableTextDependencies): FindReusableText {
  const { findReusable, decode, timeoutMs, onFailed, now } = dependencies;

  return (contact, signal) => {
    const startedAtMs = now();
    const since = new Date(startedAtMs - REUSE_MAX_AGE_MS).toISOString();
    const failed = (error: unknown) => onFailed(error, now() - startedAtMs);
    const limited = deadline(signal, timeoutMs);
    const chain = { chainKey: chainKey(contact), since };
    const young = unlessAborted(findReusable(chain, limited), limited).then(
      (found) => found.filter(({ reuse }) => reuse.textMadeAt >= since),
      (error) => {
        failed(error);
        return [];
      },
    );
    return async (key) => {
      const ofKey = (await young).filter(({ reuse }) => reuse.key === key);
      const read = readAll(ofKey, failed);
      return read.find(({ record }) => isSameContact(record.contact, contact)) ?? read[0] ?? null;
    };
  };

  function readAll(
    found: readonly ReusableRecord[],
    failed: (error: unknown) => void,
  ): readonly ReusableText[] {
    return found.flatMap(({ body, ...rest }) => {
      try {
        return [{ ...rest, record: decode(body) }];
      } catch (error) {
        failed(error);
        return [];
      }
    });
  }
}

/** Whether an answer to one is an answer to the other as it stands, with the ids that it bears. */
export function isSameContact(one: ContactRequest, other: ContactRequest): boolean {
  return one.contactId === other.contactId && one.uniqueProcessId === other.uniqueProcessId;
}
