import * as z from 'zod';

/** `output-schema.json`: the lines that a version asks for. What the reader takes must be neither more nor less. */
export const outputSchemaSchema = z.strictObject({
  line: z.literal('LABEL: Sentence. [refs]'),
  /** In the order in which they are asked for. */
  labels: z.array(
    z.strictObject({
      label: z.string().regex(/^[A-Z_]{4,20}$/),
      required: z.boolean(),
      most_lines: z.int().positive(),
    }),
  ),
  most_words: z.int().positive(),
});

export type OutputSchema = z.infer<typeof outputSchemaSchema>;

/** The label of what is new since an agent last spoke with a customer who is being transferred. */
export const SINCE_LAST_AGENT = 'SINCE_LAST_AGENT';
