/** The mistakes of a hurried model. */
export const ERROR_KINDS = [
  'amount',
  'day',
  'count',
  'reference',
  'lost_not',
  'verdict',
  'promise',
  'other_customer',
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

/** A line of an answer with a mistake in it. */
export interface WrongLine {
  readonly line: string;
  /** The words that are wrong. */
  readonly wrong: string;
}

/** Changes a line, or writes a new one from it; `null` where it holds nothing to get wrong. */
type PlantError = (line: string, records: string) => WrongLine | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY = /\b(\d{1,2})(?= (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/i;
const LAST_SAFE_DAY = 28;
const REFS = /\[i[\di,]+\]$/;
const PROMISES = [
  'A supervisor promised to waive the next two invoices.',
  'The agent promised a free replacement handset by courier.',
  'The company committed to a personal visit of a regional manager.',
];
const OTHERS = [
  'The washing machine leaks from the door seal and floods the kitchen.',
  'Her violin was damaged by the removal firm and stays at the workshop.',
  'The dental crown fell out while chewing and the surgery has no slot.',
];

/** How each mistake is made. What is written wrongly stands in no record. */
export const PLANT: Readonly<Record<ErrorKind, PlantError>> = {
  amount: (line, records) => swapDigits(line, { pattern: /[$€£]\d[\d.,]*\d/, records }),
  reference: (line, records) =>
    swapDigits(line, { pattern: /(?<![\d$€£.,-])\b(?:[a-z]{1,3}-?)?\d{4,}\b(?![.,]?\d)/i, records }),
  day: moveDay,
  count: (line) =>
    replaceOnce(line, /^(HISTORY: )(\d+)/, (_, before, count) => `${before}${Number(count) + 1}`),
  lost_not: (line) =>
    replaceOnce(line, /\b(is|was|did|does|has|have|had|are|would|could) not\b/i, (_, verb) => verb),
  verdict: (line) => replaceOnce(line, /([,;]) open since/, (_, mark) => `${mark} this was resolved on`),
  promise: (line, records) => invented('PROMISE', { line, sentence: oneOf(PROMISES, records) }),
  other_customer: (line, records) => invented('OPEN_ISSUE', { line, sentence: oneOf(OTHERS, records) }),
};

/** The first two neighbouring digits that differ, from the right, change places. */
function swapDigits(
  line: string,
  { pattern, records }: { readonly pattern: RegExp; readonly records: string },
): WrongLine | null {
  const sentence = line.replace(REFS, '');
  const right = pattern.exec(sentence)?.[0] ?? '';
  const wrong = right.replace(/^(.*)(\d)(?!\2)(\d)/, '$1$3$2');
  if (wrong === right || digitsOf(records).includes(digitsOf(wrong))) return null;
  return { line: line.replace(right, wrong), wrong };
}

function moveDay(line: string, records: string): WrongLine | null {
  const [right = '', day = '', month = ''] = DAY.exec(line) ?? [];
  const moved = Number(day) < LAST_SAFE_DAY ? Number(day) + 1 : Number(day) - 1;
  const inYear = `-${twoDigits(MONTHS.indexOf(month.toLowerCase()) + 1)}-${twoDigits(moved)}`;
  if (right === '' || records.includes(inYear)) return null;
  return { line: line.replace(DAY, String(moved)), wrong: `${moved} ${month}` };
}

function replaceOnce(
  line: string,
  pattern: RegExp,
  replacement: (...found: string[]) => string,
): WrongLine | null {
  const found = pattern.exec(line);
  if (found === null) return null;
  const wrong = replacement(...found);
  return { line: line.replace(found[0], wrong), wrong: wrong.replace(/^[A-Z_]+: /, '') };
}

function invented(
  label: string,
  { line, sentence }: { readonly line: string; readonly sentence: string },
): WrongLine | null {
  const [refs] = REFS.exec(line) ?? [];
  return refs === undefined ? null : { line: `${label}: ${sentence} ${refs}`, wrong: sentence };
}

/** The same records get the same one. */
function oneOf(sentences: readonly string[], records: string): string {
  return sentences[records.length % sentences.length] ?? '';
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function digitsOf(text: string): string {
  return text.replace(/[^\d\s]/g, '');
}
