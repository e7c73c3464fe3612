import { bestQuote, cleanLine, type Quote, quotesOf } from './quotes.ts';
import { findRecordsDocument, type RecordedInteraction, type RecordsDocument } from './records-document.ts';
import { WORDS } from './word-lists.ts';

const MAX_ANSWER_WORDS = 120;
const MAX_HISTORY_REFS = 5;
const LOCAL_LINE = 'HISTORY: Extracted by the local stand-in model, not written by a language model. [i1]';

/** The order of the answer's sections. */
const TAGS = [
  'REASON',
  'OPEN_ISSUE',
  'PROMISE',
  'DONT_ASK_AGAIN',
  'HISTORY',
  'SENTIMENT',
  'NEXT_STEP',
] as const;

interface Line extends Quote {
  readonly tag: (typeof TAGS)[number];
}

/**
 * The stand-in's answer to a prompt: an extract of the records in the message, at most 9 lines `TAG: sentence [refs]`
 * and 120 words. What it quotes stays in the records' language, what it adds is English.
 * `OK` without records, as in a warm-up call; an apology if they cannot be read.
 */
export function answerFromRecords(message: string): string {
  const document = findRecordsDocument(message);
  if (document === 'absent') return 'OK';
  if (document === 'unreadable') return 'I am sorry, I could not read the records in this message.';
  const lines = keepWithinWords(linesByImportance(document));
  return TAGS.flatMap((tag) => {
    const section = lines.filter((line) => line.tag === tag).map(printLine);
    return tag === 'HISTORY' ? [...section, LOCAL_LINE] : section;
  }).join('\n');
}

function linesByImportance(document: RecordsDocument): readonly Line[] {
  const { interactions } = document;
  const open = interactions.filter((interaction) => interaction.resolved === false);
  const quotes = new Set(quotesOf(interactions));
  const quote = (tag: keyof typeof WORDS, from: readonly RecordedInteraction[] = interactions): Line[] => {
    const refs = from.map((interaction) => interaction.ref);
    const candidates = [...quotes].filter((candidate) => candidate.refs.some((ref) => refs.includes(ref)));
    const best = bestQuote(candidates, WORDS[tag]);
    if (best === undefined) return [];
    quotes.delete(best);
    return [{ tag, ...best }];
  };
  // The narrow word lists choose first, so that a promise is not used up as an open issue.
  const promise = quote('PROMISE');
  const dontAskAgain = quote('DONT_ASK_AGAIN');
  const sentiment = quote('SENTIMENT');
  const issues = open.slice(0, 2).map((interaction) => {
    const [line] = quote('OPEN_ISSUE', [interaction]);
    return line ?? about('OPEN_ISSUE', 'Not resolved:', interaction);
  });
  const nextStep = open.slice(0, 1).map((interaction) => about('NEXT_STEP', 'Follow up', interaction));
  return [
    reasonLine(document, open),
    ...issues.slice(0, 1),
    ...promise,
    historyLine(interactions),
    ...dontAskAgain,
    ...(nextStep.length > 0 ? nextStep : quote('NEXT_STEP')),
    ...sentiment,
    ...issues.slice(1),
  ];
}

function reasonLine(document: RecordsDocument, open: readonly RecordedInteraction[]): Line {
  const told = readable(document.reason_given_to_ivr);
  const words = told.split(' ');
  const related = open.find(({ intent }) =>
    readable(intent)
      .split(' ')
      .some((word) => words.includes(word)),
  );
  const cause = related ?? open[0] ?? document.interactions[0];
  const reason = told === '' ? 'No reason was given to the phone menu' : `The phone menu was told "${told}"`;
  return about('REASON', `${reason}; ${cause.resolved === false ? 'still open is' : 'last was'}`, cause);
}

function historyLine(interactions: readonly RecordedInteraction[]): Line {
  const channels = Map.groupBy(interactions, ({ channel }) => readable(channel) || 'other');
  const counts = [...channels].map(([channel, contacts]) => `${contacts.length} by ${channel}`).join(', ');
  const days = interactions
    .map(dayOf)
    .filter((day) => day !== '')
    .sort();
  const span = days.length === 0 ? '' : `, ${days[0]} to ${days.at(-1)}`;
  const refs = interactions.slice(0, MAX_HISTORY_REFS).map(({ ref }) => ref);
  return { tag: 'HISTORY', sentence: `Contacts: ${counts}${span}.`, refs };
}

function about(tag: Line['tag'], beginning: string, interaction: RecordedInteraction): Line {
  const details = [
    readable(interaction.intent) || 'a contact',
    dayOf(interaction) && `of ${dayOf(interaction)}`,
    readable(interaction.disposition) && `(${readable(interaction.disposition)})`,
  ];
  return { tag, sentence: `${beginning} ${details.filter(Boolean).join(' ')}.`, refs: [interaction.ref] };
}

function dayOf({ at }: RecordedInteraction): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(at ?? '')?.[0] ?? '';
}

/** A code such as `billing_dispute` in words; '' for none. */
function readable(code: string | null | undefined): string {
  return cleanLine((code ?? '').replaceAll('_', ' ')).slice(0, 60);
}

function keepWithinWords(lines: readonly Line[]): readonly Line[] {
  let words = countWords(LOCAL_LINE);
  return lines.filter((line) => {
    const sum = words + countWords(printLine(line));
    if (sum > MAX_ANSWER_WORDS) return false;
    words = sum;
    return true;
  });
}

function countWords(line: string): number {
  return line.split(' ').length;
}

function printLine({ tag, sentence, refs }: Line): string {
  return `${tag}: ${sentence} [${refs.join(',')}]`;
}
