import { parse } from 'yaml';
import * as z from 'zod';
import type { AnswerExamples } from './examples.ts';
import { OPERATIONS } from './operations.ts';

const recordedSchema = z.array(
  z.strictObject({
    operationId: z.enum(OPERATIONS.map(({ operationId }) => operationId)),
    name: z.string(),
    summary: z.string(),
    status: z.int(),
    type: z.string(),
    body: z.unknown(),
  }),
);

/** The examples that were recorded. @throws ZodError for a text that holds something else */
export function readExamples(yaml: string): AnswerExamples {
  return recordedSchema.parse(parse(yaml));
}
