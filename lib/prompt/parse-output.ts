import { isPlainText } from '../domain/plain-text.ts';
import type { RemovedLine, Section, SummaryLine } from '../domain/summary.ts';
import type { Prompt } from '../insights/ports.ts';

/** The sentences of an answer, in its order, and the lines that are none. */
export interface ParsedOutput {
  readonly lines: readonly SummaryLine[];
  readonly removed: readonly RemovedLine[];
}

/** As models write them; `prompts/<version>/output-schema.json` has the same ones. */
export const LABELS: Readonly<Record<string, Section>> = {
  REASON: 'reason',
  OPEN_ISSUE: 'openIssues',
  SINCE_LAST_AGENT: 'sinceLastAgent',
  PROMISE: 'promises',
  DONT_ASK_AGAIN: 'dontAskAgain',
  HISTORY: 'history',
  SENTIMENT: 'sentiment',
  NEXT_STEP: 'nextBestAction',
};
const LABEL = `(?:${Object.keys(LABELS).join('|')})\\*{0,2}:`;

/** Also with the bullets, numbers, bold labels, parted refs and final full stops that models add. */
const LINE =
  /^(?:[-*•>#]{1,4} {0,2}|\d{1,2}[.)] {0,2})?\*{0,2}([A-Z_]{4,20})\*{0,2}:\*{0,2} {0,2}(\S.{0,500}?) {0,2}((?:\[[iI0-9, ]{2,400}\] ?){1,6})\.?$/;
const REFS_INSIDE = / ?\[[iI]\d{1,3}(?:[, ]{1,2}[iI]?\d{1,3}){0,40}\]/g;
const LONGEST_SENTENCE = 400;
const CODE_FENCE = /^`{3,}\w*$/;
/** `Sure, here is the note: REASON: …` */
const PREAMBLE = /^[^\n[\]]{0,80}:[\s*]{0,4}(?=REASON\*{0,2}:)/;
/** Models forget line breaks: `REASON: One. [i1] HISTORY: Two. [i2]` */
const FORGOTTEN_LINE_BREAK = new RegExp(`(?<=\\]\\.?) {1,3}(?=\\*{0,2}${LABEL})`, 'g');
const LABEL_INSIDE = new RegExp(LABEL);
const ENDED_SENTENCE = /[.!?…。！？]["')\]]? {0,2}(?:\[[iI0-9, ]{2,400}\] ?){1,6}\.?$|\]\.$/u;

/**
 * Reads `LABEL: Sentence. [refs]` lines. A line that is not whole, cites nothing we know or holds what an agent must not see
 * is removed, so a text that was cut off keeps its complete sentences.
 */
export function parseOutput(text: string, { records }: Pick<Prompt, 'records'>): ParsedOutput {
  const written = writtenLines(text);
  const whole = isCutOff(written) ? written.slice(0, -1) : written;
  const parsed = whole.map((line) => ({ line, read: readLine(line, records) }));
  return {
    lines: parsed.flatMap(({ read }) => read ?? []),
    removed: [
      ...parsed.flatMap(({ line, read }) => (read === null ? removedAs('unreadable', line) : [])),
      ...written.slice(whole.length).flatMap((line) => removedAs('cut_off', line)),
    ],
  };
}

function removedAs(reason: RemovedLine['reason'], text: string): readonly RemovedLine[] {
  return [{ text, reason, detail: null }];
}

function writtenLines(text: string): readonly string[] {
  return text
    .trimStart()
    .replace(PREAMBLE, '')
    .replace(FORGOTTEN_LINE_BREAK, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !CODE_FENCE.test(line));
}

/** An answer that is cut off behind refs inside a sentence looks whole but for the full stop that its other lines have. */
function isCutOff(written: readonly string[]): boolean {
  const [last = '', ...earlier] = written.toReversed();
  return !ENDED_SENTENCE.test(last) && earlier.some((line) => ENDED_SENTENCE.test(line));
}

function readLine(line: string, records: Prompt['records']): SummaryLine | null {
  const [, label = '', sentence = '', refs = ''] = LINE.exec(line) ?? [];
  const section = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  const inside = sentence.match(REFS_INSIDE) ?? [];
  const text = sentence.replace(REFS_INSIDE, '').trim();
  const cited = [...inside, refs].flatMap((some) => idsOf(some, records));
  if (section === undefined || cited.length === 0 || text === '' || text.length > LONGEST_SENTENCE)
    return null;
  if (LABEL_INSIDE.test(text) || !isPlainText(text)) return null;
  return { section, text: asSentence(text), interactionIds: [...new Set(cited)] };
}

function idsOf(refs: string, records: Prompt['records']): readonly string[] {
  return refs.split(/[[\], ]+/).flatMap((ref) => records.get(ref.toLowerCase())?.interactionIds ?? []);
}

/** Models forget the full stop, and without it two sentences of the summary run into one. */
function asSentence(text: string): string {
  return /[.!?…]["')\]]?$/u.test(text) ? text : `${text}.`;
}
