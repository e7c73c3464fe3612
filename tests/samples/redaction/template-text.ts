import type { Draws } from '../../fixtures/seeded-draws.ts';
import { VALUES } from './values/all-values.ts';
import type { ValueMaker } from './values/value-maker.ts';

/** A stretch of a sample's text and what a redactor must do with it. */
export interface Part {
  readonly text: string;
  readonly duty: 'remove' | 'keep' | 'free';
}

const LABELS: readonly (readonly [readonly [string, string], number])[] = [
  [['Agent:', 'Customer:'], 60],
  [['AGENT:', 'CUSTOMER:'], 8],
  [['agent:', 'customer:'], 8],
  [['Agent:', 'Cust:'], 10],
  [['Rep:', 'Caller:'], 8],
  [['Advisor -', 'Customer -'], 6],
];

const TURN_BREAKS: readonly (readonly [string, number])[] = [
  ['\n', 50],
  [' / ', 40],
  [' | ', 5],
  [' ', 5],
];

/** Hurried agents type everything small, now and then with caps lock on. */
const CASES: readonly (readonly [(words: string) => string, number])[] = [
  [(words) => words, 68],
  [(words) => words.toLowerCase(), 28],
  [(words) => words.toUpperCase(), 4],
];

const SLOT = /\{(?<name>\w+)(?::(?<form>\w+))?(?:#(?<tag>\w+))?\}/g;

/**
 * One drawing of a template. In it `<a|b>` is one of the wordings, `{phone:dashes#x}` a value (in a form,
 * the same value wherever the tag is the same), `[[words]]` must survive, `@A` and `@C` are the labels
 * of agent and customer, and ` ~ ` is a change of turn. The words of one text share a case; values keep theirs.
 * Throws for a slot that names no value.
 */
export function drawParts(template: string, draws: Draws): readonly Part[] {
  const worded = withTurns(withAlternatives(template, draws), draws);
  const context = { drawn: new Map<string, string>(), inCase: draws.weighted(CASES), draws };
  return splitKeeps(worded).flatMap(({ text, kept }) => {
    const parts = slotParts(text, context);
    return kept ? [joined(parts)] : parts;
  });
}

/** The innermost choices first, so that a choice may hold another. */
function withAlternatives(template: string, draws: Draws): string {
  const chosen = template.replace(/<([^<>]*\|[^<>]*)>/g, (_, choices: string) =>
    draws.pick(choices.split('|')),
  );
  return chosen === template ? chosen : withAlternatives(chosen, draws);
}

function withTurns(text: string, draws: Draws): string {
  const [agent, customer] = draws.weighted(LABELS);
  return text
    .replaceAll(' ~ ', draws.weighted(TURN_BREAKS))
    .replaceAll('@A', agent)
    .replaceAll('@C', customer);
}

function splitKeeps(text: string): readonly { text: string; kept: boolean }[] {
  return text.split(/\[\[(.*?)\]\]/s).map((piece, index) => ({ text: piece, kept: index % 2 === 1 }));
}

interface SlotContext {
  readonly inCase: (words: string) => string;
  readonly drawn: Map<string, string>;
  readonly draws: Draws;
}

function slotParts(text: string, context: SlotContext): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  const addWords = (words: string): void => {
    if (words !== '') parts.push({ text: context.inCase(words), duty: 'free' });
  };
  for (const found of text.matchAll(SLOT)) {
    addWords(text.slice(end, found.index));
    parts.push(valuePart(found, context));
    end = found.index + found[0].length;
  }
  addWords(text.slice(end));
  return parts;
}

/** Kept words and the values among them survive as one. */
function joined(parts: readonly Part[]): Part {
  const text = parts.map((part) => part.text).join('');
  if (parts.some((part) => part.duty === 'remove')) throw new Error(`a secret inside kept words: ${text}`);
  return { text, duty: 'keep' };
}

function valuePart(found: RegExpExecArray, { drawn, draws }: SlotContext): Part {
  const { name = '', form, tag } = found.groups ?? {};
  const maker = VALUES[name];
  if (maker === undefined) throw new Error(`no value is called ${name}`);
  const key = `${name}#${tag}`;
  const value = (tag === undefined ? undefined : drawn.get(key)) ?? maker.make(draws);
  drawn.set(key, value);
  const duty = maker.kind === 'filler' ? 'free' : maker.kind === 'keep' ? 'keep' : 'remove';
  return { text: written(maker, { name, form, value, draws }), duty };
}

function written(maker: ValueMaker, { name, form, value, draws }: Writing): string {
  if (form === undefined) return draws.weighted(Object.values(maker.forms))(value, draws);
  const named = maker.forms[form];
  if (named === undefined) throw new Error(`${name} has no form ${form}`);
  return named[0](value, draws);
}

interface Writing {
  readonly name: string;
  readonly form: string | undefined;
  readonly value: string;
  readonly draws: Draws;
}
