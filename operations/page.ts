import { toVisibleText } from '../lib/domain/plain-text.ts';

/** Plain text for a terminal. A line that begins at the first column is a heading. */
export type Page = readonly string[];

const WIDTH = 100;
const INDENT = 2;
/** Characters that take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;

export function section(heading: string, lines: Page): Page {
  return ['', ...wrap(heading, WIDTH), ...lines];
}

interface Place {
  /** Columns before each line. */
  readonly indent?: number;
  /** What stands before the first line, within the indent. */
  readonly mark?: string;
}

/** A text of any length, broken between words where it can be. Controls are spaces. */
export function paragraph(text: string, { indent = INDENT, mark = '' }: Place = {}): Page {
  const [first = '', ...more] = wrap(text, WIDTH - indent);
  const margin = ' '.repeat(indent);
  return [`${mark.padEnd(indent)}${first}`, ...more.map((line) => `${margin}${line}`)];
}

/** Names and what they are, one below the other. */
export function fields(values: Readonly<Record<string, string>>): Page {
  const names = Object.keys(values);
  const indent = INDENT + Math.max(...names.map((name) => name.length)) + INDENT;
  return Object.entries(values).flatMap(([name, value]) => paragraph(value, { indent, mark: `  ${name}` }));
}

/** Rows with their cells below each other, each on one line: what is too long ends in `…`. */
export function table(rows: readonly (readonly string[])[]): Page {
  const visible = rows.map((row) => row.map(toVisibleText));
  const widths = (visible[0] ?? []).map((_, column) =>
    Math.max(...visible.map((row) => columnsOf(row[column] ?? ''))),
  );
  return visible.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columnsOf(cell)));
    return clip(`${' '.repeat(INDENT)}${cells.join('  ').trimEnd()}`);
  });
}

export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? singular : plural}`;
}

/** The first items of a list, and how many more there are. */
export function listed(items: readonly string[], most: number): string {
  const more = items.length - most;
  return more <= 0 ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${more} more`;
}

function clip(line: string): string {
  if (columnsOf(line) <= WIDTH) return line;
  return `${line.slice(0, fitting(line, WIDTH - 2)).trimEnd()} …`;
}

function wrap(text: string, width: number): Page {
  const lines: string[] = [];
  let rest = toVisibleText(text);
  while (columnsOf(rest) > width) {
    const most = fitting(rest, width);
    const end = lastBreak(rest, most);
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

/** At a space, or between two members of a JSON text; anywhere when there is neither in the last half of the line. */
function lastBreak(text: string, most: number): number {
  const best = Math.max(text.lastIndexOf(' ', most), text.lastIndexOf(',"', most - 1) + 1);
  return best > most / 2 ? best : most;
}

/** How many UTF-16 units of a text fit into so many columns, at least one character. */
function fitting(text: string, columns: number): number {
  let units = 0;
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns && units > 0) break;
    units += character.length;
  }
  return units;
}

function columnsOf(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0);
}
