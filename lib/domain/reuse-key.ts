import { createHash } from 'node:crypto';
import { type ContactRequest, chainKey } from './contact.ts';
import type { Interaction } from './interaction.ts';
import type { HistoryWindow } from './summary-record.ts';

/** What decides whether a text that was written for one request is true for another. */
export interface ReuseInput {
  readonly tenant: string | null;
  /** Redacted. Who asks, about which contact of the chain and with which intent makes no difference. */
  readonly contact: ContactRequest;
  readonly window: HistoryWindow;
  readonly promptVersion: string;
  /** All that were read, redacted. */
  readonly interactions: readonly Interaction[];
}

/** 64 hexadecimal digits, the same for requests that one text can answer. Holds nothing that can be read back. */
export function reuseKey({ tenant, contact, window, promptVersion, interactions }: ReuseInput): string {
  const { channelFilter, currentInteraction: turn } = contact;
  return digestOf([
    tenant,
    chainKey(contact),
    dayOf(window.from),
    dayOf(window.to),
    contact.maxInteractions,
    channelFilter && [...new Set(channelFilter)].sort(),
    contact.language,
    promptVersion,
    turn && [turn.channel, turn.intent, turn.text],
    digestOf(interactions.map(asRead)),
  ]);
}

/** With what a source may still write into a record that it has sent: an outcome is as new as a record. Its time is its own for ever. */
function asRead({ id, channel, intent, disposition, resolved, durationSeconds, text }: Interaction) {
  return [id, channel, intent, disposition, resolved, durationSeconds, text];
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/** JSON keeps members apart that would run together as mere text. */
function digestOf(members: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(members)).digest('hex');
}
