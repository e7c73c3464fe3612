import * as z from 'zod';

const block = z
  .strictObject({
    text: z.string().regex(/\S/, 'The text is blank.').optional(),
    cachePoint: z.object({ type: z.literal('default'), ttl: z.enum(['5m', '1h']).optional() }).optional(),
  })
  .refine((members) => Object.keys(members).length === 1, 'Expected a text or a cachePoint.');

/** The body of Converse as far as the stand-in reads it; members it does not know are ignored, as AWS does. */
export const converseRequest = z.object({
  messages: z
    .array(z.object({ role: z.enum(['user', 'assistant']), content: z.array(block).min(1) }))
    .refine((messages) => messages[0]?.role === 'user', 'A conversation must start with a user message.')
    .refine(
      (messages) => messages.every(({ role }, index) => role !== messages[index - 1]?.role),
      'A conversation must alternate between user and assistant roles.',
    ),
  system: z.array(block).default([]),
  inferenceConfig: z
    .object({
      maxTokens: z.int().min(1).optional(),
      temperature: z.number().min(0).max(1).optional(),
    })
    .default({}),
});

export type ConverseRequest = z.infer<typeof converseRequest>;
export type Block = z.infer<typeof block>;

/** Every block in the order in which the model reads them: system, then the messages. */
export function blocksOf({ system, messages }: ConverseRequest): readonly Block[] {
  return [...system, ...messages.flatMap((message) => message.content)];
}

/** The texts among the blocks, joined by line breaks. */
export function textOf(blocks: readonly Block[]): string {
  return blocks.flatMap(({ text }) => text ?? []).join('\n');
}
