import { type AnswerWords, answerWordsOf } from './answer-words.ts';
import { bestQuote, cleanLine, quotesOf, WORTH_QUOTING } from './quotes.ts';
import { findRecordsDocument, type RecordedInteraction, type RecordsDocument } from './records-document.ts';

const MAX_ANSWER_WORDS = 120;
/** Dispositions that tell an agent where a matter stands; the others say only that a contact ended. */
const TELLING = /abandoned|callback|dispatched|escalated|missed|no fix|pending|promise|transferred/;
/** The order of the answer's lines. */
const LABELS = [
  'REASON',
  'OPEN_ISSUE',
  'SINCE_LAST_AGENT',
  'PROMISE',
  'DONT_ASK_AGAIN',
  'HISTORY',
  'SENTIMENT',
  'NEXT_STEP',
];

interface Line {
  readonly label: string;
  readonly sentence: string;
  readonly from: readonly RecordedInteraction[];
}

/**
 * The stand-in's answer to a prompt: an extract of the records in the message, at most 8 lines `LABEL: sentence [refs]`
 * and 120 words. What it quotes stays in the records' language, what it adds is in the one asked for.
 * `OK` without records, as in a warm-up call.
 * @throws ZodError, SyntaxError when the records cannot be read
 */
export function answerFromRecords(message: string): string {
  const document = findRecordsDocument(message);
  if (document === undefined) return 'OK';
  let words = 0;
  const printed = linesByImportance(document).flatMap(({ label, sentence, from }) => {
    const line = `${label}: ${sentence} [${from.map(({ ref }) => ref).join(',')}]`;
    const wordsWithLine = words + line.split(' ').length;
    if (wordsWithLine > MAX_ANSWER_WORDS) return [];
    words = wordsWithLine;
    return line;
  });
  return LABELS.flatMap((label) => printed.filter((line) => line.startsWith(`${label}:`))).join('\n');
}

function linesByImportance(document: RecordsDocument): readonly Line[] {
  const { interactions, reason_given_to_ivr: told } = document;
  const words = answerWordsOf(document.write_in ?? 'en');
  const quotes = new Set(quotesOf(interactions));
  const quote = (label: keyof typeof WORTH_QUOTING, source: readonly RecordedInteraction[]): Line[] => {
    const candidates = [...quotes].filter(({ from }) => source.includes(from));
    const best = bestQuote(candidates, WORTH_QUOTING[label]);
    if (best === undefined) return [];
    quotes.delete(best);
    const day = dayOf(best.from.at, words);
    const sentence = day === '' ? best.sentence : `${words.on(day)}: ${best.sentence}`;
    return [{ label, sentence: isEnded(sentence) ? sentence : `${sentence}.`, from: [best.from] }];
  };
  const matter = likelyMatter(interactions, inWords(told));
  const [last] = matter;
  const unresolved = interactions.filter(({ resolved }) => resolved !== true);
  const news = quote('SINCE_LAST_AGENT', newerThan(interactions, document.last_agent));
  // The narrow patterns choose first, so that a promise is not used up as an open issue.
  const [promise] = quote('PROMISE', unresolved);
  const rest = [...quote('DONT_ASK_AGAIN', interactions), ...quote('SENTIMENT', interactions)];
  return [
    {
      label: 'REASON',
      sentence: reason(inWords(told), { matter, newest: interactions[0], words }),
      from: last ? matter : [interactions[0]],
    },
    ...news,
    historyLine(interactions, words),
    ...quote('OPEN_ISSUE', matter),
    ...(promise ? [promise] : []),
    ...(last ? [nextStep(promise, { last, words })] : []),
    ...rest,
  ];
}

/** The records before that of the last agent, which come newest first; none without one. */
function newerThan(
  interactions: readonly RecordedInteraction[],
  lastAgent: string | null | undefined,
): readonly RecordedInteraction[] {
  return interactions.slice(
    0,
    Math.max(
      0,
      interactions.findIndex(({ ref }) => ref === lastAgent),
    ),
  );
}

/** What the customer most likely calls about: the open interactions of one intent, newest first; none if all is resolved. */
function likelyMatter(
  interactions: readonly RecordedInteraction[],
  told: string,
): readonly RecordedInteraction[] {
  const open = stillOpen(interactions);
  const likely = open.find(({ intent }) => isRelated(inWords(intent), told)) ?? open[0];
  return open.filter(({ intent }) => intent === likely?.intent);
}

/** Those that no newer record of their intent says are resolved. */
function stillOpen(interactions: readonly RecordedInteraction[]): readonly RecordedInteraction[] {
  const settled = new Set<string>();
  return interactions.filter(({ intent, resolved }) => {
    if (resolved === true) settled.add(intent ?? '');
    return resolved === false && !settled.has(intent ?? '');
  });
}

function isRelated(intent: string, told: string): boolean {
  return told.split(' ').some((word) => intent.split(' ').includes(word));
}

interface Situation {
  readonly matter: readonly RecordedInteraction[];
  readonly newest: RecordedInteraction;
  readonly words: AnswerWords;
}

function reason(told: string, { matter, newest, words }: Situation): string {
  // `misc` is what the phone menu says when it was told nothing.
  const calls =
    told === '' || told === 'misc'
      ? `${words.lastAbout} ${subjectOf(newest, words)}`
      : `${words.callsAbout} ${told}`;
  const [last] = matter;
  if (last === undefined) return `${calls}; ${words.nothingOpen}.`;
  const intent = subjectOf(last, words);
  const open = words.open(firstDayOf(matter, words));
  if (intent === told) return ended(`${calls}, ${open}`);
  if (isRelated(intent, told)) return ended(`${calls}, ${words.mostLikely} ${intent}, ${open}`);
  return `${calls}; ${open}: ${intent}.`;
}

/** What it says of itself stands with what it counts: alone it would follow from no record. */
function historyLine(interactions: readonly RecordedInteraction[], words: AnswerWords): Line {
  const last = dayOf(interactions[0]?.at, words);
  const count = interactions.reduce((sum, { records }) => sum + records, 0);
  const counted =
    count === 1 ? words.one(last) : words.many(count, { first: firstDayOf(interactions, words), last });
  return { label: 'HISTORY', sentence: `${ended(counted)} ${words.extracted}`, from: interactions };
}

function nextStep(
  promise: Line | undefined,
  { last, words }: { readonly last: RecordedInteraction; readonly words: AnswerWords },
): Line {
  const [promised] = promise?.from ?? [];
  if (promised !== undefined) {
    const sentence = words.checkPromise(dayOf(promised.at, words));
    return { label: 'NEXT_STEP', sentence: ended(sentence), from: [promised] };
  }
  const disposition = inWords(last.disposition);
  const standing = TELLING.test(disposition) ? ` (${disposition})` : '';
  const sentence = words.takeUp(subjectOf(last, words), { day: dayOf(last.at, words), standing });
  return { label: 'NEXT_STEP', sentence: ended(sentence), from: [last] };
}

/** Such as `22 Nov`; '' without a date. */
function dayOf(at: string | null | undefined, { locale }: AnswerWords): string {
  const ms = Date.parse(/^\d{4}-\d\d-\d\d/.exec(at ?? '')?.[0] ?? '');
  if (Number.isNaN(ms)) return '';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(ms);
}

/** The earliest of them, which a folded line may hold although a newer one comes after it. */
function firstDayOf(interactions: readonly RecordedInteraction[], words: AnswerWords): string {
  const [first] = interactions.flatMap(({ since }) => since ?? []).sort();
  return dayOf(first, words);
}

function isEnded(sentence: string): boolean {
  return /[.!?…]["')]?$/.test(sentence);
}

/** With one full stop, also behind a month that is shortened with one. */
function ended(sentence: string): string {
  return sentence.replace(/\.*$/, '.');
}

function subjectOf({ intent }: RecordedInteraction, { unnamed }: AnswerWords): string {
  return inWords(intent) || unnamed;
}

/** A code such as `billing_dispute` in words; '' for none. */
function inWords(code: string | null | undefined): string {
  return cleanLine((code ?? '').replaceAll('_', ' ')).slice(0, 60);
}
