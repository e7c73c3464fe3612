import type { Interaction } from '../domain/interaction.ts';
import { CHANNEL_CODES, INTENT_CODES } from './ucdp-codes.ts';

export type DecodedItem =
  | {
      readonly interaction: Interaction;
      /** Names of the members whose code the table does not know. */
      readonly unknownCodes: readonly ('channel' | 'intent')[];
      /** From the interaction to its arrival in the table; `null` where the item does not say. */
      readonly lagMs: number | null;
    }
  | { readonly malformed: MalformedReason };

export type MalformedReason = 'id_missing' | 'timestamp_invalid' | 'channel_missing' | 'text_invalid';

const WORD_OF_CHANNEL = wordsByCode(CHANNEL_CODES);
const WORD_OF_INTENT = wordsByCode(INTENT_CODES);

/**
 * One item of the UCDP table in our words. An item is malformed when it has no id, no instant, no channel, or a text
 * that is no text; anything else that is missing is absent. Nothing is cut here: only the redactor may, because half
 * of a secret is no longer seen as one.
 */
export function decodeInteraction(item: Readonly<Record<string, unknown>>): DecodedItem {
  const id = text(item.interaction_id) ?? text(item.interaction_key)?.replace(/^[^#]*#?/, '');
  if (!id) return { malformed: 'id_missing' };
  const at = instant(item.timestamp);
  if (at === null) return { malformed: 'timestamp_invalid' };
  const channel = text(item.channel);
  if (channel === null) return { malformed: 'channel_missing' };
  const note = noteOf(item);
  if (note === null) return { malformed: 'text_invalid' };

  const intent = text(item.intent) ?? 'misc';
  return {
    interaction: {
      id,
      at,
      channel: WORD_OF_CHANNEL.get(channel.toLowerCase()) ?? channel,
      intent: WORD_OF_INTENT.get(intent.toLowerCase()) ?? intent,
      disposition: text(item.disposition),
      resolved: typeof item.resolved === 'boolean' ? item.resolved : null,
      durationSeconds: typeof item.duration_s === 'number' ? item.duration_s : null,
      contactId: text(item.contact_id),
      initialContactId: text(item.initial_contact_id),
      text: note,
    },
    unknownCodes: [
      ...(WORD_OF_CHANNEL.has(channel.toLowerCase()) ? [] : (['channel'] as const)),
      ...(WORD_OF_INTENT.has(intent.toLowerCase()) ? [] : (['intent'] as const)),
    ],
    lagMs: lagOf(at, instant(item.replicated_at)),
  };
}

function lagOf(at: string, replicatedAt: string | null): number | null {
  return replicatedAt === null ? null : Math.max(0, Date.parse(replicatedAt) - Date.parse(at));
}

function wordsByCode(table: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([word, codes]) => codes.map((code) => [code, word] as const)),
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The first of both texts that says something; `null` when one of them is no text. */
function noteOf({
  notes = '',
  transcript_summary: transcript = '',
}: Readonly<Record<string, unknown>>): string | null {
  const texts = [notes ?? '', transcript ?? ''];
  if (!texts.every((value) => typeof value === 'string')) return null;
  return texts.map((value) => value.trim()).find((value) => value !== '') ?? '';
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** ISO 8601 with a date that exists and a time; UTC where it names no zone. Anything looser is a guess. */
function instant(value: unknown): string | null {
  const [whole, day, zone] = INSTANT.exec(typeof value === 'string' ? value : '') ?? [];
  if (whole === undefined || !existsInCalendar(day ?? '')) return null;
  const milliseconds = Date.parse(zone === undefined ? `${whole}Z` : whole);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/** `Date` takes 30 February for 2 March. */
function existsInCalendar(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
