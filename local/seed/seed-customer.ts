import type { z } from 'zod';
import type { insightsRequestSchema } from '../../lib/contract/insights-request.ts';
import { CHANNEL_CODES } from '../../lib/dynamo/ucdp-codes.ts';

/** The body of POST /omni-channel-insights that shows the customer's situation. */
export type SeedRequest = z.input<typeof insightsRequestSchema>;

/** A raw item of the UCDP table, as the replica holds it: nothing about it is certain but its keys. */
export type UcdpItem = Record<string, unknown>;

export interface SeedCustomer {
  /** One plain sentence. */
  readonly situation: string;
  readonly accountNumber: string;
  readonly request: SeedRequest;
  /** Oldest first. */
  readonly items: UcdpItem[];
}

interface Touch {
  readonly ago: string;
  readonly channel: string;
  readonly intent: string;
  readonly disposition: string;
  readonly resolved: boolean | undefined;
  readonly textAttribute: 'notes' | 'transcript_summary';
  readonly text: string;
}

/** The touches of one contact. Without an id it gets one; without an initial contact it is the first of its chain. */
export type SeedContact =
  | Touch
  | readonly Touch[]
  | { readonly id: string; readonly initial?: string; readonly touches: readonly Touch[] };

/** A customer as the files of this folder tell it, in times before a moment that is not known yet. */
export interface CustomerSketch {
  readonly accountNumber: string;
  readonly situation: string;
  readonly request: Omit<SeedRequest, 'account_number'>;
  readonly contacts: readonly SeedContact[];
  /** What spoils the items, oldest first; items past the end stay sound. */
  readonly faults?: readonly ((item: UcdpItem) => UcdpItem)[];
}

const SELF_SERVICE_CODES = [...CHANNEL_CODES.ivr, ...CHANNEL_CODES.web, ...CHANNEL_CODES.mobile];
const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
const RESOLVED: Readonly<Record<string, boolean | undefined>> = { open: false, done: true, '-': undefined };

/**
 * One interaction on one line: `ago | channel | intent | disposition | open, done or - | text`.
 * `ago` is the time from its end to now, such as `28h17m12s`; `-` leaves `resolved` out of the item.
 */
export function note(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Touch {
  return parseTouch('notes', String.raw({ raw: strings }, ...values));
}

/** As `note`, with the text in `transcript_summary`. */
export function transcript(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Touch {
  return parseTouch('transcript_summary', String.raw({ raw: strings }, ...values));
}

function parseTouch(textAttribute: Touch['textAttribute'], line: string): Touch {
  const [ago = '', channel = '', intent = '', disposition = '', state = '', ...text] = line.split(' | ');
  if (text.length === 0 || !(state in RESOLVED) || !/^(\d+[dhms])+$/.test(ago)) {
    throw new Error(`Not "ago | channel | intent | disposition | open, done or - | text": ${line}`);
  }
  return {
    ago,
    channel,
    intent,
    disposition,
    resolved: RESOLVED[state],
    textAttribute,
    text: text.join(' | '),
  };
}

export function seedCustomer(sketch: CustomerSketch, now: Date): SeedCustomer {
  const { accountNumber, situation, request, contacts, faults = [] } = sketch;
  const items = contacts
    .flatMap((contact, index) => {
      const ownId = `cnt-${accountNumber}-${String(index + 1).padStart(2, '0')}`;
      const { id, initial = id, touches } = namedContact(contact, ownId);
      return touches.map((touch) => ({ id, initial, touch, timestamp: timestampOf(touch, now) }));
    })
    .sort((left, right) => left.timestamp.localeCompare(right.timestamp))
    .map(({ id, initial, touch, timestamp }, index) => {
      const interactionId = `int-${accountNumber}-${String(index + 1).padStart(3, '0')}`;
      const selfService = SELF_SERVICE_CODES.includes(touch.channel.toLowerCase());
      return {
        account_number: accountNumber,
        interaction_key: `${timestamp}#${interactionId}`,
        interaction_id: interactionId,
        channel: touch.channel,
        timestamp,
        intent: touch.intent,
        disposition: touch.disposition,
        ...(selfService ? {} : { agent_id: agentIdOf(id) }),
        [touch.textAttribute]: touch.text,
        duration_s: 20 + touch.text.length,
        contact_id: id,
        initial_contact_id: initial,
        business_unit: 'consumer',
        ...(touch.resolved === undefined ? {} : { resolved: touch.resolved }),
      };
    })
    .map((item: UcdpItem, index) => faults[index]?.(item) ?? item);
  return { situation, accountNumber, request: { account_number: accountNumber, ...request }, items };
}

function namedContact(contact: SeedContact, ownId: string) {
  if ('touches' in contact) return contact;
  return { id: ownId, touches: 'ago' in contact ? [contact] : contact };
}

function timestampOf(touch: Touch, now: Date): string {
  const parts = [...touch.ago.matchAll(/(\d+)([dhms])/g)];
  const agoMs = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0);
  return new Date(now.getTime() - agoMs).toISOString();
}

/** The same person for all of a contact: an agent-to-agent transfer makes a new contact id. */
function agentIdOf(contactId: string): string {
  const sum = [...contactId].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  return `agt-${100 + (sum % 900)}`;
}
