import { countBy } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { SummaryLine } from '../domain/summary.ts';
import { lastAgentInteraction } from '../domain/transfer.ts';
import type { DigestHistory } from './digest-history.ts';
import { digestLine } from './digest-line.ts';

const MOST_CHANNELS = 8;

/** What the window holds: how many records, and by channel those that may be spoken of. */
export function historyLine(history: DigestHistory): SummaryLine {
  const { contact, interactions, foundCount, foundCapped, skipped, isCut, words } = history;
  const counted = words.history({
    interactions: words.count(foundCount, words.interactions),
    atLeast: foundCapped,
    lastDays: words.count(contact.maxHistoryDays, words.lastDays),
    newest: isCut ? words.number(interactions.length) : null,
    channels: channelsOf(interactions, words),
  });
  const unread = skipped === 0 ? '' : ` ${words.unread(words.number(skipped))}`;
  return digestLine('history', { text: `${counted}${unread}`, of: interactions });
}

/** On a transfer, what was recorded after the last agent's record, by number and channel; else nothing. */
export function sinceLastAgentLines({ contact, interactions, words }: DigestHistory): readonly SummaryLine[] {
  const last = lastAgentInteraction(contact, interactions);
  const later = last === null ? [] : interactions.slice(0, interactions.indexOf(last));
  if (last === null || later.length === 0) return [];
  const text = words.sinceLastAgent({
    day: words.day(last.at),
    interactions: words.count(later.length, words.interactions),
    channels: channelsOf(later, words),
  });
  return [digestLine('sinceLastAgent', { text, of: [...later, last] })];
}

/** That there is nothing, and whether there is something that nobody could read. */
export function noInteractionsLine({ contact, skipped, words }: DigestHistory): SummaryLine {
  const lastDays = words.count(contact.maxHistoryDays, words.lastDays);
  const text = words.noInteractions({ lastDays, channels: contact.channelFilter });
  const unread = skipped === 0 ? '' : ` ${words.unread(words.number(skipped))}`;
  return digestLine('history', { text: `${text}${unread}`, of: [] });
}

function channelsOf(interactions: readonly Interaction[], words: DigestHistory['words']): string {
  const byChannel = Object.entries(countBy(interactions, ({ channel }) => channel));
  const shown = byChannel.slice(0, MOST_CHANNELS).map(([channel, count]) => words.countOf(channel, count));
  return `${shown.join(', ')}${byChannel.length > MOST_CHANNELS ? ' …' : ''}`;
}
