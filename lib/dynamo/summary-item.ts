import { gunzipSync, gzipSync } from 'node:zlib';
import { chainKey } from '../domain/contact.ts';
import { OmniError } from '../domain/errors.ts';
import {
  identityOf,
  type RecordIdentity,
  type ReuseMark,
  SUMMARY_TTL_DAYS,
  type SummaryRecord,
} from '../domain/summary-record.ts';
import type { CachedRecord } from '../insights/ports.ts';

export type Item = Readonly<Record<string, unknown>>;

const DAY_SECONDS = 86_400;
/** Above this many bytes a record is kept compressed: an item may have 400 KB at most. */
const COMPRESS_ABOVE_BYTES = 100 * 1_024;

/** The key of a record in SummaryCache. */
export function keyOf({ uniqueProcessId, generatedAt, requestId }: RecordIdentity) {
  return { unique_process_id: uniqueProcessId, record_key: `record#${generatedAt}#${requestId}` };
}

/** The item of a record, still in the outbox. `body` is the record as the archive has it. */
export function toItem(record: SummaryRecord, body: string): Item {
  return {
    ...keyOf(identityOf(record)),
    request_id: record.requestId,
    chain_key: chainKey(record.contact),
    account_number: record.contact.accountNumber,
    contact_id: record.contact.contactId,
    generated_at: record.generatedAt,
    expires_at: Math.floor(Date.parse(record.generatedAt) / 1_000) + SUMMARY_TTL_DAYS * DAY_SECONDS,
    ...(record.tenant === null ? {} : { tenant: record.tenant }),
    ...(record.reuse === null ? {} : { reuse_key: record.reuse.key, text_made_at: record.reuse.textMadeAt }),
    sentence_count: record.summary.sentences.length,
    outbox: 'pending',
    ...(Buffer.byteLength(body) > COMPRESS_ABOVE_BYTES ? { record_gzip: gzipSync(body) } : { record: body }),
  };
}

/** How the record of an item may be reused; `null` when it may not. */
export function reuseOf({ reuse_key: key, text_made_at: textMadeAt }: Item): ReuseMark | null {
  return typeof key === 'string' && typeof textMadeAt === 'string' ? { key, textMadeAt } : null;
}

/** What has no time of its own has expired: DynamoDB deletes lazily, so every read asks. */
export function isExpired(item: Item, nowMs: number): boolean {
  return typeof item.expires_at !== 'number' || item.expires_at <= nowMs / 1_000;
}

/** @throws OmniError store_failed for an item that this product has not written */
export function toCached(item: Item): CachedRecord {
  if (typeof item.generated_at !== 'string') {
    throw new OmniError('store_failed', { details: 'An item of the table has no time.' });
  }
  return { body: bodyOf(item), archived: item.outbox === undefined, generatedAt: item.generated_at };
}

/** @throws OmniError store_failed for an item that this product has not written */
export function bodyOf(item: Item): string {
  if (typeof item.record === 'string') return item.record;
  if (item.record_gzip instanceof Uint8Array) return gunzipSync(item.record_gzip).toString('utf8');
  throw new OmniError('store_failed', { details: 'An item of the table has no record.' });
}
