import type { RecordedInteraction } from './records-document.ts';

const MAX_WORDS = 18;

/** What makes a sentence worth quoting in a section; each pattern is a point. */
export const WORTH_QUOTING = {
  SINCE_LAST_AGENT: [/./, /["“\d]/],
  PROMISE: [
    /\bwill (call|ring|phone|get) .{0,20}back\b|\bcall-?back\b/i,
    /(?<!\bno (new )?)\bpromised?\b|\bapproved\b/i,
    /\b(we|agent|team|tier \d|technician|billing)('ll| will)\b/i,
  ],
  DONT_ASK_AGAIN: [/\b(verified|passed (security|verification)|already|rebooted|restarted)\b/i],
  SENTIMENT: [
    /\b(frustrat|angry|furious|upset|annoy|disappoint|unhappy|complain|thank|happy|pleased|satisfied)/i,
  ],
  OPEN_ISSUE: [
    /\b(problem|issue|outage|disputed?|charged|wrong|failed|slow|still|waiting|not?|none|never|(is|does|did|wo|ca)n'?t)\b/i,
  ],
} as const satisfies Record<string, readonly RegExp[]>;

/** Markup, links, questions, days seen from another day, more secrets than one, attempts to instruct a model: of no use. */
const NOT_QUOTABLE =
  /[<>`{}|\\]|:\/\/|\bwww\.|\?$|\b(today|tonight|tomorrow|tmrw|tmw|yesterday|yest|hoy|mañana|ayer)\b|\b(ignore|disregard|forget|override)\b|\binstructions?\b|\bprompt\b|\bsystem\s*:|\[[a-z ]+\].*\[[a-z ]+\]/i;

/** A sentence of a record in its own words, on one line. */
export interface Quote {
  readonly sentence: string;
  readonly from: RecordedInteraction;
}

/** One line without brackets, which the answer's format uses, and control characters; '' for words of no use. */
export function cleanLine(text: string): string {
  const oneLine = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return NOT_QUOTABLE.test(oneLine) ? '' : oneLine.replaceAll('[', '(').replaceAll(']', ')');
}

/** The quotable sentences, each once, where it stands first. Long ones are cut at a word and end in "…". */
export function quotesOf(interactions: readonly RecordedInteraction[]): readonly Quote[] {
  const quotes = new Map<string, Quote>();
  for (const from of interactions) {
    for (const sentence of sentencesOf(from.text ?? '')) {
      if (!quotes.has(sentence)) quotes.set(sentence, { sentence, from });
    }
  }
  return [...quotes.values()];
}

/** The quote with the most points, the earlier one of equals; none without a point. */
export function bestQuote(quotes: readonly Quote[], patterns: readonly RegExp[]): Quote | undefined {
  const points = ({ sentence }: Quote) => patterns.filter((pattern) => pattern.test(sentence)).length;
  return quotes.filter(points).sort((left, right) => points(right) - points(left))[0];
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/[\r\n\u2028\u2029]+|(?<=[.!?])\s+|\s+(?=(?:Agent|Customer|Bot|System):)/)
    .map(cleanLine)
    .filter((sentence) => /\p{L}/u.test(sentence))
    .map(shorten);
}

function shorten(sentence: string): string {
  const words = sentence.split(' ');
  return words.length <= MAX_WORDS ? sentence : `${words.slice(0, MAX_WORDS).join(' ')} …`;
}
