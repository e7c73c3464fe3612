import type { Interaction } from '../domain/interaction.ts';
import { bytesOf, type Draft, type DraftEntry } from './history-entry.ts';
import type { Note } from './repeated-notes.ts';

export interface NotesToFit {
  /** Newest first. */
  readonly notes: readonly Note[];
  /** The newest unresolved interaction of each open issue, and the issues' names. */
  readonly open: ReadonlySet<Interaction>;
  readonly openIntents: ReadonlySet<string>;
  readonly draft: DraftEntry;
  readonly budgetBytes: number;
}

/** What the line of all issues that get no line of their own needs, unless the codes in it are very long. */
const LAST_LINE_BYTES = 230;

/**
 * The newest note and one line for each older issue, all without words. Lines take up to half of the room, those of open
 * issues first; the issues beyond share the last line. Issues that are not open share it as well when that is what lets
 * the newest note keep all its words.
 */
export function linesWithin({ notes, openIntents, draft, budgetBytes }: NotesToFit): readonly Draft[] {
  const [newest, ...older] = notes;
  if (newest === undefined) return [];
  const groups = [...Map.groupBy(older, (note) => note.newest.intent)];
  const linesOf = (isOpen: boolean) =>
    groups.flatMap(([intent, group]) => (openIntents.has(intent) === isOpen ? draft(group, '') : []));
  const [open, others] = [linesOf(true), linesOf(false)];

  const bare = draft([newest], '');
  const room = { draft, roomBytes: (budgetBytes - bare.bytes) / 2 };
  const most = keepLines([...open, ...others], { ...room, joined: [] });
  const least = keepLines(open, { ...room, joined: others });
  const roomForLines = budgetBytes - draft([newest], newest.newest.text).bytes;
  const chosen = bytesOf(most) > roomForLines && bytesOf(least) <= roomForLines ? least : most;
  return [bare, ...chosen];
}

interface KeepOptions extends Pick<NotesToFit, 'draft'> {
  readonly roomBytes: number;
  /** Lines that are joined in any case. */
  readonly joined: readonly Draft[];
}

/** The lines that fit, the first ones first, and one line for all the others. */
function keepLines(lines: readonly Draft[], { roomBytes, joined, draft }: KeepOptions): readonly Draft[] {
  if (joined.length === 0 && bytesOf(lines) <= roomBytes) return lines;
  let bytesLeft = roomBytes - LAST_LINE_BYTES;
  const firstRefused = lines.findIndex(({ bytes }) => {
    bytesLeft -= bytes;
    return bytesLeft < 0;
  });
  const kept = firstRefused === -1 ? lines : lines.slice(0, firstRefused);
  const rest = [...lines.slice(kept.length), ...joined].flatMap(({ notes }) => notes);
  const newestFirst = rest.toSorted((one, other) => one.position - other.position);
  return newestFirst.length === 0 ? kept : [...kept, draft(newestFirst, '')];
}
