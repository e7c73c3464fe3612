import { askServer } from './ask-server.ts';
import { element, part } from './element.ts';

interface Interaction {
  readonly at: string;
  readonly channel: string;
  readonly intent: string;
  readonly disposition: string | null;
  readonly resolved: boolean | null;
  readonly duration_s: number | null;
  readonly text: string;
}

/** Opens what a sentence cites, as the model was shown it: without personal data. */
export async function openInteraction(accountNumber: string, interactionId: string): Promise<void> {
  const path = `/interactions/${encodeURIComponent(accountNumber)}/${encodeURIComponent(interactionId)}`;
  const asked = await askServer<Interaction>(path);
  part('interaction-title', HTMLHeadingElement).textContent = `Interaction ${interactionId}`;
  const isFound = 'content' in asked;
  const facts = isFound ? factsOf(asked.content) : [];
  part('interaction-facts', HTMLDListElement).replaceChildren(
    ...facts.flatMap(([term, text]) => [element('dt', { text: term }), element('dd', { text })]),
  );
  const said = isFound ? asked.content.text || 'Nothing was noted.' : asked.fault;
  part('interaction-text', HTMLParagraphElement).textContent = said;
  const dialog = part('interaction', HTMLDialogElement);
  if (!dialog.open) dialog.showModal();
}

function factsOf({ at, channel, intent, disposition, resolved, duration_s }: Interaction) {
  const facts: readonly (readonly [string, string | null])[] = [
    ['When', `${new Date(at).toLocaleString('en-GB', { timeZone: 'UTC' })} UTC`],
    ['Channel', channel],
    ['About', inWords(intent)],
    ['Ended', disposition === null ? null : inWords(disposition)],
    ['Resolved', resolved === null ? null : resolved ? 'yes' : 'no'],
    ['Lasted', duration_s === null ? null : `${Math.round(duration_s / 60)} min`],
  ];
  return facts.flatMap(([term, text]) => (text === null ? [] : [[term, text] as const]));
}

function inWords(code: string): string {
  return code.replaceAll('_', ' ');
}
