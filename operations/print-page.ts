import { styleText } from 'node:util';
import type { Page } from './page.ts';

/** Characters that a terminal obeys or hides, which JSON leaves as they are. */
const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** On the terminal with headings and changes marked; to a file or another program as plain text. */
export function printPage(page: Page): void {
  write(page.map(process.stdout.isTTY ? styled : plain).join('\n'));
}

/** The same for programs, with names as on the wire. */
export function printJson(value: unknown): void {
  const json = JSON.stringify(snakeCased(value), null, 2);
  write(json.replace(UNSEEN, (character) => escaped(character)));
}

/** A sentence about why there is no page. */
export function printProblem(sentence: string, exitCode: number): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = exitCode;
}

function write(text: string): void {
  // Who reads may have enough, as `head` has.
  process.stdout.on('error', () => process.exit());
  process.stdout.write(`${text}\n`);
}

function plain(line: string): string {
  return line;
}

function styled(line: string): string {
  if (/^\S/.test(line)) return styleText('bold', line);
  if (/^ {2}\+ /.test(line)) return styleText('green', line);
  return /^ {2}- /.test(line) ? styleText('red', line) : line;
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(member),
    ]),
  );
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}
