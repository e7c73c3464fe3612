import { styleText } from 'node:util';
import { jsonText } from './json-text.ts';
import type { Page } from './page.ts';

/** On the terminal with headings and changes marked; to a file or another program as plain text. */
export function printPage(page: Page): void {
  write(page.map(process.stdout.isTTY ? styled : plain).join('\n'));
}

/** The same for programs, with names as on the wire. */
export function printJson(value: unknown): void {
  write(jsonText(value));
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
