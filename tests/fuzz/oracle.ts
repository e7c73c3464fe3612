import { isUtf8 } from 'node:buffer';
import type { ContactRequest } from '../../lib/domain/contact.ts';
import type { GeneratedRequest } from './generated-request.ts';
import { type Json, type JsonObject, readStrictJson } from './strict-json.ts';

/**
 * What the contract says about a request, written down a second time from the contract and from what the API tells its
 * callers to send, without a schema. `statuses` are those that it may be refused with; none when it must be taken.
 */
export interface Verdict {
  readonly statuses: readonly number[];
  /** What must reach the summary; the process id is null when the API has to derive it. */
  readonly contact: ExpectedContact | null;
}

export type ExpectedContact = Omit<ContactRequest, 'uniqueProcessId'> & {
  readonly uniqueProcessId: string | null;
};

const MOST_BYTES = 32_768;
const CHANNELS = ['ivr', 'agent', 'chat', 'email', 'sms', 'web', 'mobile', 'social'] as const;
const MEMBERS = [
  'unique_process_id',
  'account_number',
  'initial_contact_id',
  'contact_id',
  'ivr_intent',
  'max_history_days',
  'max_interactions',
  'channel_filter',
  'current_interaction',
  'language',
  'agent_key',
];

export function judge({ body, contentType, contentEncoding }: GeneratedRequest): Verdict {
  const contact = contactOf(body);
  const statuses = [
    ...(contact === null ? [400] : []),
    ...(body.length > MOST_BYTES ? [413] : []),
    ...(mediaTypeOf(contentType) === 'application/json' && contentEncoding === null ? [] : [415]),
  ];
  return { statuses, contact: statuses.length === 0 ? contact : null };
}

/** Parameters mean nothing: RFC 8259 knows no charset, the body is UTF-8 whatever they say. */
function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

function contactOf(body: Buffer): ExpectedContact | null {
  try {
    return isUtf8(body) ? toContact(readStrictJson(body.toString('utf8').replace(/^\uFEFF/, ''))) : null;
  } catch (error) {
    if (error instanceof Refusal || error instanceof SyntaxError) return null;
    throw error;
  }
}

class Refusal extends Error {}

function toContact(value: Json): ExpectedContact {
  const body = objectOf(value, MEMBERS);
  return {
    uniqueProcessId: optional(body.get('unique_process_id'), id, null),
    accountNumber: accountNumber(body.get('account_number')),
    contactId: id(body.get('contact_id')),
    initialContactId: optional(body.get('initial_contact_id'), id, null),
    ivrIntent: optional(body.get('ivr_intent'), intent, 'misc'),
    maxHistoryDays: optional(body.get('max_history_days'), wholeNumberTo(365), 90),
    maxInteractions: optional(body.get('max_interactions'), wholeNumberTo(100), 10),
    channelFilter: optional(body.get('channel_filter'), channels, null),
    language: optional(body.get('language'), language, 'en'),
    agentKey: optional(body.get('agent_key'), id, null),
    currentInteraction: optional(body.get('current_interaction'), turn, null),
  };
}

type Value = Json | undefined;

/** Only a member that is not there has its default: null is a value, and a wrong one. */
function optional<Found, Standard>(
  value: Value,
  read: (value: Value) => Found,
  standard: Standard,
): Found | Standard {
  return value === undefined ? standard : read(value);
}

function objectOf(value: Value, members: readonly string[]): JsonObject {
  if (!(value instanceof Map)) throw new Refusal('no object');
  if ([...value.keys()].some((name) => !members.includes(name))) throw new Refusal('unknown member');
  return value;
}

function id(value: Value): string {
  return textOf(value, { characters: idCharacter, least: 1, most: 128 });
}

function accountNumber(value: Value): string {
  return textOf(value, { characters: letterOrDigit, least: 4, most: 20 });
}

function intent(value: Value): string {
  const allowed = (character: string) => /[\p{L}\p{N}]/u.test(character) || ' ._:/-'.includes(character);
  return textOf(value, { characters: allowed, least: 1, most: 64 });
}

function language(value: Value): string {
  const tag = textOf(value, { characters: (c) => letterOrDigit(c) || c === '-', least: 2, most: 35 });
  const [primary = '', ...rest] = tag.split('-');
  if (!/^[A-Za-z]+$/.test(primary) || primary.length < 2 || primary.length > 3) throw new Refusal('language');
  if (rest.length > 3 || rest.some((part) => part.length < 2 || part.length > 8))
    throw new Refusal('language');
  return tag;
}

function turn(value: Value): ExpectedContact['currentInteraction'] {
  const members = objectOf(value, ['channel', 'intent', 'text']);
  return {
    channel: channel(members.get('channel')),
    intent: intent(members.get('intent')),
    text: textOf(members.get('text'), { characters: () => true, least: 0, most: 8_000 }),
  };
}

function channels(value: Value): readonly (typeof CHANNELS)[number][] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 8) throw new Refusal('channels');
  return value.map(channel);
}

function channel(value: Value): (typeof CHANNELS)[number] {
  return CHANNELS.find((name) => name === value) ?? refuse('channel');
}

function wholeNumberTo(highest: number): (value: Value) => number {
  return (value) =>
    typeof value === 'number' && value >= 1 && value <= highest && value % 1 === 0 ? value : refuse('number');
}

/** Counted in characters as people count them: one outside the first plane of Unicode is one, not two. */
function textOf(
  value: Value,
  { characters, least, most }: { characters: (one: string) => boolean; least: number; most: number },
): string {
  if (typeof value !== 'string') throw new Refusal('no text');
  const all = [...value];
  if (all.length < least || all.length > most || !all.every(characters)) throw new Refusal('text');
  return value;
}

function idCharacter(character: string): boolean {
  return letterOrDigit(character) || '._:-'.includes(character);
}

function letterOrDigit(character: string): boolean {
  return (
    (character >= 'a' && character <= 'z' && character.length === 1) ||
    (character >= 'A' && character <= 'Z' && character.length === 1) ||
    (character >= '0' && character <= '9' && character.length === 1)
  );
}

function refuse(what: string): never {
  throw new Refusal(what);
}
