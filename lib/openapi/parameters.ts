import * as z from 'zod';
import { insightsPathSchema, type insightsQuerySchema } from '../contract/insights-request.ts';

/** The parameters of GET: as they are validated, and in words. */
export const READ_PARAMETERS = {
  path: z.strictObject({
    unique_process_id: insightsPathSchema.shape.unique_process_id.meta({
      param: {
        description: 'The process: `unique_process_id` of a request or of an answer.',
        example: 'upi-a115ab2c6b040349d4fafc803c5f1e31',
      },
    }),
  } satisfies typeof insightsPathSchema.shape),
  query: z.strictObject({
    // A query is text, and clients are to know that this one is a number.
    wait: z
      .int()
      .min(0)
      .max(10)
      .optional()
      .meta({
        param: {
          description: 'Seconds to wait for a summary that is being made; 0 when left out.',
          example: 5,
        },
      }),
  } satisfies Readonly<Record<keyof typeof insightsQuerySchema.shape, z.ZodType>>),
};

/** The parameters of POST. What cannot be read of a preference is no error (RFC 7240). */
export const CREATE_PARAMETERS = {
  header: z.object({
    Prefer: z
      .string()
      .optional()
      .meta({
        param: {
          description:
            '`wait=<seconds>`: how long the summary is waited for before the facts are answered, `wait=0` for not at all. Without it, until it is there.',
          example: 'wait=0',
        },
      }),
  }),
};
