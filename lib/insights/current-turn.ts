import type { ContactRequest } from '../domain/contact.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { History } from './ports.ts';

/** Longer than a replica lags on a bad day, shorter than until the same customer is back in the same menu. */
const SAME_TURN_MS = 10 * 60_000;

/** The history with the turn that the request brings along in front, unless the table has it by now. */
export function withCurrentTurn(
  history: History,
  { contact, arrivedAtMs }: { contact: ContactRequest; arrivedAtMs: number },
): History {
  if (contact.currentInteraction === null) return history;
  const current: Interaction = {
    ...contact.currentInteraction,
    id: 'current',
    at: new Date(arrivedAtMs).toISOString(),
    disposition: null,
    resolved: null,
    durationSeconds: null,
    contactId: contact.contactId,
    initialContactId: contact.initialContactId,
  };
  const arrived = history.interactions.some((interaction) => isSameTurn(interaction, current));
  return arrived ? history : { ...history, interactions: [current, ...history.interactions] };
}

/** A replica that is quick has the turn already, under an id that the caller did not know. */
function isSameTurn(interaction: Interaction, current: Interaction): boolean {
  return (
    interaction.contactId === current.contactId &&
    interaction.channel === current.channel &&
    (interaction.intent === current.intent || interaction.text === current.text) &&
    Date.parse(current.at) - Date.parse(interaction.at) < SAME_TURN_MS
  );
}
