import { OmniError } from '../domain/errors.ts';
import { isPlainText } from '../domain/plain-text.ts';
import type { Section, SummaryLine } from '../domain/summary.ts';
import type { ReadLines, ReadOutput } from '../insights/ports.ts';

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

/** Also with the bullets, bold labels and final full stops that models add. */
const LINE =
  /^(?:[-*•] {0,2})?\*{0,2}([A-Z_]{4,20})\*{0,2}:\*{0,2} {0,2}(\S.{0,399}?) {0,2}\[([iI0-9, ]{2,400})\]\.?$/;
const MOST_LINES = 14;
const MOST_WORDS = 160;
/**
 * Reads `LABEL: Sentence. [refs]` lines. A line that is not whole, cites nothing we know or holds what an agent must not
 * see is removed and counted, so a text that was cut off keeps its complete sentences.
 * @throws OmniError model_output_invalid when no REASON is left, the text is far too long, or it repeats the prompt
 */
export const readOutput: ReadOutput = (text, prompt) => {
  const lowerCase = text.toLowerCase();
  if (prompt.secrets.some((secret) => lowerCase.includes(secret.toLowerCase())))
    throw invalid('The answer repeats the prompt.');
  const written = text.split('\n').filter((line) => line.trim() !== '');
  const lines = written.flatMap((line) => readLine(line.trim(), prompt.interactionIds) ?? []);
  if (!lines.some((line) => line.section === 'reason')) throw invalid('The answer has no valid REASON line.');
  if (lines.length > MOST_LINES || wordCount(lines) > MOST_WORDS) throw invalid('The answer is too long.');
  return { lines, removed: written.length - lines.length } satisfies ReadLines;
};

function readLine(line: string, interactionIds: ReadonlyMap<string, string>): SummaryLine | null {
  const [, label = '', text = '', refs = ''] = LINE.exec(line) ?? [];
  const section = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  const cited = refs.split(',').flatMap((ref) => interactionIds.get(ref.trim().toLowerCase()) ?? []);
  if (section === undefined || cited.length === 0 || !isPlainText(text)) return null;
  return { section, text: asSentence(text.trimEnd()), interactionIds: [...new Set(cited)] };
}

/** Models forget the full stop, and without it two sentences of the summary run into one. */
function asSentence(text: string): string {
  return /[.!?…]["')\]]?$/u.test(text) ? text : `${text}.`;
}

function wordCount(lines: readonly SummaryLine[]): number {
  return lines.reduce((words, line) => words + line.text.split(/\s+/).length, 0);
}

function invalid(details: string): OmniError {
  return new OmniError('model_output_invalid', { details });
}
