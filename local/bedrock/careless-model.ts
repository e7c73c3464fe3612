import { createHash } from 'node:crypto';
import { type ConverseRequest, textOf } from './converse-request.ts';
import { ERROR_KINDS, type ErrorKind, PLANT, type WrongLine } from './plant-errors.ts';
import { findRecordsDocument } from './records-document.ts';

export type PlantedError = WrongLine & { readonly kind: ErrorKind };

export interface CarelessAnswer {
  readonly text: string;
  /** One or two, each in a line of its own. */
  readonly planted: readonly PlantedError[];
}

/** These are written anew, below the others. */
const NEW_LINES: ReadonlySet<ErrorKind> = new Set(['promise', 'other_customer']);

/** A model in a hurry: the honest answer with one or two mistakes that look like any other sentence of it. */
export function writeCarelessly(honest: string, request: ConverseRequest): string {
  return carelessAnswer(honest, textOf(request.messages.at(-1)?.content ?? [])).text;
}

/**
 * The same records get the same mistakes. Without records the honest answer.
 * @throws ZodError, SyntaxError when the records cannot be read
 */
export function carelessAnswer(honest: string, message: string): CarelessAnswer {
  const document = findRecordsDocument(message);
  if (document === undefined) return { text: honest, planted: [] };
  const records = JSON.stringify(document.interactions);
  const most = 1 + (hashOf(records).readUInt8() % 2);
  let lines = honest.split('\n');
  const planted: PlantedError[] = [];
  for (const kind of inOrderOf(records)) {
    if (planted.length === most) break;
    const sound = lines.filter((line) => !planted.some((error) => error.line === line));
    const error = plantOne(kind, { lines: sound, records });
    if (error === null) continue;
    lines = NEW_LINES.has(kind)
      ? [...lines, error.line]
      : lines.map((line) => (line === error.from ? error.line : line));
    planted.push({ kind, line: error.line, wrong: error.wrong });
  }
  return { text: lines.join('\n'), planted };
}

/** The kinds, differently for each customer. */
function inOrderOf(records: string): readonly ErrorKind[] {
  const keyed = ERROR_KINDS.map((kind) => ({ kind, key: hashOf(`${kind} ${records}`).toString('hex') }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ kind }) => kind);
}

function plantOne(
  kind: ErrorKind,
  { lines, records }: { readonly lines: readonly string[]; readonly records: string },
): (WrongLine & { readonly from: string }) | null {
  for (const from of lines) {
    const error = PLANT[kind](from, records);
    if (error !== null) return { ...error, from };
  }
  return null;
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
