import type { ContactRequest } from '../domain/contact.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { History } from './ports.ts';
import type { RedactInteraction } from './redact-history.ts';

interface CurrentTurn {
  readonly contact: ContactRequest;
  readonly arrivedAtMs: number;
  readonly redactInteraction: RedactInteraction;
}

/** Longer than a replica lags on a bad day, shorter than until the same customer is back in the same menu. */
const SAME_TURN_MS = 10 * 60_000;

/**
 * The history, already redacted, with the turn that the request brings along in front, unless the table has it by now.
 * Both are compared as they are shown, or a secret in them would make one turn two.
 */
export function withCurrentTurn(
  history: History,
  { contact, arrivedAtMs, redactInteraction }: CurrentTurn,
): History {
  if (contact.currentInteraction === null) return history;
  const current = redactInteraction({
    ...contact.currentInteraction,
    id: 'current',
    at: new Date(arrivedAtMs).toISOString(),
    disposition: null,
    resolved: null,
    durationSeconds: null,
    contactId: contact.contactId,
    initialContactId: contact.initialContactId,
  });
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
