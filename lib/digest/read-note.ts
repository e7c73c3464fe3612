import { isMachineInstruction } from './machine-instructions.ts';
import { type Clause, splitClauses } from './split-clauses.ts';

/** How a note began says what it is about; how it ended, where the matter stands. */
const MOST_CHARACTERS_FROM_EACH_END = 1_024;
/** What is read of a note at most. */
export const MOST_CHARACTERS_OF_NOTE = 2 * MOST_CHARACTERS_FROM_EACH_END;
const CLAUSE_MARK = /[.,;!?\n]/;

/**
 * The clauses of a note that may be quoted: at most 1,024 characters from each end of it are read. A note that speaks to
 * machines has none, for what stands beside an instruction is no more to be trusted than the instruction.
 */
export function readNote(text: string): readonly Clause[] {
  const read = bothEnds(text);
  return isMachineInstruction(read) ? [] : splitClauses(read);
}

/** Cut behind and before a mark, so that no clause is half a clause. */
function bothEnds(text: string): string {
  if (text.length <= MOST_CHARACTERS_OF_NOTE) return text;
  const head = text.slice(0, MOST_CHARACTERS_FROM_EACH_END);
  const tail = text.slice(-MOST_CHARACTERS_FROM_EACH_END);
  const firstMark = tail.search(CLAUSE_MARK);
  return `${head.slice(0, lastMark(head) + 1)}\n${firstMark === -1 ? '' : tail.slice(firstMark + 1)}`;
}

function lastMark(text: string): number {
  return Math.max(...['.', ',', ';', '!', '?', '\n'].map((mark) => text.lastIndexOf(mark)));
}
