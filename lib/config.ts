import { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

const count = (lowest: number, highest: number) => z.coerce.number().int().min(lowest).max(highest);
const name = z.string().min(3);

const apiEnvironment = z.object({
  PORT: count(0, 65_535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  AWS_REGION: z.string().min(1),
  AWS_LAMBDA_MAX_CONCURRENCY: count(1, 10_000),
  POWERTOOLS_SERVICE_NAME: z.string().default('fargate-api'),
  ACCOUNT_HASH_KEY: z.string().min(16),
  PROCESS_ID_KEY: z.string().min(16),
  UCDP_TABLE_NAME: name,
  SUMMARY_CACHE_TABLE_NAME: name,
  SUMMARY_BUCKET_NAME: name,
  TOKEN_ISSUER: z.url(),
  TOKEN_AUDIENCES: z
    .string()
    .transform((list) => list.split(',').flatMap((audience) => audience.trim() || []))
    .pipe(z.array(z.string()).min(1)),
  TOKEN_JWKS_URL: z.url(),
  PRIMARY_MODEL: z.string().default('nova-lite'),
  PROMPT_VERSION: z.string().default('v1.1.0'),
  REQUEST_TIMEOUT_MS: count(500, 29_000).default(7_500),
  MODEL_TIMEOUT_MS: count(100, 20_000).default(5_000),
  HISTORY_TIMEOUT_MS: count(50, 10_000).default(1_600),
  DRAIN_DELAY_MS: count(0, 20_000).default(8_000),
});

export interface ApiConfig {
  readonly server: { readonly port: number; readonly host: string; readonly maxSockets: number };
  readonly service: string;
  readonly region: string;
  /** Secrets of the keyed hashes: of accounts in logs, and of the ids that are derived for requests without one. */
  readonly keys: { readonly accountHash: string; readonly processId: string };
  readonly tables: { readonly ucdp: string; readonly summaryCache: string };
  readonly bucket: string;
  readonly token: { readonly issuer: string; readonly audiences: readonly string[]; readonly jwksUrl: URL };
  readonly primaryModel: string;
  readonly promptVersion: string;
  readonly drainDelayMs: number;
  readonly timeoutsMs: { readonly request: number; readonly model: number; readonly history: number };
}

/**
 * Everything the API is told from outside. Endpoints and credentials of AWS are read by the SDK itself.
 * @throws Error naming every variable that is missing or wrong
 */
export function loadApiConfig(environment: Environment): ApiConfig {
  // Deployment tools set what they do not know to an empty string.
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = apiEnvironment.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(
      `The configuration is not complete. Set these environment variables:\n${faults.join('\n')}`,
    );
  }
  const variables = parsed.data;
  return {
    server: { port: variables.PORT, host: variables.HOST, maxSockets: variables.AWS_LAMBDA_MAX_CONCURRENCY },
    service: variables.POWERTOOLS_SERVICE_NAME,
    region: variables.AWS_REGION,
    keys: { accountHash: variables.ACCOUNT_HASH_KEY, processId: variables.PROCESS_ID_KEY },
    tables: { ucdp: variables.UCDP_TABLE_NAME, summaryCache: variables.SUMMARY_CACHE_TABLE_NAME },
    bucket: variables.SUMMARY_BUCKET_NAME,
    token: {
      issuer: variables.TOKEN_ISSUER,
      audiences: variables.TOKEN_AUDIENCES,
      jwksUrl: new URL(variables.TOKEN_JWKS_URL),
    },
    primaryModel: variables.PRIMARY_MODEL,
    promptVersion: variables.PROMPT_VERSION,
    drainDelayMs: variables.DRAIN_DELAY_MS,
    timeoutsMs: {
      request: variables.REQUEST_TIMEOUT_MS,
      model: variables.MODEL_TIMEOUT_MS,
      history: variables.HISTORY_TIMEOUT_MS,
    },
  };
}
