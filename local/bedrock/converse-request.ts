import { z } from 'zod';
import { BedrockError } from './bedrock-error.ts';

const MAX_CACHE_POINTS = 4;

const text = z.strictObject({ text: z.string().regex(/\S/, 'is blank') });
const cachePoint = z.strictObject({
  cachePoint: z.object({ type: z.literal('default'), ttl: z.enum(['5m', '1h']).optional() }),
});
const block = z.union([text, cachePoint], {
  error: (issue) =>
    typeof issue.input === 'object' && issue.input !== null && 'text' in issue.input
      ? 'the text is blank or no string'
      : 'expected {"text"} or {"cachePoint": {"type": "default", "ttl"?: "5m" | "1h"}}, the local Bedrock reads no other content',
});

const converseRequest = z.object({
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
      topP: z.number().min(0).max(1).optional(),
      stopSequences: z.array(z.string().min(1)).optional(),
    })
    .default({}),
  requestMetadata: z.record(z.string(), z.string()).optional(),
});

/** The body of Converse as far as the stand-in reads it; members it does not know are ignored, as AWS does. */
export type ConverseRequest = z.infer<typeof converseRequest>;
export type Block = z.infer<typeof block>;

/** @throws ValidationException that names what is wrong and where */
export function parseConverseRequest(body: string): ConverseRequest {
  const parsed = converseRequest.safeParse(parseJson(body));
  if (!parsed.success) {
    const details = parsed.error.issues.map(
      ({ path, message }) => `Value at '${path.join('.')}': ${message}`,
    );
    throw refusal(`${details.length} validation error(s) detected: ${details.join('; ')}`);
  }
  if (blocksOf(parsed.data).filter((part) => 'cachePoint' in part).length > MAX_CACHE_POINTS) {
    throw refusal(`A request may hold at most ${MAX_CACHE_POINTS} cache points.`);
  }
  return parsed.data;
}

/** Every block in the order in which the model reads them: system, then the messages. */
export function blocksOf(request: ConverseRequest): readonly Block[] {
  return [...request.system, ...request.messages.flatMap((message) => message.content)];
}

/** The texts among the blocks, in order. */
export function textsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((part) => ('text' in part ? [part.text] : []));
}

/** The text of the last user message, its blocks joined by line breaks. */
export function lastUserText(request: ConverseRequest): string {
  const message = request.messages.findLast(({ role }) => role === 'user');
  return textsOf(message?.content ?? []).join('\n');
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw refusal('Malformed input request: the body is not JSON.');
  }
}

function refusal(message: string): BedrockError {
  return new BedrockError('ValidationException', message);
}
