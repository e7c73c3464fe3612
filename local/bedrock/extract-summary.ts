import { bestQuote, cleanLine, quotesOf, WORTH_QUOTING } from './quotes.ts';
import { findRecordsDocument, type RecordedInteraction, type RecordsDocument } from './records-document.ts';

const MAX_ANSWER_WORDS = 120;
const MAX_REFS = 5;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Dispositions that tell an agent where a matter stands; the others say only that a contact ended. */
const TELLING = /abandoned|callback|dispatched|escalated|missed|no fix|pending|promise|transferred/;
/** The order of the answer's lines. */
const LABELS = ['REASON', 'OPEN_ISSUE', 'PROMISE', 'DONT_ASK_AGAIN', 'HISTORY', 'SENTIMENT', 'NEXT_STEP'];

interface Line {
  readonly label: string;
  readonly sentence: string;
  readonly from: readonly RecordedInteraction[];
}

/**
 * The stand-in's answer to a prompt: an extract of the records in the message, at most 8 lines `LABEL: sentence [refs]`
 * and 120 words. What it quotes stays in the records' language, what it adds is English.
 * `OK` without records, as in a warm-up call.
 * @throws ZodError, SyntaxError when the records cannot be read
 */
export function answerFromRecords(message: string): string {
  const document = findRecordsDocument(message);
  if (document === undefined) return 'OK';
  let words = 0;
  const printed = linesByImportance(document).flatMap(({ label, sentence, from }) => {
    const refs = from.slice(0, MAX_REFS).map(({ ref }) => ref);
    const line = `${label}: ${sentence} [${refs.join(',')}]`;
    const wordsWithLine = words + line.split(' ').length;
    if (wordsWithLine > MAX_ANSWER_WORDS) return [];
    words = wordsWithLine;
    return line;
  });
  return LABELS.flatMap((label) => printed.filter((line) => line.startsWith(`${label}:`))).join('\n');
}

function linesByImportance({ interactions, reason_given_to_ivr: told }: RecordsDocument): readonly Line[] {
  const quotes = new Set(quotesOf(interactions));
  const quote = (label: keyof typeof WORTH_QUOTING, source: readonly RecordedInteraction[]): Line[] => {
    const candidates = [...quotes].filter(({ from }) => source.includes(from));
    const best = bestQuote(candidates, WORTH_QUOTING[label]);
    if (best === undefined) return [];
    quotes.delete(best);
    return [{ label, sentence: dated('On', best.from, ': ') + best.sentence, from: [best.from] }];
  };
  const matter = likelyMatter(interactions, inWords(told));
  const [last] = matter;
  const unresolved = interactions.filter(({ resolved }) => resolved !== true);
  // The narrow patterns choose first, so that a promise is not used up as an open issue.
  const [promise] = quote('PROMISE', unresolved);
  const rest = [...quote('DONT_ASK_AGAIN', interactions), ...quote('SENTIMENT', interactions)];
  return [
    {
      label: 'REASON',
      sentence: reason(inWords(told), { matter, newest: interactions[0] }),
      from: last ? matter : [interactions[0]],
    },
    ...historyLines(interactions),
    ...quote('OPEN_ISSUE', matter),
    ...(promise ? [promise] : []),
    ...(last ? [nextStep(promise, last)] : []),
    ...rest,
  ];
}

/** What the customer most likely calls about: the open interactions of one intent, newest first; none if all is resolved. */
function likelyMatter(
  interactions: readonly RecordedInteraction[],
  told: string,
): readonly RecordedInteraction[] {
  const open = interactions.filter(({ resolved }) => resolved === false);
  const likely = open.find(({ intent }) => isRelated(inWords(intent), told)) ?? open[0];
  return open.filter(({ intent }) => intent === likely?.intent);
}

function isRelated(intent: string, told: string): boolean {
  return told.split(' ').some((word) => intent.split(' ').includes(word));
}

function reason(
  told: string,
  { matter, newest }: { matter: readonly RecordedInteraction[]; newest: RecordedInteraction },
): string {
  // `misc` is what the phone menu says when it was told nothing.
  const calls =
    told === '' || told === 'misc'
      ? `The customer gave no reason and was last in contact about ${subjectOf(newest)}`
      : `The customer calls about ${told}`;
  const [last] = matter;
  if (last === undefined) return `${calls}; no record says that anything is open.`;
  const intent = subjectOf(last);
  const open = `open${begun(' since', matter)}`;
  if (intent === told) return `${calls}, ${open}.`;
  if (isRelated(intent, told)) return `${calls}, most likely ${intent}, ${open}.`;
  return `${calls}; ${open}: ${intent}.`;
}

function historyLines(interactions: readonly RecordedInteraction[]): readonly Line[] {
  const [last] = interactions;
  const count = interactions.reduce((sum, { records }) => sum + records, 0);
  const sentence =
    count === 1
      ? `One interaction${dated(' on', last)}.`
      : `${count} interactions${begun(' from', interactions)}${dated(' to', last)}.`;
  const local = 'Extracted by the local stand-in model, not written by a language model.';
  return [
    { label: 'HISTORY', sentence, from: interactions },
    { label: 'HISTORY', sentence: local, from: interactions.slice(0, 1) },
  ];
}

function nextStep(promise: Line | undefined, last: RecordedInteraction): Line {
  const [promised] = promise?.from ?? [];
  if (promised !== undefined) {
    const sentence = `Check first whether the promise${dated(' of', promised)} was kept.`;
    return { label: 'NEXT_STEP', sentence, from: [promised] };
  }
  const disposition = inWords(last.disposition);
  const standing = TELLING.test(disposition) ? ` (${disposition})` : '';
  const sentence = `Take up ${subjectOf(last)} where it ended${dated(' on', last)}${standing}.`;
  return { label: 'NEXT_STEP', sentence, from: [last] };
}

/** Such as `on 22 Nov`; '' without a date. */
function dated(preposition: string, { at }: Partial<RecordedInteraction> = {}, end = ''): string {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)/.exec(at ?? '') ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? '' : `${preposition} ${Number(day)} ${name}${end}`;
}

/** Dated by the earliest of them, which a folded line may hold although a newer one comes after it. */
function begun(preposition: string, interactions: readonly RecordedInteraction[]): string {
  const days = interactions.flatMap(({ since }) => since ?? []).sort();
  return dated(preposition, { at: days[0] });
}

function subjectOf({ intent }: RecordedInteraction): string {
  return inWords(intent) || 'a matter without a name';
}

/** A code such as `billing_dispute` in words; '' for none. */
function inWords(code: string | null | undefined): string {
  return cleanLine((code ?? '').replaceAll('_', ' ')).slice(0, 60);
}
