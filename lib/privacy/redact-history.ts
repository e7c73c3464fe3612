import type { ContactRequest } from '../domain/contact.ts';
import type { Interaction } from '../domain/interaction.ts';
import { redact } from './redact.ts';

/** The request with what callers write freely redacted. Ids are keys and stay as they are. */
export function redactContact(contact: ContactRequest): ContactRequest {
  return { ...contact, ivrIntent: redact(contact.ivrIntent) };
}

/** The interaction with every member that people or sources write freely redacted. */
export function redactInteraction(interaction: Interaction): Interaction {
  return {
    ...interaction,
    channel: redact(interaction.channel),
    intent: redact(interaction.intent),
    disposition: interaction.disposition === null ? null : redact(interaction.disposition),
    text: redact(interaction.text),
  };
}
