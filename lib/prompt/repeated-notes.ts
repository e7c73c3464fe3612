import type { Interaction } from '../domain/interaction.ts';

/** What was written once, or several times in the same words about the same issue. */
export interface Note {
  /** Place of the newest of its interactions in the history, from 0. */
  readonly position: number;
  readonly newest: Interaction;
  /** Newest first. */
  readonly interactions: readonly Interaction[];
}

/**
 * The notes of a history, newest first. Interactions of one issue and verdict with the same words are one note, whatever
 * their case, spaces and full stops; a difference in a number, a question mark or a symbol keeps them apart.
 */
export function foldRepeatedNotes(interactions: readonly Interaction[]): readonly Note[] {
  const byWords = new Map<string, Interaction[]>();
  const folded = interactions.map((interaction) => {
    const words = wordsOf(interaction.text);
    if (words === '') return [interaction];
    const key = `${interaction.intent}\n${interaction.resolved}\n${words}`;
    const same = byWords.get(key);
    if (same !== undefined) {
      same.push(interaction);
      return [];
    }
    const first = [interaction];
    byWords.set(key, first);
    return first;
  });
  return folded.flatMap((note, position) => {
    const [newest] = note;
    return newest === undefined ? [] : [{ position, newest, interactions: note }];
  });
}

/** Marks before a digit stay: `4.50` is not `450`. */
function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?:[\s!"'()*;_]|[,.:–—-](?!\d))+/g, ' ')
    .trim();
}
