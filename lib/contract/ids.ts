import * as z from 'zod';

/** Ids of requests, contacts and processes, as every route takes them. */
export const idSchema = text(/^[A-Za-z0-9._:-]{1,128}$/, 'send 1 to 128 characters of A-Z a-z 0-9 . _ : -');

export const accountNumberSchema = text(/^[A-Za-z0-9]{4,20}$/, 'send 4 to 20 letters or digits, as a string');

/** A string of one form; the same words whatever is wrong with it. */
export function text(pattern: RegExp, words: string) {
  return z.string({ error: words }).regex(pattern, words);
}
