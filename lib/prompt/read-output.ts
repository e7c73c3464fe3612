import { toPlainText } from '../domain/plain-text.ts';
import type { RemovedLine, SummaryLine } from '../domain/summary.ts';
import type { Prompt, ReadLines, ReadOutput } from '../insights/ports.ts';
import { guardLines } from './guard-lines.ts';
import { isTooLong, limitLines } from './limit-lines.ts';
import { parseOutput } from './parse-output.ts';
import { checkSinceLastAgent } from './since-last-agent.ts';

export interface ReadOutputDependencies {
  /** Replaces personal data by words in square brackets. */
  readonly redact: (text: string) => string;
  readonly groundLines: GroundLines;
}

/** Parts sentences into those that follow from the records of a prompt, with their citations put right, and the others. */
export type GroundLines = (
  lines: readonly SummaryLine[],
  prompt: Prompt,
) => CheckedLines & {
  /** Whether the sentences are clearly in another language than asked for. */
  readonly isInOtherLanguage: boolean;
};

export interface CheckedLines {
  readonly lines: readonly SummaryLine[];
  readonly removed: readonly RemovedLine[];
}

const LONGEST_KEPT = 400;

/**
 * From a model's answer to sentences that may be shown: parsed, without personal data, grounded, and then the first 120 words
 * in the agent's order. Each sentence that goes is counted with its reason; an answer is refused as a whole when it repeats
 * the prompt or when what is left does not stand alone.
 */
export function readOutput({ redact, groundLines }: ReadOutputDependencies): ReadOutput {
  return (text, prompt) => {
    // Nothing of an answer that holds the prompt is kept, not even for the record.
    if (repeatsPrompt(text, prompt)) return { lines: [], removed: [], refused: 'model_output_invalid' };
    const parsed = parseOutput(text, prompt);
    const guarded = guardLines(parsed.lines, { prompt, redact });
    const dated = checkSinceLastAgent(guarded.lines, prompt);
    const grounded = groundLines(dated.lines, prompt);
    const lines = limitLines(grounded.lines);
    const removed = [
      ...parsed.removed,
      ...guarded.removed,
      ...dated.removed,
      ...grounded.removed,
      ...grounded.lines.filter((line) => !lines.includes(line)).map(tooMuch),
    ].map((line) => ({ ...line, text: toPlainText(redact(line.text)).slice(0, LONGEST_KEPT) }));
    const refused = refusal({ written: guarded.lines, grounded, lines });
    return { lines: refused === null ? lines : [], removed, refused };
  };
}

interface Stages {
  readonly written: readonly SummaryLine[];
  readonly grounded: ReturnType<GroundLines>;
  readonly lines: readonly SummaryLine[];
}

/** A note stands alone when it says why the customer calls, and when at least half of what the model wrote was true. */
function refusal({ written, grounded, lines }: Stages): ReadLines['refused'] {
  if (!hasReason(written) || isTooLong(lines) || grounded.isInOtherLanguage) return 'model_output_invalid';
  const standsAlone = hasReason(grounded.lines) && grounded.lines.length * 2 >= written.length;
  return standsAlone ? null : 'model_output_ungrounded';
}

function hasReason(lines: readonly SummaryLine[]): boolean {
  return lines.some(({ section }) => section === 'reason');
}

function repeatsPrompt(text: string, { secrets }: Prompt): boolean {
  const lowerCase = text.toLowerCase();
  return secrets.some((secret) => lowerCase.includes(secret.toLowerCase()));
}

function tooMuch({ text }: SummaryLine): RemovedLine {
  return { text, reason: 'too_much', detail: null };
}
