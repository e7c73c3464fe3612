import type { Interaction } from '../domain/interaction.ts';
import type { History } from './ports.ts';

/** @throws anything: what cannot be redacted is left out */
export type RedactInteraction = (interaction: Interaction) => Interaction;

/** The history without personal data. Fails closed: an interaction that cannot be redacted is skipped and counted. */
export function redactHistory(history: History, redactInteraction: RedactInteraction): History {
  const interactions: Interaction[] = [];
  for (const interaction of history.interactions) {
    try {
      interactions.push(redactInteraction(interaction));
    } catch {
      // The error may quote the text, so it goes nowhere; the count tells.
    }
  }
  const refused = history.interactions.length - interactions.length;
  return { ...history, interactions, skipped: history.skipped + refused };
}
