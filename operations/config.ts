import * as z from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

const reviewEnvironment = z.object({
  AWS_REGION: z.string().optional(),
  SUMMARY_BUCKET_NAME: z.string().optional(),
  SUMMARY_CACHE_TABLE_NAME: z.string().optional(),
});

/** The stores of one stage, under the API's own variables. A downloaded record can be read without any of them. */
export interface ReviewConfig {
  readonly region: string | null;
  readonly bucket: string | null;
  readonly cacheTable: string | null;
}

/** Endpoints and credentials of AWS are read by the SDK itself. An empty variable counts as unset. */
export function loadReviewConfig(environment: Environment): ReviewConfig {
  const variables = reviewEnvironment.parse(environment);
  return {
    region: variables.AWS_REGION || null,
    bucket: variables.SUMMARY_BUCKET_NAME || null,
    cacheTable: variables.SUMMARY_CACHE_TABLE_NAME || null,
  };
}

/** What to do when there is no stage to ask. */
export const NO_STAGE =
  'No system runs here and no stage is named. Run npm start in another terminal, or set AWS_REGION, SUMMARY_BUCKET_NAME and SUMMARY_CACHE_TABLE_NAME as the API has them.';
