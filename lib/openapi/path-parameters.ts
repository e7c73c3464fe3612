import * as z from 'zod';
import { insightsPathSchema } from '../contract/insights-request.ts';

/** The parameters of the paths: as they are validated, and in words. */
export const PATH_PARAMETERS = z.strictObject({
  unique_process_id: insightsPathSchema.shape.unique_process_id.meta({
    param: {
      description: 'The process: `unique_process_id` of a request or of an answer.',
      example: 'upi-a115ab2c6b040349d4fafc803c5f1e31',
    },
  }),
} satisfies typeof insightsPathSchema.shape);
