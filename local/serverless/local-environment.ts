import type { RunFile } from '../run-file.ts';

export interface LocalEnvironment {
  /** Of AWS: set before the framework looks for some. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Of every function: what its stage leaves open because it is another at each start. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What functions have to know of the running system. */
type SystemOfFunctions = Pick<
  RunFile,
  'aws' | 'tables' | 'bucket' | 'gateway' | 'token' | 'client_id' | 'client_secret'
>;

/** What a function is told so that it works on the running local system. */
export function localEnvironment(system: SystemOfFunctions): LocalEnvironment {
  return {
    credentials: {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    variables: {
      AWS_ENDPOINT_URL_DYNAMODB: system.aws.dynamodb,
      AWS_ENDPOINT_URL_S3: system.aws.s3,
      SUMMARY_CACHE_TABLE_NAME: system.tables.summary_cache,
      SUMMARY_BUCKET_NAME: system.bucket,
      API_URL: system.gateway,
      TOKEN_URL: system.token,
      CLIENT_ID: system.client_id,
      CLIENT_SECRET: system.client_secret,
    },
  };
}
