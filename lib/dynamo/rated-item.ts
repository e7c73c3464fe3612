import { FEEDBACK_VALUES } from '../domain/feedback.ts';
import type { ConfirmedClick, RatedSummary } from '../feedback/ports.ts';
import type { Item } from './summary-item.ts';

/** What a click needs of an item, in the words of a projection: never the record itself. */
export const RATED_ATTRIBUTES = [
  'unique_process_id',
  'request_id',
  'generated_at',
  'expires_at',
  'tenant',
  'account_number',
  'contact_id',
  'sentence_count',
  'feedback_begun_id',
  'feedback_begun_at',
  'feedback_event_id',
  'feedback_timestamp',
  'feedback_fingerprint',
  'helpful_feedback',
].join(', ');

/** `null` for an item that is no summary of this product. */
export function toRatedSummary(item: Item): RatedSummary | null {
  const { unique_process_id: uniqueProcessId, request_id: requestId, generated_at: generatedAt } = item;
  const { account_number: accountNumber, contact_id: contactId } = item;
  if (typeof uniqueProcessId !== 'string' || typeof requestId !== 'string') return null;
  if (typeof generatedAt !== 'string' || typeof accountNumber !== 'string') return null;
  if (typeof contactId !== 'string') return null;
  return {
    identity: { uniqueProcessId, requestId, generatedAt },
    tenant: typeof item.tenant === 'string' ? item.tenant : null,
    accountNumber,
    contactId,
    sentenceCount: typeof item.sentence_count === 'number' ? item.sentence_count : null,
    begun: placeOf(item.feedback_begun_at, item.feedback_begun_id),
    confirmed: confirmedClick(item),
  };
}

function confirmedClick(item: Item): ConfirmedClick | null {
  const place = placeOf(item.feedback_timestamp, item.feedback_event_id);
  const feedback = FEEDBACK_VALUES.find((value) => value === item.helpful_feedback);
  const { feedback_fingerprint: fingerprint } = item;
  if (place === null || feedback === undefined || typeof fingerprint !== 'string') return null;
  return { ...place, feedback, fingerprint };
}

function placeOf(time: unknown, eventId: unknown) {
  return typeof time === 'string' && typeof eventId === 'string'
    ? { serverTimeMs: Date.parse(time), eventId }
    : null;
}
