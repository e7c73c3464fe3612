import * as z from 'zod';

const interaction = z
  .object({
    // References are printed between brackets, so nothing else may be in them.
    ref: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    at: z.string().nullish(),
    intent: z.string().nullish(),
    disposition: z.string().nullish(),
    resolved: z.boolean().nullish(),
    text: z.string().nullish(),
    // One element may stand for several interactions; then it has their number and days in place of an instant.
    records: z.int().positive().default(1),
    first: z.string().nullish(),
    last: z.string().nullish(),
  })
  .transform(({ first, last, ...record }) => ({
    ...record,
    at: record.at ?? last,
    since: first ?? record.at,
  }));

const recordsDocument = z.object({
  reason_given_to_ivr: z.string().nullish(),
  write_in: z.string().nullish(),
  last_agent: z.string().nullish(),
  interactions: z.tuple([interaction], interaction),
});

export type RecordedInteraction = z.infer<typeof interaction>;

/** A customer's interactions, newest first, and what the customer told the phone menu, as the prompt holds them. */
export type RecordsDocument = z.infer<typeof recordsDocument>;

/**
 * The JSON document between two identical lines `=====records-<32 hex>=====`; undefined without two such lines.
 * @throws ZodError, SyntaxError when it is not such a document, or holds no interaction
 */
export function findRecordsDocument(message: string): RecordsDocument | undefined {
  const found = /^(=====records-[0-9a-f]{32}=====)\n([\s\S]*?)\n\1$/m.exec(message);
  return found === null ? undefined : recordsDocument.parse(JSON.parse(found[2] ?? ''));
}
