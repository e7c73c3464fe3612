import type { KeywordRule } from './keyword-rule.ts';
import { OTHER_THING } from './ordinary-numbers.ts';
import { splitTurns } from './turns.ts';

/** How many turns may lie between a question and its answer: "pin? / which one / the voicemail one / 4512". */
const TURNS_BETWEEN = 4;
const LEAD_IN =
  /^(?:(?:yes|yeah|ok|okay|sure|its|it's|it is|is|and|sorry|no|uh|um|hm+|so|here|fine|alright|right|well|here you go|that would be|this is|that's|thats|i think|got it|my|the|es|ist|si|ja)[ ,.:]{1,3}){0,3}/i;
const LEAD_OUT = /^[ .,!?]{0,3}(?:(?:thanks?|thank you|ok|okay|please|correct|i think)[ .!]{0,2})?$/i;
const LONGEST_ANSWER = 120;

interface Question {
  readonly rules: readonly KeywordRule[];
  readonly asksForThing: boolean;
}

/** The text with turns replaced that are nothing but the value which a turn before has asked for by its keyword. A question has one answer. */
export function replaceAnswers(text: string, rules: readonly KeywordRule[]): string {
  const parts = splitTurns(text);
  if (parts.length === 1) return text;
  const questions = parts.filter((_part, index) => index % 2 === 0).map((turn) => toQuestion(turn, rules));
  let firstOpen = 0;
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part;
      const turn = index / 2;
      const open = questions.slice(Math.max(firstOpen, turn - TURNS_BETWEEN), turn).reverse();
      const mayAnswer = part.length <= LONGEST_ANSWER && /\d/.test(part);
      const clean = mayAnswer ? replaceAnswer(part, open) : part;
      if (clean.includes('[')) firstOpen = turn;
      return clean;
    })
    .join('');
}

function toQuestion(turn: string, rules: readonly KeywordRule[]): Question {
  const end = turn.slice(-LONGEST_ANSWER).replace(/\[[a-z ]{1,24}\]/g, '');
  return {
    rules: rules.filter(
      ({ keyword, placeholder }) => !turn.includes(placeholder) && end.search(keyword) !== -1,
    ),
    asksForThing: asksForThing(end),
  };
}

/** The nearest question counts first, and none before one for a thing. */
function replaceAnswer(turn: string, questions: readonly Question[]): string {
  const start = LEAD_IN.exec(turn)?.[0].length ?? 0;
  for (const { rules, asksForThing } of questions) {
    for (const { values, placeholder } of rules) {
      const end = endOfAnswer(turn, { start, values });
      const isOfThing = asksForThing && placeholder === '[code]';
      const isSentence = placeholder === '[password]' && turn.slice(start, end ?? start).includes(' ');
      if (end !== null && !isOfThing && !isSentence)
        return `${turn.slice(0, start)}${placeholder}${turn.slice(end)}`;
    }
    if (asksForThing) return turn;
  }
  return turn;
}

function endOfAnswer(
  turn: string,
  { start, values }: { start: number; values: readonly RegExp[] },
): number | null {
  for (const value of values) {
    value.lastIndex = start;
    if (value.test(turn) && LEAD_OUT.test(turn.slice(value.lastIndex))) return value.lastIndex;
  }
  return null;
}

/** Whether any word of it is a thing with a number of its own. */
function asksForThing(question: string): boolean {
  for (const { index } of question.matchAll(/(?<!\p{L})\p{L}/gu)) {
    OTHER_THING.lastIndex = index;
    if (OTHER_THING.test(question)) return true;
  }
  return false;
}
