import type { DigestInput } from '../domain/digest-input.ts';
import type { Interaction } from '../domain/interaction.ts';
import { chooseWords, type Words } from './choose-words.ts';
import { type OpenMatter, openMatters } from './open-matters.ts';
import { MOST_CHARACTERS_OF_NOTE, readNote } from './read-note.ts';
import type { Clause } from './split-clauses.ts';

/** The records of a digest, with what its lines ask of them. */
export interface DigestHistory extends DigestInput {
  readonly words: Words;
  readonly open: readonly OpenMatter[];
  /** Whether the window holds more records than these. */
  readonly isCut: boolean;
  /** Newest first, with the clauses that may be quoted. Those past the budget of reading have none. */
  readonly notes: readonly ReadInteraction[];
}

export interface ReadInteraction {
  readonly interaction: Interaction;
  readonly clauses: readonly Clause[];
  /** Whether this or a newer record says that its matter is resolved. */
  readonly settled: boolean;
}

/** Some fifty notes of the usual length. The digest is made on every request, also of the longest history. */
const MOST_CHARACTERS_READ = 16_384;
const MOST_CLAUSES_READ = 400;

export function digestHistory(input: DigestInput): DigestHistory {
  const { contact, interactions, foundCount, foundCapped } = input;
  const isCut = foundCapped || foundCount > interactions.length;
  return {
    ...input,
    words: chooseWords(contact.language),
    open: openMatters(interactions, { isCut }),
    isCut,
    notes: readAll(interactions),
  };
}

function readAll(interactions: readonly Interaction[]): readonly ReadInteraction[] {
  const resolved = new Set<string>();
  const readTexts = new Set<string>();
  let charactersLeft = MOST_CHARACTERS_READ;
  let clausesLeft = MOST_CLAUSES_READ;
  return interactions.map((interaction) => {
    if (interaction.resolved === true) resolved.add(interaction.intent);
    const settled = resolved.has(interaction.intent);
    // The same note again says nothing new; its newest record is the one to quote.
    const isRead = charactersLeft > 0 && !readTexts.has(interaction.text);
    readTexts.add(interaction.text);
    if (isRead) charactersLeft -= Math.min(interaction.text.length, MOST_CHARACTERS_OF_NOTE);
    const clauses = isRead ? readNote(interaction.text).slice(0, clausesLeft) : [];
    clausesLeft -= clauses.length;
    return { interaction, settled, clauses };
  });
}
