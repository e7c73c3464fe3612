import { openIssues } from '../domain/customer-strip.ts';
import type { Interaction } from '../domain/interaction.ts';
import { bytesOf, bytesOneByOne, draftEntry, interactionsOf, type ShownRecord } from './history-entry.ts';
import { foldRepeatedNotes } from './repeated-notes.ts';
import { squeezeHistory } from './squeeze-history.ts';
import { BYTES_PER_TOKEN, tokensOf } from './token-budget.ts';

interface CompressHistoryInput {
  /** Redacted, newest first. */
  readonly interactions: readonly Interaction[];
  /** Kept from 300 tokens on: the newest interaction and one line for all others may need so much without any text. */
  readonly budgetTokens: number;
}

export interface HistoryEntry {
  readonly shown: ShownRecord;
  /** All interactions that the entry stands for, newest first. */
  readonly interactionIds: readonly string[];
}

export interface CompressedHistory {
  /** Newest first. Every interaction stands in exactly one of them. */
  readonly entries: readonly HistoryEntry[];
  /** Whether a text was shortened or left out, or interactions that say different things share an entry. */
  readonly truncated: boolean;
  /** About how many tokens the interactions have one by one, and in the entries. */
  readonly tokens: { readonly from: number; readonly to: number };
}

/**
 * A history in so few words that a model reads it in time: repeated notes become one, and when the rest is over the budget,
 * the newest interaction and the open issues keep their words first, older ones become one line an issue.
 * The same input gives the same entries; every interaction can be cited through one of them.
 */
export function compressHistory({ interactions, budgetTokens }: CompressHistoryInput): CompressedHistory {
  const open = new Set(openIssues(interactions));
  const openIntents = new Set([...open].map(({ intent }) => intent));
  const draft = draftEntry(openIntents);
  const notes = foldRepeatedNotes(interactions);
  const budgetBytes = budgetTokens * BYTES_PER_TOKEN;

  const shortestBytes = notes.reduce((sum, note) => sum + note.newest.text.length, 0);
  const whole = shortestBytes > budgetBytes ? null : notes.map((note) => draft([note], note.newest.text));
  const drafts =
    whole !== null && bytesOf(whole) <= budgetBytes
      ? whole
      : squeezeHistory({ notes, open, openIntents, draft, budgetBytes });
  return {
    entries: drafts.map(({ notes, shown }) => ({
      shown,
      interactionIds: interactionsOf(notes).map(({ id }) => id),
    })),
    truncated: drafts.some(({ notes, text }) => notes.length > 1 || notes[0]?.newest.text !== text),
    tokens: { from: tokensOf(bytesOneByOne(interactions)), to: tokensOf(bytesOf(drafts)) },
  };
}
