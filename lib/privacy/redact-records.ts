import type { ContactRequest } from '../domain/contact.ts';
import type { Interaction } from '../domain/interaction.ts';
import { toPlainText } from '../domain/plain-text.ts';
import { redact } from './redact.ts';

/** Longer than any code that a source uses. */
const CODE_MAX_LENGTH = 256;

/** Sources repeat few codes. Only what is clean as it stands is remembered, so that no personal data is. */
const CLEAN_CODES_REMEMBERED = 1_000;
const cleanCodes = new Set<string>();

/** The request with what callers write freely redacted. Ids are keys and stay as they are. */
export function redactContact(contact: ContactRequest): ContactRequest {
  const { currentInteraction: turn } = contact;
  return {
    ...contact,
    ivrIntent: cleanCode(contact.ivrIntent),
    currentInteraction: turn && { ...turn, intent: cleanCode(turn.intent), text: redact(turn.text) },
  };
}

/** The interaction with every member that people or sources write freely redacted. */
export function redactInteraction(interaction: Interaction): Interaction {
  const { channel, intent, disposition, text } = interaction;
  return {
    ...interaction,
    channel: cleanCode(channel),
    intent: cleanCode(intent),
    disposition: disposition === null ? null : cleanCode(disposition),
    text: redact(text),
  };
}

/** Codes that no table knows are kept as given; they stand in the digest and as keys of the customer strip. */
function cleanCode(code: string): string {
  if (cleanCodes.has(code)) return code;
  const clean = toPlainText(redact(code, CODE_MAX_LENGTH));
  // Callers may write anything: it is bounded.
  if (clean === code && cleanCodes.size < CLEAN_CODES_REMEMBERED) cleanCodes.add(code);
  return clean;
}
