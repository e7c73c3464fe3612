import type { RemovedLine, SummaryLine } from '../domain/summary.ts';
import type { Prompt } from '../insights/ports.ts';

interface GuardOptions {
  readonly prompt: Pick<Prompt, 'suffix'>;
  /** Replaces personal data by words in square brackets. */
  readonly redact: (text: string) => string;
}

/** Long enough to be the number of an account, a card or a phone, and too long for a count, a year or most amounts. */
const LEAST_DIGITS = 5;
const NUMBER = /[\p{L}\d]*\d[\p{L}\d]*(?:[-./ ]\d[\p{L}\d]*)*/gu;
const DATE = /^\d{1,4}([-./])\d{1,2}\1\d{1,4}$/;

/**
 * Takes out the sentences that no agent may see: personal data, and long numbers that stand in no record shown to the
 * model, such as the number of another account.
 */
export function guardLines(lines: readonly SummaryLine[], { prompt, redact }: GuardOptions) {
  const records = letterAndDigits(prompt.suffix);
  const judged = lines.map((line) => ({ line, reason: reasonAgainst(line, { records, redact }) }));
  return {
    lines: judged.flatMap(({ line, reason }) => (reason === null ? line : [])),
    removed: judged.flatMap(({ line, reason }) =>
      reason === null ? [] : ({ text: line.text, reason, detail: null } satisfies RemovedLine),
    ),
  };
}

function reasonAgainst(
  { text }: SummaryLine,
  { records, redact }: Pick<GuardOptions, 'redact'> & { readonly records: string },
): RemovedLine['reason'] | null {
  if (placeholders(redact(text)) > placeholders(text)) return 'personal_data';
  return holdsForeignNumber(text, records) ? 'foreign_number' : null;
}

function placeholders(text: string): number {
  return text.split(/\[[a-z ]{3,20}\]/).length - 1;
}

function holdsForeignNumber(text: string, records: string): boolean {
  const numbers = (text.match(NUMBER) ?? []).filter((found) => !DATE.test(found));
  return numbers
    .map(letterAndDigits)
    .some((number) => number.replace(/\D/g, '').length >= LEAST_DIGITS && !records.includes(number));
}

/** However a number is grouped, it is the same number. */
function letterAndDigits(text: Prompt['suffix']): string {
  return text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
}
