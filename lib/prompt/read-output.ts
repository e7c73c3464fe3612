import { OmniError } from '../domain/errors.ts';
import { isPlainText } from '../domain/plain-text.ts';
import type { Section, SummaryLine } from '../domain/summary.ts';
import type { Prompt, ReadLines, ReadOutput } from '../insights/ports.ts';
import { isTooLong, limitLines } from './limit-lines.ts';

const LABELS: Readonly<Record<string, Section>> = {
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
 * Reads `LABEL: Sentence. [refs]` lines, at most 120 words of them. A line that is not whole, cites nothing we know, holds
 * what an agent must not see or is too much is removed and counted, so a text that was cut off keeps its complete sentences.
 * @throws OmniError model_output_invalid when no REASON is left, it alone is too long, or the text repeats the prompt
 */
export const readOutput: ReadOutput = (text, prompt) => {
  const lowerCase = text.toLowerCase();
  if (prompt.secrets.some((secret) => lowerCase.includes(secret.toLowerCase())))
    throw invalid('The answer repeats the prompt.');
  const written = writtenLines(text);
  const whole = isCutOff(written) ? written.slice(0, -1) : written;
  const lines = limitLines(whole.flatMap((line) => readLine(line, prompt.interactionIds) ?? []));
  if (!lines.some((line) => line.section === 'reason')) throw invalid('The answer has no valid REASON line.');
  if (isTooLong(lines)) throw invalid('The answer is too long.');
  return { lines, removed: written.length - lines.length } satisfies ReadLines;
};

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

function readLine(line: string, interactionIds: Prompt['interactionIds']): SummaryLine | null {
  const [, label = '', sentence = '', refs = ''] = LINE.exec(line) ?? [];
  const section = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  const inside = sentence.match(REFS_INSIDE) ?? [];
  const text = sentence.replace(REFS_INSIDE, '').trim();
  const cited = [...inside, refs].flatMap((some) => idsOf(some, interactionIds));
  if (section === undefined || cited.length === 0 || text === '' || text.length > LONGEST_SENTENCE)
    return null;
  if (LABEL_INSIDE.test(text) || !isPlainText(text)) return null;
  return { section, text: asSentence(text), interactionIds: [...new Set(cited)] };
}

function idsOf(refs: string, interactionIds: Prompt['interactionIds']): readonly string[] {
  return refs.split(/[[\], ]+/).flatMap((ref) => interactionIds.get(ref.toLowerCase()) ?? []);
}

/** Models forget the full stop, and without it two sentences of the summary run into one. */
function asSentence(text: string): string {
  return /[.!?…]["')\]]?$/u.test(text) ? text : `${text}.`;
}

function invalid(details: string): OmniError {
  return new OmniError('model_output_invalid', { details });
}
