import { findRunningSystem, RUN_FILE } from './run-file.ts';

/**
 * Imported before a command of operations/: lets it look at the running local system, unless the environment names a stage.
 * Credentials of an account must not reach the local one, nor the other way round.
 */
const system = process.env.SUMMARY_BUCKET_NAME ? null : await findRunningSystem(RUN_FILE);
if (system !== null) {
  delete process.env.AWS_PROFILE;
  delete process.env.AWS_SESSION_TOKEN;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: system.aws.dynamodb,
    AWS_ENDPOINT_URL_S3: system.aws.s3,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: system.aws.bedrock,
    SUMMARY_CACHE_TABLE_NAME: system.tables.summary_cache,
    SUMMARY_BUCKET_NAME: system.bucket,
  });
}
