import { groundLines } from '../grounding/ground-lines.ts';
import type { GroundLines } from './read-output.ts';

/** Grounds the sentences of an answer in the records that its prompt showed, as of the day that it was given. */
export const groundOutput: GroundLines = (lines, { records, readAtMs, reasonGiven, language }) =>
  groundLines(lines, { records: [...records.values()], nowMs: readAtMs, reasonGiven, language });
