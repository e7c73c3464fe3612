import * as z from 'zod';

const answerSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** What API Gateway makes of the result of a function: an answer with a status, or any other value as JSON. `null` for neither. */
export function toHttpAnswer(result: unknown): HttpAnswer | null {
  const isAnswer = typeof result === 'object' && result !== null && 'statusCode' in result;
  if (!isAnswer) {
    const headers = { 'content-type': 'application/json' };
    return result === undefined ? null : { status: 200, headers, body: Buffer.from(JSON.stringify(result)) };
  }
  const parsed = answerSchema.safeParse(result);
  if (!parsed.success) return null;
  const { statusCode: status, headers, cookies, body, isBase64Encoded } = parsed.data;
  return {
    status,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}
