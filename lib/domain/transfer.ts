import type { ContactRequest } from './contact.ts';
import type { Interaction } from './interaction.ts';

/**
 * The last word that a person of the company had with a customer who is being transferred now; `null` when this is no
 * transfer, or no record of an agent is there. What came after it is what the second agent cannot know from the first.
 * An agent of this very chain of contacts counts before any other.
 *
 * @param interactions newest first
 */
export function lastAgentInteraction(
  { contactId, initialContactId }: Pick<ContactRequest, 'contactId' | 'initialContactId'>,
  interactions: readonly Interaction[],
): Interaction | null {
  if (initialContactId === null || initialContactId === contactId) return null;
  const agents = interactions.filter(({ channel }) => channel === 'agent');
  const ofChain = agents.find(
    (interaction) => (interaction.initialContactId ?? interaction.contactId) === initialContactId,
  );
  return ofChain ?? agents[0] ?? null;
}
