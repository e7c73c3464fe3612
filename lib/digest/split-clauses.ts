import { isPlainText, toVisibleText } from '../domain/plain-text.ts';
import { splitTurns, type Turn } from './split-turns.ts';

/** A run of words between two commas, and where it stands in its sentence. */
export interface Clause {
  readonly text: string;
  /** As it stands in the record, but for spaces. */
  readonly sentence: string;
  /** Of all clauses of the sentence: where each begins and ends; and the place of this one among them. */
  readonly spans: readonly Span[];
  readonly position: number;
  readonly speaker: Turn['speaker'];
  /** Whether it stands between quotation marks: somebody's words, repeated by the writer. */
  readonly spoken: boolean;
  readonly question: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const MOST_CLAUSES_OF_SENTENCE = 24;
/** What an agent reads at a glance. */
export const MOST_QUOTED_WORDS = 16;
/** Fewer words than these say little without the rest of their sentence. */
const LEAST_WORDS_ALONE = 5;
/** What begins so speaks of something that stands before it. */
const LEANS_ON_BEFORE =
  /^(?:pays?|ans|answer|will|to be|then|which|who|that|it|this|rebooked|booked|se|sera|wird|será) /i;
const NOTHING = /(?!)/;
const QUOTATION_MARK = /["“”„«»]/;
const ARROW = /[-=~]>/g;
const ABBREVIATION =
  /(?:^|[\s(])(?:\d{1,2}|no|nr|n|núm|tel|ref|approx|ca|e\.g|i\.e|z\.b|mr|mrs|ms|dr|sr|sra|acct|appt|bzw|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|déc|janv|juil|avr|st|inkl|usw|p\.m|a\.m)$/i;
const CONJUNCTION = /\s(?:and|but|then|so|und|aber|y|pero|et|mais|e|mas)\s/giu;
const LEADING_CONJUNCTION = /^(?:and|but|und|aber|pero|mais|et|mas) /iu;
/** From one of these the sentence would not be told whole without its neighbour. */
const CONDITION =
  /^(?:if|unless|once|when|provided|as soon as|but only|except|si|salvo|cuando|sauf|quand|dès|wenn|falls|sofern|sobald|se|quando|caso)(?![\p{L}\p{N}])/iu;

/** The clauses of a text, in order; of a sentence with more than 24 of them, which is no prose, none. */
export function splitClauses(text: string): readonly Clause[] {
  return splitTurns(text).flatMap(({ speaker, text: turn }) => {
    const runs = turn.split(QUOTATION_MARK);
    return runs.flatMap((run, index) => {
      const spoken = index % 2 === 1;
      const sentences = sentencesOf(run);
      return sentences.flatMap(({ sentence, question }, place) => {
        // What a quotation interrupts is half a clause.
        const isTornOff = !spoken && index > 0 && place === 0 && !/^\s*[.,;!?]/.test(run);
        const isBrokenOff =
          !spoken && index < runs.length - 1 && place === sentences.length - 1 && !/[.,;:!?]\s*$/.test(run);
        const all = spansOf(sentence);
        if (all.length > MOST_CLAUSES_OF_SENTENCE) return [];
        const spans = all.slice(isTornOff ? 1 : 0, isBrokenOff ? -1 : undefined);
        return spans.map(({ start, end }, position) => ({
          text: sentence.slice(start, end),
          sentence,
          spans,
          position,
          speaker,
          spoken,
          question,
        }));
      });
    });
  });
}

/** The clause that stands so many places further on in the sentence; '' where there is none. */
export function neighbourOf({ sentence, spans, position }: Clause, places: -1 | 1): string {
  const span = spans[position + places];
  return span === undefined ? '' : sentence.slice(span.start, span.end);
}

/**
 * The words to quote for a clause: with the condition it depends on, with what follows and belongs to it, and, when it is
 * only a few words, with the rest of its sentence; `null` when that is too long to read at a glance.
 */
export function quoteOf(clause: Clause, belongs = NOTHING): string | null {
  const { sentence, spans, position } = clause;
  const after = neighbourOf(clause, 1);
  const isConditionAfter = CONDITION.test(after);
  const first = position - (CONDITION.test(neighbourOf(clause, -1)) ? 1 : 0);
  const between = (from: number, to: number) => sentence.slice(spans[from]?.start, spans[to]?.end);
  const alone = between(first, position);
  const isFragment = alone.split(' ').length < LEAST_WORDS_ALONE || LEANS_ON_BEFORE.test(alone);
  const whole = isFragment ? [between(0, spans.length - 1)] : [];
  const withAfter = isConditionAfter || belongs.test(after) ? [between(first, position + 1)] : [];
  const withBefore = isFragment ? [between(Math.max(0, first - 1), position)] : [];
  const withoutAfter = isConditionAfter ? [] : [...withBefore, alone];
  return [...whole, ...withAfter, ...withoutAfter].find(isQuotable) ?? null;
}

/** Whether a text may stand between quotation marks: short, plain, and with something in it. */
export function isQuotable(text: string): boolean {
  return (
    text.length <= 160 &&
    text.split(' ').length <= MOST_QUOTED_WORDS &&
    /\p{L}/u.test(text) &&
    !QUOTATION_MARK.test(text) &&
    isPlainText(text) &&
    hasWholePlaceholders(text)
  );
}

/** Half of [card] is no word, and [link] stands for what must not be shown. */
function hasWholePlaceholders(text: string): boolean {
  return !/[[\]]/.test(text.replace(/\[(?!link)[\p{L} ]{1,30}\]/gu, ''));
}

function sentencesOf(text: string): readonly { sentence: string; question: boolean }[] {
  return text
    .replace(ARROW, '\n')
    .split(/[\r\n\u2028\u2029]+|\s[/|–—-]+\s/)
    .flatMap((line) => splitAtStops(toVisibleText(line).replace(/\s+/g, ' ')))
    .filter(({ sentence }) => sentence !== '');
}

function splitAtStops(line: string): readonly { sentence: string; question: boolean }[] {
  const sentences: { sentence: string; question: boolean }[] = [];
  let start = 0;
  for (const stop of line.matchAll(/[.;!?…]+(?=\s|$)|[。！？]/g)) {
    const sentence = line.slice(start, stop.index).trim();
    if (stop[0] === '.' && ABBREVIATION.test(sentence.slice(-10)) && stop.index + 1 < line.length) continue;
    sentences.push({ sentence, question: /[?？]/.test(stop[0]) });
    start = stop.index + stop[0].length;
  }
  return [...sentences, { sentence: line.slice(start).trim(), question: false }];
}

/** Between commas; a longer run is parted at its conjunctions too. */
function spansOf(sentence: string): readonly Span[] {
  return spansBetween({ sentence, start: 0, end: sentence.length }, /,\s+/g).flatMap((span) =>
    sentence.slice(span.start, span.end).split(' ').length > MOST_QUOTED_WORDS
      ? spansBetween({ sentence, ...span }, CONJUNCTION)
      : [span],
  );
}

function spansBetween({ sentence, start, end }: Span & { sentence: string }, separator: RegExp): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const found of sentence.slice(start, end).matchAll(separator)) {
    spans.push({ start: from, end: start + found.index });
    from = start + found.index + found[0].length;
  }
  return [...spans, { start: from, end }]
    .map((span) => ({ ...span, start: span.start + conjunctionAt(sentence.slice(span.start, span.end)) }))
    .filter((span) => span.start < span.end);
}

/** How many characters the conjunction at the beginning of a clause takes. */
function conjunctionAt(clause: string): number {
  return LEADING_CONJUNCTION.exec(clause)?.[0].length ?? 0;
}
