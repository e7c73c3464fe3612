import { z } from 'zod';

const DELIMITER_LINE = /^=====records-[0-9a-f]{32}=====$/;

const interaction = z.object({
  // References are printed between brackets, so nothing else may be in them.
  ref: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  at: z.string().nullish(),
  channel: z.string().nullish(),
  intent: z.string().nullish(),
  disposition: z.string().nullish(),
  resolved: z.boolean().nullish(),
  text: z.string().nullish(),
});

const recordsDocument = z.object({
  reason_given_to_ivr: z.string().nullish(),
  interactions: z.tuple([interaction], interaction),
});

export type RecordedInteraction = z.infer<typeof interaction>;

/** A customer's interactions, newest first, and what the customer told the phone menu, as the prompt holds them. */
export type RecordsDocument = z.infer<typeof recordsDocument>;

/**
 * The JSON document between two identical lines `=====records-<32 hex>=====`: `absent` if there is no such line,
 * `unreadable` if the document does not end, does not parse or holds no interaction.
 */
export function findRecordsDocument(message: string): RecordsDocument | 'absent' | 'unreadable' {
  const lines = message.split(/\r?\n/);
  const start = lines.findIndex((line) => DELIMITER_LINE.test(line));
  const delimiter = lines[start];
  if (delimiter === undefined) return 'absent';
  const end = lines.indexOf(delimiter, start + 1);
  if (end === -1) return 'unreadable';
  try {
    return recordsDocument.parse(JSON.parse(lines.slice(start + 1, end).join('\n')));
  } catch {
    return 'unreadable';
  }
}
