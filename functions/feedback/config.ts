import * as z from 'zod';
import { type Environment, parseEnvironment } from '../../lib/environment.ts';

const feedbackEnvironment = z.object({
  AWS_REGION: z.string().min(1),
  POWERTOOLS_SERVICE_NAME: z.string().default('feedback'),
  ACCOUNT_HASH_KEY: z.string().min(16),
  SUMMARY_CACHE_TABLE_NAME: z.string().min(3),
  SUMMARY_BUCKET_NAME: z.string().min(3),
  TENANCY: z.enum(['required', 'optional']).default('required'),
});

/** The names of all variables that this function reads. */
export const FEEDBACK_VARIABLES: readonly string[] = Object.keys(feedbackEnvironment.shape);

export interface FeedbackConfig {
  readonly service: string;
  readonly region: string;
  /** Secret of the keyed hash of accounts in logs. */
  readonly accountHashKey: string;
  readonly cacheTable: string;
  readonly bucket: string;
  readonly tenantRequired: boolean;
}

/**
 * Everything the function is told from outside, under the names that the API has for it. Endpoints and credentials of AWS
 * are read by the SDK itself.
 * @throws Error naming every variable that is missing or wrong
 */
export function loadFeedbackConfig(environment: Environment): FeedbackConfig {
  const variables = parseEnvironment(feedbackEnvironment, environment);
  return {
    service: variables.POWERTOOLS_SERVICE_NAME,
    region: variables.AWS_REGION,
    accountHashKey: variables.ACCOUNT_HASH_KEY,
    cacheTable: variables.SUMMARY_CACHE_TABLE_NAME,
    bucket: variables.SUMMARY_BUCKET_NAME,
    tenantRequired: variables.TENANCY === 'required',
  };
}
