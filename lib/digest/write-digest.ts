import type { DigestInput } from '../domain/digest-input.ts';
import type { SummaryLine } from '../domain/summary.ts';
import { type DigestHistory, digestHistory } from './digest-history.ts';
import { digestLine } from './digest-line.ts';
import { historyLine, noInteractionsLine, sinceLastAgentLines } from './history-lines.ts';
import { limitDigest } from './limit-digest.ts';
import { openMatterLines, reasonLine } from './matter-lines.ts';
import { quoteNote } from './quote-note.ts';
import { givenOf, promisesOf, type Quote, quotedLines, sentimentOf } from './quoted-lines.ts';

/**
 * A summary made from the records alone, by counting and quoting: what the agent reads when no model answers in time.
 * At most 120 words in the language of the request; quotes stay in that of the record. The same input gives the same
 * lines; without an interaction it says that there is none.
 */
export function writeDigest(input: DigestInput): readonly SummaryLine[] {
  const history = digestHistory(input);
  if (input.interactions.length === 0) return [noInteractionsLine(history)];
  const { day, promised, given, sentiment } = history.words;
  const promises = promisesOf(history);
  const used: Quote[] = [...promises];
  const unused = (quotes: readonly Quote[]) => {
    const fresh = quotes.filter(({ text }) => !used.some((quote) => quote.text === text));
    used.push(...fresh);
    return fresh;
  };
  return limitDigest([
    reasonLine(history),
    ...openMatterLines(history),
    ...quotedLines(promises, { section: 'promises', day, phrase: promised }),
    ...quotedLines(unused(givenOf(history)), { section: 'dontAskAgain', day, phrase: given }),
    ...quotedLines(unused(sentimentOf(history)), { section: 'sentiment', day, phrase: sentiment }),
    ...sinceAndHistoryLines(history, used),
    ...nextStepLines(promises, history),
  ]);
}

/** The newest note stands with what came since the last agent when it came since then, else with the history. */
function sinceAndHistoryLines(history: DigestHistory, used: readonly Quote[]): readonly SummaryLine[] {
  const since = sinceLastAgentLines(history);
  const { day, note } = history.words;
  const section = since.length > 0 ? 'sinceLastAgent' : 'history';
  return [
    ...since,
    historyLine(history),
    ...quotedLines(newestNote(history, used), { section, day, phrase: note }),
  ];
}

function newestNote({ notes }: DigestHistory, used: readonly Quote[]): readonly Quote[] {
  const [newest] = notes;
  if (newest === undefined) return [];
  const text = quoteNote(
    newest.clauses,
    used.map((quote) => quote.text),
  );
  return text === null ? [] : [{ interaction: newest.interaction, text }];
}

function nextStepLines([promise]: readonly Quote[], { words }: DigestHistory): readonly SummaryLine[] {
  if (promise === undefined) return [];
  const text = words.checkPromise(words.day(promise.interaction.at));
  return [digestLine('nextBestAction', { text, of: [promise.interaction] })];
}
