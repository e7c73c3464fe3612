import type { Section } from '../domain/summary.ts';
import type { Day } from './calendar-day.ts';
import type { Evidence } from './evidence.ts';
import type { Facts } from './read-facts.ts';

/** One sentence of a summary, and what it may be judged by. */
export interface Claim {
  readonly section: Section;
  /** As it was written. */
  readonly text: string;
  readonly quotes: readonly string[];
  /** Of its words without the quotes. */
  readonly facts: Facts;
  /** The records that the sentence cites. */
  readonly cited: readonly Evidence[];
  /** All records that the model was shown, newest first. */
  readonly all: readonly Evidence[];
  readonly today: Day;
  /** Epoch milliseconds: when the records were read. */
  readonly nowMs: number;
  /** Primary subtag of the language of the sentence. */
  readonly language: string;
  /** What the customer told the phone menu, in words. */
  readonly reasonGiven: string;
}
