import { OmniError } from '../domain/errors.ts';
import type { SummaryLine } from '../domain/summary.ts';
import type { Prompt, ReadOutput } from '../insights/ports.ts';

export interface GuardOutputDependencies {
  readonly readOutput: ReadOutput;
  /** Replaces personal data by words in square brackets. */
  readonly redact: (text: string) => string;
}

/** Long enough to be the number of an account, a card or a phone, and too long for a count, a year or most amounts. */
const LEAST_DIGITS = 5;
const NUMBER = /[\p{L}\d]*\d[\p{L}\d]*(?:[-./ ]\d[\p{L}\d]*)*/gu;
const DATE = /^\d{1,4}([-./])\d{1,2}\1\d{1,4}$/;

/**
 * Reads an answer and removes the sentences that no agent may see: personal data, and long numbers that stand in no
 * record shown to the model, such as the number of another account.
 * @throws OmniError model_output_invalid also when no REASON is left
 */
export function guardOutput({ readOutput, redact }: GuardOutputDependencies): ReadOutput {
  return (text, prompt) => {
    const read = readOutput(text, prompt);
    const records = letterAndDigits(prompt.suffix);
    const lines = read.lines.filter((line) => !holdsPersonalData(line) && !holdsForeignNumber(line, records));
    if (!lines.some(({ section }) => section === 'reason')) {
      throw new OmniError('model_output_invalid', { details: 'The answer has no REASON that may be shown.' });
    }
    return { lines, removed: read.removed + read.lines.length - lines.length };
  };

  function holdsPersonalData({ text }: SummaryLine): boolean {
    return placeholders(redact(text)) > placeholders(text);
  }
}

function placeholders(text: string): number {
  return text.split(/\[[a-z ]{3,20}\]/).length - 1;
}

function holdsForeignNumber({ text }: SummaryLine, records: string): boolean {
  const numbers = (text.match(NUMBER) ?? []).filter((found) => !DATE.test(found));
  return numbers
    .map(letterAndDigits)
    .some((number) => number.replace(/\D/g, '').length >= LEAST_DIGITS && !records.includes(number));
}

/** However a number is grouped, it is the same number. */
function letterAndDigits(text: Prompt['suffix']): string {
  return text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
}
