import type { Interaction } from '../domain/interaction.ts';
import type { Note } from './repeated-notes.ts';

/** Whose words are kept first when a history has too many, from the most important on. */
export const IMPORTANCE = ['newest', 'newest_on_open_issue', 'on_open_issue', 'rest'] as const;

export type Importance = (typeof IMPORTANCE)[number];

interface NotesToRank {
  /** Newest first. */
  readonly notes: readonly Note[];
  /** The newest unresolved interaction of each open issue, and the issues' names. */
  readonly open: ReadonlySet<Interaction>;
  readonly openIntents: ReadonlySet<string>;
}

/**
 * The newest note, the newest word on each open issue, what else was noted on open issues since they were last resolved,
 * the rest.
 */
export function rankNotes({ notes, open, openIntents }: NotesToRank): ReadonlyMap<Note, Importance> {
  const settled = new Set<string>();
  const ranks = new Map<Note, Importance>();
  for (const note of notes) {
    const { intent, resolved } = note.newest;
    if (resolved === true) settled.add(intent);
    const isNewestWord = note.interactions.some((interaction) => open.has(interaction));
    const isOnOpenIssue = openIntents.has(intent) && !settled.has(intent);
    const ifNotNewest = isNewestWord ? 'newest_on_open_issue' : isOnOpenIssue ? 'on_open_issue' : 'rest';
    ranks.set(note, note.position === 0 ? 'newest' : ifNotNewest);
  }
  return ranks;
}
