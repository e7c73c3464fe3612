import type { KeywordRule } from './keyword-rule.ts';
import { isNumberOfAThing, OTHER_THING } from './ordinary-numbers.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with the values behind this rule's keyword replaced, or those right before it, which come first. */
export function replaceByKeyword(text: string, rule: KeywordRule): string {
  let clean = '';
  let copiedTo = 0;
  let searchedTo = 0;
  for (const match of text.matchAll(rule.keyword)) {
    if (match.index < copiedTo || isServed(text, { to: match.index, rule })) continue;
    const from = match.index + match[0].length;
    let value = findBefore(text, { from: Math.max(copiedTo, searchedTo), to: match.index, rule });
    if (value === null) {
      const after = findAfter(text, { from, rule, words: rule.wordsBetween, searchedTo });
      if (typeof after === 'number') searchedTo = after;
      else value = after;
    }
    while (value !== null) {
      clean += text.slice(copiedTo, value.start) + rule.placeholder;
      copiedTo = value.end;
      value = findAnother(text, { from: value.end, rule });
    }
  }
  return clean + text.slice(copiedTo);
}

/** A second number that a text sets beside the first: "changed from 1234 to 5678", "not 145". */
const ANOTHER =
  /(?: ?(?:->|=>|→|&) ?)|, (?=\d{4,8}(?:,| and | or | & ))|[ ,;()]{1,3}(?:(?:and|or|to|not|now|then|was|is|(?:of|for) (?:the )?\p{L}{2,15}(?: is| was)?|(?:his |her |my |the )?(?:wife|husband|spouse|hers|his|mine)(?:'?s)?|replaced by|changed to|(?:the |my |his |her )?(?:new|old|other|second|previous)(?: (?:one|password|pin|number|code|account))?(?: is| was| to)?|und|oder|nicht|y|o|instead of)(?!\p{L})[ :]{1,2}){1,3}/iuy;

function findAnother(text: string, { from, rule }: { from: number; rule: KeywordRule }): Span | null {
  const position = endOf(ANOTHER, { text, from });
  if (position === null) return null;
  const another = findAfter(text, { from: position, rule, words: 0, searchedTo: 0 });
  return typeof another !== 'number' && /\d/.test(text.slice(another.start, another.end)) ? another : null;
}

const SEPARATORS_BETWEEN_WORDS = 6;
/** No amount is a secret, and no way leads over a placeholder, so that nothing changes a second time. */
const SEPARATOR = /[^\p{L}\p{N}\p{Sc}[\]]|\[(?=\d)/uy;
/** A word that runs into a number is part of its name: "TKT4512", "WRT-1800". */
const WORD = /[\p{L}']{1,24}/uy;

interface Search {
  readonly from: number;
  readonly rule: KeywordRule;
  readonly words: number;
  /** No value of the rule begins before; an earlier keyword has seen to it. */
  readonly searchedTo: number;
}

/** Walks over separators and words until a value begins; gives up at anything else, and tells how far it came. */
function findAfter(text: string, { from, rule, words: limit, searchedTo }: Search): Span | number {
  let position = from;
  for (let words = 0, separators = 0; words <= limit; ) {
    const value = position < searchedTo ? null : valueAt(text, { start: position, rule });
    if (value !== null) return value;
    const afterSeparator =
      separators < SEPARATORS_BETWEEN_WORDS ? endOf(SEPARATOR, { text, from: position }) : null;
    const next = afterSeparator ?? endOfWord(text, { from: position, rule });
    if (next === null) return position;
    separators = afterSeparator === null ? 0 : separators + 1;
    words += afterSeparator === null ? 1 : 0;
    position = next;
  }
  return position;
}

function valueAt(text: string, { start, rule }: { start: number; rule: KeywordRule }): Span | null {
  for (const value of rule.values) {
    const end = endOf(value, { text, from: start });
    if (end !== null) return { start, end };
  }
  return null;
}

function endOfWord(text: string, { from, rule }: { from: number; rule: KeywordRule }): number | null {
  const stops = [OTHER_THING, ...(rule.stop ? [rule.stop] : [])];
  if (stops.some((stop) => endOf(stop, { text, from }) !== null)) return null;
  const end = endOf(WORD, { text, from });
  return end === null || /^[-_]?\d/.test(text.slice(end, end + 2)) ? null : end;
}

const LONGEST_VALUE = 40;
/** What may stand between a value and the keyword after it: "4512 is my pin", "(4512 as the new pin)", "4512 = pin". */
const LINK =
  /(?:,? ?\(| ?[=<-]{1,2} ?|,? (?:(?:is|was|as|for|are|from|by|via|on|in|with|thats|that's|that is|its|ist|es|est|como|als)(?: (?:the|my|his|her|their|ur|your|our|cust(?:omer)?s?|a|an|new|old|correct|full|whole|card|debit|account|acct|pin|mi|su|la|el|meine?|die|der|das|bank|caller)){0,3})) ?$/iu;
const CLOSE = /(?:[ :-]{1,2}|,? (?:my|the) )$/i;

function findBefore(
  text: string,
  { from, to, rule }: { from: number; to: number; rule: KeywordRule },
): Span | null {
  if (rule.looksBack === false) return null;
  const before = text.slice(Math.max(from, to - 2 * LONGEST_VALUE), to);
  const link = /\d/.test(before) ? linkAtEnd(before, rule) : null;
  if (link === null) return null;
  const end = to - before.length + link.index;
  for (let start = Math.max(from, end - LONGEST_VALUE); start < end; start += 1) {
    if (start > 0 && /[\p{L}\p{N}[]/u.test(text.charAt(start - 1))) continue;
    const isValue = rule.values.some((value) => endOf(value, { text, from: start }) === end);
    if (isValue) return isNumberOfAThing(text, start) ? null : { start, end };
  }
  return null;
}

/** Whether its value stands before it already replaced; what follows is another thing's. */
function isServed(text: string, { to, rule }: { to: number; rule: KeywordRule }): boolean {
  const before = text.slice(Math.max(0, to - 2 * LONGEST_VALUE), to);
  if (rule.looksBack === false || !before.includes(rule.placeholder)) return false;
  const link = linkAtEnd(before, rule);
  return link !== null && before.slice(0, link.index).endsWith(rule.placeholder);
}

function linkAtEnd(before: string, rule: KeywordRule): RegExpExecArray | null {
  return LINK.exec(before) ?? (rule.looksBack === 'closely' ? CLOSE.exec(before) : null);
}

function endOf(pattern: RegExp, { text, from }: { text: string; from: number }): number | null {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : null;
}
