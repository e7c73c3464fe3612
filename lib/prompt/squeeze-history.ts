import { bytesOf, type Draft } from './history-entry.ts';
import { linesWithin, type NotesToFit } from './issue-lines.ts';
import { IMPORTANCE, rankNotes } from './rank-notes.ts';
import type { Note } from './repeated-notes.ts';
import { fits, shortenText } from './shorten-text.ts';
import { jsonBytes } from './token-budget.ts';

/** `,"text":` */
const TEXT_MEMBER_BYTES = jsonBytes({ text: '' }) - 3;
/** Fewer words than this tell nothing. */
const SHORTEST_EXCERPT_BYTES = 80;

/**
 * Notes in a number of bytes, newest first: a line for each issue, and then the words of one note after the other, the most
 * important first, each taken out of its line. Words that do not fit whole get half of what is left, so that a long
 * transcript leaves something to the next issue.
 */
export function squeezeHistory(input: NotesToFit): readonly Draft[] {
  let drafts = linesWithin(input);
  for (const note of byImportance(input)) {
    const bytesLeft = input.budgetBytes - bytesOf(drafts);
    const line = drafts.find(({ notes }) => notes.includes(note));
    const parted = line && tell(note, { line, bytesLeft, draft: input.draft });
    if (parted) drafts = [...drafts.filter((other) => other !== line), ...parted];
  }
  return drafts.toSorted((one, other) => positionOf(one) - positionOf(other));
}

/** The most important first, the newest first among equals. */
function byImportance(input: NotesToFit): readonly Note[] {
  const ranks = rankNotes(input);
  return IMPORTANCE.flatMap((importance) => input.notes.filter((note) => ranks.get(note) === importance));
}

interface TellOptions extends Pick<NotesToFit, 'draft'> {
  /** The draft that the note is in, without words. */
  readonly line: Draft;
  readonly bytesLeft: number;
}

/** The note with words, and its line without it; `null` when there is no room for words, or there are none. */
function tell(note: Note, { line, bytesLeft, draft }: TellOptions): readonly Draft[] | null {
  const bare = draft([note], '');
  if (bytesLeft + line.bytes - bare.bytes < SHORTEST_EXCERPT_BYTES) return null;
  const others = line.notes.filter((other) => other !== note);
  const left = others.length === 0 ? [] : [draft(others, '')];
  const bytesForText = bytesLeft + line.bytes - bytesOf(left) - bare.bytes - TEXT_MEMBER_BYTES;
  const text = wordsWithin(note.newest.text, bytesForText);
  return text === '' ? null : [...left, draft([note], text)];
}

function wordsWithin(text: string, maxBytes: number): string {
  if (fits(text, maxBytes)) return text;
  const excerptBytes = Math.floor(maxBytes / 2);
  return excerptBytes < SHORTEST_EXCERPT_BYTES ? '' : shortenText(text, excerptBytes);
}

function positionOf({ notes }: Draft): number {
  return notes[0]?.position ?? 0;
}
