import type { Interaction } from '../domain/interaction.ts';
import { redact } from './redact.ts';

/** The interaction with every member that people or sources fill freely redacted. */
export function redactInteraction(interaction: Interaction): Interaction {
  return {
    ...interaction,
    channel: redact(interaction.channel),
    intent: redact(interaction.intent),
    disposition: interaction.disposition === null ? null : redact(interaction.disposition),
    text: redact(interaction.text),
  };
}
