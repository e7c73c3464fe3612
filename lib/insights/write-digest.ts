import type { ContactRequest } from '../domain/contact.ts';
import { countBy, openIssues } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import { toPlainText } from '../domain/plain-text.ts';
import type { SummaryLine } from '../domain/summary.ts';

const QUOTE_LENGTH = 160;
const MOST_OPEN_ISSUES = 3;

interface DigestInput {
  readonly contact: ContactRequest;
  /** The interactions that may be spoken of, newest first. */
  readonly interactions: readonly Interaction[];
  /** How many the window holds in all, or at least, when they were not counted to the end. */
  readonly foundCount: number;
  readonly foundCapped: boolean;
  /** How many were left out because they could not be read. */
  readonly skipped: number;
}

/**
 * A summary made from the records alone, by counting and quoting: what the agent reads when no model answers in time.
 * The same input gives the same lines; without an interaction it says that there is none.
 */
export function writeDigest({
  contact,
  interactions,
  foundCount,
  foundCapped,
  skipped,
}: DigestInput): readonly SummaryLine[] {
  const newest = interactions[0];
  if (newest === undefined) return noInteractions(contact, skipped);
  const everyId = interactions.map((interaction) => interaction.id);
  return [
    line('reason', reason(contact), []),
    line('reason', `Last contact: ${describe(newest)}.`, [newest.id]),
    ...openIssues(interactions)
      .slice(0, MOST_OPEN_ISSUES)
      .map((issue) => line('openIssues', `Still open: ${describe(issue)}.`, [issue.id])),
    line(
      'history',
      `${foundCapped ? 'At least ' : ''}${count(foundCount)} in the last ${contact.maxHistoryDays} days; ${channels(interactions)}.`,
      everyId,
    ),
    ...(newest.text === '' ? [] : [line('history', `Last note: "${quote(newest.text)}"`, [newest.id])]),
  ];
}

function noInteractions(
  { channelFilter, maxHistoryDays }: ContactRequest,
  skipped: number,
): readonly SummaryLine[] {
  const through = channelFilter === null ? '' : ` through ${channelFilter.join(', ')}`;
  const unread = skipped === 0 ? '' : ` ${skipped} in the records could not be read.`;
  return [
    line('history', `No interactions found in the last ${maxHistoryDays} days${through}.${unread}`, []),
  ];
}

function line(section: SummaryLine['section'], text: string, interactionIds: readonly string[]): SummaryLine {
  // Codes and notes are other people's words: none of them reaches a screen as a link or as markup.
  return { section, text: toPlainText(text), interactionIds };
}

function reason({ ivrIntent }: ContactRequest): string {
  return ivrIntent === 'misc'
    ? 'No reason was given to the IVR.'
    : `Reason given to the IVR: ${words(ivrIntent)}.`;
}

function describe({ intent, channel, at }: Interaction): string {
  return `${words(intent)}, ${channel}, ${day(at)}`;
}

function count(interactions: number): string {
  return interactions === 1 ? '1 interaction' : `${interactions} interactions`;
}

function channels(interactions: readonly Interaction[]): string {
  const byChannel = Object.entries(countBy(interactions, ({ channel }) => channel));
  return `the newest ${interactions.length}: ${byChannel.map(([channel, n]) => `${n} ${channel}`).join(', ')}`;
}

function quote(text: string): string {
  const oneLine = toPlainText(text);
  return oneLine.length <= QUOTE_LENGTH
    ? oneLine
    : `${oneLine.slice(0, QUOTE_LENGTH).replace(/\s\S*$/, '')} …`;
}

function words(code: string): string {
  return code.replaceAll('_', ' ');
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

function day(at: string): string {
  return DAY.format(new Date(at));
}
