import { expect } from 'vitest';
import { z } from 'zod';

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const sentence = z.string().min(8).max(200);

/** RFC 9457 as the contract has it for what a caller did wrong, with nothing besides. */
const problemSchema = z
  .strictObject({
    type: z.string(),
    title: sentence,
    status: z.int().min(400).max(499),
    detail: sentence.optional(),
    code: z.string().regex(/^[a-z_]+$/),
    retryable: z.literal(false),
    request_id: z.string().regex(ULID),
    errors: z
      .array(z.strictObject({ path: z.string().max(64), message: sentence }))
      .min(1)
      .max(20)
      .optional(),
  })
  .refine(({ type, code }) => type === `urn:omni-channel-insights:problem:${code}`, 'type and code differ')
  .refine(({ detail, errors }) => detail !== undefined || errors !== undefined, 'does not say what to send');

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Demands that a refusal is a problem of its status, with a request id in both places. */
export function expectProblem({ status, headers, body }: Answer): void {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = problemSchema.parse(JSON.parse(body));
  expect(problem.status).toBe(status);
  expect(headers['x-request-id']).toBe(problem.request_id);
}
