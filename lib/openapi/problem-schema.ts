import * as z from 'zod';
import { ERROR_CODES } from '../domain/errors.ts';
import type { Problem } from '../http/problem.ts';
import { OPERATIONS } from './operations.ts';
import type { Words } from './words.ts';

const used = new Set(OPERATIONS.flatMap(({ codes }) => codes));

/** An error as the API and the functions answer it, with the codes that a caller can meet. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().exactOptional(),
  code: z.enum(ERROR_CODES.filter((code) => used.has(code))),
  retryable: z.boolean(),
  request_id: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
}) satisfies z.ZodType<Problem['body']>;

export const PROBLEM_WORDS: Words<z.infer<typeof problemSchema>> = {
  type: 'A name of the problem, the same whenever it comes up; it leads nowhere.',
  title: 'The problem in words.',
  status: 'The status of the answer.',
  detail: 'What to send instead, where that helps.',
  code: 'The problem for programs. New ones may come: decide by the status where a code is not known.',
  retryable: 'Whether the same request may succeed later.',
  request_id: 'What to tell us when you ask about this answer.',
  errors: {
    is: 'What is wrong with the request, one entry for each fault, at most 20. No value that was sent is repeated.',
    members: { path: 'The member, such as `channel_filter.1`.', message: 'What to send.' },
  },
};

/** What the gateway answers by itself, before the request reaches the API or a function. */
export const gatewayRefusalSchema = z.object({ message: z.string() });

export const GATEWAY_REFUSAL_WORDS: Words<z.infer<typeof gatewayRefusalSchema>> = {
  message: 'The status in words.',
};
