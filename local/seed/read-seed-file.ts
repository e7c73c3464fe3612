import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as z from 'zod';
import { accountNumberSchema } from '../../lib/contract/ids.ts';
import type { UcdpItem } from './seed-customer.ts';

/** A line of a seed file: one customer, or what is wrong, without a word of what stands there. */
export type SeedLine = { readonly number: number } & (
  | { readonly fault: string }
  | { readonly accountNumber: string; readonly items: readonly UcdpItem[] }
);

/** A file with longer lines is some other file. */
const MAX_LINE_CHARACTERS = 8_000_000;
const MAX_ITEM_BYTES = 400 * 1_024;

const interaction = z
  .looseObject({
    account_number: z.string().optional(),
    interaction_key: z.string().regex(/^\d{4}-\d\d-\d\dT[0-9:.]{5,18}Z#\S{1,900}$/, 'send <ISO time>#<id>'),
  })
  .refine((item) => Buffer.byteLength(JSON.stringify(item)) <= MAX_ITEM_BYTES, 'is over 400 KB');

const customer = z
  .object(
    {
      account_number: accountNumberSchema,
      business_unit: z.string().min(1).optional(),
      interactions: z.array(interaction),
    },
    { error: 'not a JSON object with numbers that DynamoDB keeps' },
  )
  .refine(
    (line) =>
      line.interactions.every((one) => (one.account_number ?? line.account_number) === line.account_number),
    { path: ['interactions'], error: 'one belongs to another account_number' },
  );

/**
 * The customers of a file with one JSON object a line (`.jsonl`, or `.gz` of it), one at a time; blank lines are skipped.
 * Interactions become items of the UCDP table as they are, with the account and business unit of their line.
 * @throws Error when the file cannot be read
 */
export async function* readSeedFile(path: string): AsyncGenerator<SeedLine> {
  const seen = new Set<string>();
  let number = 0;
  for await (const text of linesOf(path)) {
    number += 1;
    if (text.trim() !== '') yield { number, ...parseLine(text, seen) };
  }
}

function parseLine(text: string, seen: Set<string>) {
  const parsed = customer.safeParse(parseJson(text));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
    return { fault: [...(path.length > 0 ? [path.join('.')] : []), message].join(': ') };
  }
  const { account_number: accountNumber, business_unit, interactions } = parsed.data;
  const unit = business_unit === undefined ? {} : { business_unit };
  for (const { interaction_key: key } of interactions) {
    if (seen.size === seen.add(`${accountNumber} ${key}`).size)
      return { fault: 'an interaction_key of this account comes twice' };
  }
  return {
    accountNumber,
    items: interactions.map((one) => ({ ...unit, ...one, account_number: accountNumber })),
  };
}

/** Undefined for what is no JSON, or holds a number that DynamoDB or its client does not keep. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_member, value) => {
      const size = typeof value === 'number' ? Math.abs(value) : 0;
      if (size > Number.MAX_SAFE_INTEGER || (size > 0 && size < 1e-120)) throw new RangeError();
      return value;
    });
  } catch {
    return undefined;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  // What fails in the file ends the unzipping with the same error, which the loop below throws.
  const input = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => {}) : file;
  let rest = '';
  try {
    for await (const chunk of input.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE_CHARACTERS) throw new Error('a line is longer than 8 million characters');
      yield* lines;
    }
  } catch (error) {
    throw new Error(`The file cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  yield rest;
}
