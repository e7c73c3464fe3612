import * as z from 'zod';
import { type Environment, parseEnvironment } from '../../lib/environment.ts';

const schema = z.object({
  POWERTOOLS_SERVICE_NAME: z.string().default('sweep-outbox'),
  ACCOUNT_HASH_KEY: z.string().min(16),
  AWS_REGION: z.string().min(1),
  SUMMARY_CACHE_TABLE_NAME: z.string().min(3),
  SUMMARY_BUCKET_NAME: z.string().min(3),
});

export interface SweepOutboxConfig {
  readonly service: string;
  readonly accountHashKey: string;
  readonly region: string;
  readonly cacheTable: string;
  readonly bucket: string;
}

/** @throws Error naming every variable that is missing or wrong */
export function loadSweepOutboxConfig(environment: Environment): SweepOutboxConfig {
  const variables = parseEnvironment(schema, environment);
  return {
    service: variables.POWERTOOLS_SERVICE_NAME,
    accountHashKey: variables.ACCOUNT_HASH_KEY,
    region: variables.AWS_REGION,
    cacheTable: variables.SUMMARY_CACHE_TABLE_NAME,
    bucket: variables.SUMMARY_BUCKET_NAME,
  };
}
