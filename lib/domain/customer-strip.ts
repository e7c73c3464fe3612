import type { Interaction } from './interaction.ts';

/** The customer at a glance: counted from the records, no model involved. */
export interface CustomerStrip {
  /** Distinct contacts (chains) that were active in the last 7 and 30 days. */
  readonly contacts7d: number;
  readonly contacts30d: number;
  /** The contacts of the last 30 days, by the channel that each of them touched last. Adds up to `contacts30d`. */
  readonly byChannel: Readonly<Record<string, number>>;
  readonly lastContactAt: string | null;
  readonly lastChannel: string | null;
  /** Distinct intents whose newest interaction that says so is unresolved. */
  readonly openIssues: number;
}

/** The longest time that the strip counts. */
export const CUSTOMER_STRIP_DAYS = 30;
const DAY_MS = 86_400_000;

/** @param interactions newest first. @param nowMs epoch milliseconds. */
export function countCustomer(interactions: readonly Interaction[], nowMs: number): CustomerStrip {
  const newest = interactions[0];
  const contactsOf30d = newestOfEachContact(activeSince(interactions, nowMs - CUSTOMER_STRIP_DAYS * DAY_MS));
  return {
    contacts7d: newestOfEachContact(activeSince(interactions, nowMs - 7 * DAY_MS)).length,
    contacts30d: contactsOf30d.length,
    byChannel: countBy(contactsOf30d, (interaction) => interaction.channel),
    lastContactAt: newest?.at ?? null,
    lastChannel: newest?.channel ?? null,
    openIssues: openIssues(interactions).length,
  };
}

/** The newest unresolved interaction of each issue that is still open, newest first. */
export function openIssues(interactions: readonly Interaction[]): readonly Interaction[] {
  const newestVerdicts = firstOfEach(
    interactions.filter((interaction) => interaction.resolved !== null),
    (interaction) => interaction.intent,
  );
  return newestVerdicts.filter((interaction) => interaction.resolved === false);
}

function activeSince(interactions: readonly Interaction[], sinceMs: number): readonly Interaction[] {
  return interactions.filter((interaction) => Date.parse(interaction.at) >= sinceMs);
}

function newestOfEachContact(newestFirst: readonly Interaction[]): readonly Interaction[] {
  return firstOfEach(
    newestFirst,
    ({ initialContactId, contactId, id }) => initialContactId ?? contactId ?? id,
  );
}

/** The first item of each key; order kept. */
export function firstOfEach<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  }
  return [...first.values()];
}

/** How many items have each key. */
export function countBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
