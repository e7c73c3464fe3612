import * as z from 'zod';
import { type Environment, parseEnvironment } from './environment.ts';

const count = (lowest: number, highest: number) => z.coerce.number().int().min(lowest).max(highest);
const name = z.string().min(3);

function jsonObject<Schema extends z.ZodType>(schema: Schema) {
  return z.string().transform(parsedJson).pipe(schema);
}

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
}

const percent = z.number().min(0).max(100);
const versionName = z.string().regex(/^v\d+\.\d+\.\d+$/, 'is no version such as v1.2.0');

/** `v1.1.0=10,v1.3.0=5`, or the same as JSON: percent of the accounts by version. */
const versionShares = z
  .string()
  .transform((text, context) => (text.startsWith('{') ? parsedJson(text, context) : parsedPairs(text)))
  .pipe(z.record(versionName, percent))
  .refine(
    (shares) => Object.values(shares).reduce((sum, share) => sum + share, 0) <= 100,
    'is more than 100 percent',
  );

/** A version that is named twice or has no number is left for the schema to refuse. */
function parsedPairs(text: string): unknown {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  const isRepeated = new Set(pairs.map(([version]) => version)).size < pairs.length;
  return isRepeated
    ? null
    : Object.fromEntries(pairs.map(([version, share]) => [version, share ? Number(share) : null]));
}

/** As many as can keep their accounts while one of them grows; see ADR 10. */
const MOST_SHARES = 2;

/** Named, so that a stage that nobody thought of has none. */
const STAGES_WITH_TEST_ACCOUNTS = ['local', 'dev', 'staging'];

export const DEFAULT_PROMPT_VERSION = 'v1.2.0';

const apiEnvironment = z
  .object({
    PORT: count(0, 65_535).default(8080),
    HOST: z.string().default('0.0.0.0'),
    /** Above the load balancer's 60 s: the side that closes first must not be the one that answers. */
    KEEP_ALIVE_TIMEOUT_MS: count(1_000, 600_000).default(72_000),
    AWS_REGION: z.string().min(1),
    AWS_LAMBDA_MAX_CONCURRENCY: count(1, 10_000),
    POWERTOOLS_SERVICE_NAME: z.string().default('fargate-api'),
    ACCOUNT_HASH_KEY: z.string().min(16),
    PROCESS_ID_KEY: z.string().min(16),
    UCDP_TABLE_NAME: name,
    /** JSON: the table's names of attributes where they differ from ours. */
    UCDP_ATTRIBUTES: jsonObject(z.record(z.string(), z.string().min(1))).default({}),
    /** Role to assume for reading the table in another account. */
    UCDP_ROLE_ARN: z.string().startsWith('arn:').optional(),
    SUMMARY_CACHE_TABLE_NAME: name,
    SUMMARY_BUCKET_NAME: name,
    TOKEN_ISSUER: z.url(),
    TOKEN_AUDIENCES: z
      .string()
      .transform((list) => list.split(',').flatMap((audience) => audience.trim() || []))
      .pipe(z.array(z.string()).min(1)),
    TOKEN_JWKS_URL: z.url(),
    PRIMARY_MODEL: z
      .string()
      .refine((alias) => alias !== 'none', 'has to be a model')
      .default('nova-lite'),
    /** `none`: the digest answers when the main model fails. */
    SECONDARY_MODEL: z.string().default('claude-haiku-4.5'),
    /** `sequential`: the owner's first design, kept for comparison. */
    MODEL_POLICY: z.enum(['hedged', 'sequential']).default('hedged'),
    /** Asked beside a main model that is slow; `none`: that one itself. */
    HEDGE_MODEL: z.string().default('nova-micro'),
    /** Where the main model is asked too; `none`: only in the region of the task. */
    SECOND_REGION: z.string().default('none'),
    /** Percent of the requests that ask the secondary model first, so that it is known to work. */
    CANARY_PERCENT: z.coerce.number().pipe(percent).default(0.02),
    PROMPT_VERSION: versionName.default(DEFAULT_PROMPT_VERSION),
    PROMPT_SHARES: versionShares.default({}),
    /** A version that is asked beside the one that serves, and never served. */
    PROMPT_SHADOW: versionName.optional(),
    PROMPT_SHADOW_SHARE: z.coerce.number().pipe(percent).default(0),
    REQUEST_TIMEOUT_MS: count(1_000, 29_000).optional(),
    MODEL_TIMEOUT_MS: count(100, 20_000).default(5_000),
    HISTORY_TIMEOUT_MS: count(50, 10_000).default(1_600),
    HISTORY_TRY_TIMEOUT_MS: count(50, 10_000).default(800),
    /** `optional` lets tokens without the claim `tenant` see the customers of all tenants. */
    TENANCY: z.enum(['required', 'optional']).default('required'),
    /** Of each client, in this task. */
    RATE_LIMIT_PER_SECOND: count(1, 100_000).default(300),
    RATE_LIMIT_BURST: count(1, 100_000).default(600),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
    DRAIN_DELAY_MS: count(0, 20_000).default(8_000),
    STAGE: z.string().optional(),
    TEST_ACCOUNTS: z.enum(['on', 'off']).default('off'),
  })
  .superRefine(({ STAGE, TEST_ACCOUNTS }, context) => {
    if (TEST_ACCOUNTS === 'off' || STAGES_WITH_TEST_ACCOUNTS.includes(STAGE ?? '')) return;
    const message = `may be on only where STAGE is one of ${STAGES_WITH_TEST_ACCOUNTS.join(', ')}`;
    context.addIssue({ code: 'custom', path: ['TEST_ACCOUNTS'], message });
  })
  .superRefine(({ PROMPT_VERSION, PROMPT_SHARES }, context) => {
    const others = Object.keys(PROMPT_SHARES).filter((version) => version !== PROMPT_VERSION);
    if (others.length <= MOST_SHARES) return;
    const message = `has more than ${MOST_SHARES} versions beside PROMPT_VERSION`;
    context.addIssue({ code: 'custom', path: ['PROMPT_SHARES'], message });
  });

/** The names of all variables that the API reads. */
export const API_VARIABLES: readonly string[] = Object.keys(apiEnvironment.shape);

/** From arrival to answer. The owner's sequence needs time for a second model after the first one has had its five seconds. */
const REQUEST_TIMEOUT_MS = { hedged: 4_800, sequential: 7_500 };

/** Aliases of the catalogue; `null` where there is none. */
export interface ModelConfig {
  readonly policy: 'hedged' | 'sequential';
  readonly primary: string;
  readonly secondRegion: string | null;
  readonly hedge: string | null;
  readonly secondary: string | null;
  /** The secondary is asked first by every so manieth request; `null` is never. */
  readonly canaryEvery: number | null;
}

export interface ApiConfig {
  readonly server: {
    readonly port: number;
    readonly host: string;
    readonly mostInFlight: number;
    readonly keepAliveTimeoutMs: number;
  };
  readonly service: string;
  readonly region: string;
  /** Secrets of the keyed hashes: of accounts in logs, and of the ids that are derived for requests without one. */
  readonly keys: { readonly accountHash: string; readonly processId: string };
  readonly tables: { readonly ucdp: string; readonly summaryCache: string };
  /** The table of interactions: what its attributes are called where they differ from ours, and whose role reads it. */
  readonly ucdp: { readonly attributes: Readonly<Record<string, string>>; readonly roleArn: string | null };
  readonly tenantRequired: boolean;
  readonly rateLimit: { readonly ratePerSecond: number; readonly burst: number };
  /** Base URL of an OTLP/HTTP collector; nothing is traced without one. */
  readonly collectorUrl: string | null;
  readonly bucket: string;
  readonly token: { readonly issuer: string; readonly audiences: readonly string[]; readonly jwksUrl: URL };
  readonly models: ModelConfig;
  readonly prompts: {
    readonly version: string;
    /** Percent of the accounts, by version; all others have `version`. */
    readonly shares: Readonly<Record<string, number>>;
    /** `null` when no version is tried beside the one that serves. */
    readonly shadow: { readonly version: string; readonly sharePercent: number } | null;
  };
  readonly drainDelayMs: number;
  /** Whether some account numbers force an outcome; never in production. */
  readonly testAccounts: boolean;
  readonly timeoutsMs: {
    readonly request: number;
    readonly model: number;
    readonly history: number;
    readonly historyTry: number;
  };
}

/**
 * Everything the API is told from outside. Endpoints and credentials of AWS are read by the SDK itself.
 * @throws Error naming every variable that is missing or wrong
 */
export function loadApiConfig(environment: Environment): ApiConfig {
  const variables = parseEnvironment(apiEnvironment, environment);
  return {
    server: {
      port: variables.PORT,
      host: variables.HOST,
      mostInFlight: variables.AWS_LAMBDA_MAX_CONCURRENCY,
      keepAliveTimeoutMs: variables.KEEP_ALIVE_TIMEOUT_MS,
    },
    service: variables.POWERTOOLS_SERVICE_NAME,
    region: variables.AWS_REGION,
    keys: { accountHash: variables.ACCOUNT_HASH_KEY, processId: variables.PROCESS_ID_KEY },
    tables: { ucdp: variables.UCDP_TABLE_NAME, summaryCache: variables.SUMMARY_CACHE_TABLE_NAME },
    ucdp: { attributes: variables.UCDP_ATTRIBUTES, roleArn: variables.UCDP_ROLE_ARN ?? null },
    tenantRequired: variables.TENANCY === 'required',
    rateLimit: { ratePerSecond: variables.RATE_LIMIT_PER_SECOND, burst: variables.RATE_LIMIT_BURST },
    collectorUrl: variables.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    bucket: variables.SUMMARY_BUCKET_NAME,
    token: {
      issuer: variables.TOKEN_ISSUER,
      audiences: variables.TOKEN_AUDIENCES,
      jwksUrl: new URL(variables.TOKEN_JWKS_URL),
    },
    models: {
      policy: variables.MODEL_POLICY,
      primary: variables.PRIMARY_MODEL,
      secondRegion: unlessNone(variables.SECOND_REGION),
      hedge: unlessNone(variables.HEDGE_MODEL),
      secondary: unlessNone(variables.SECONDARY_MODEL),
      canaryEvery: variables.CANARY_PERCENT === 0 ? null : Math.round(100 / variables.CANARY_PERCENT),
    },
    prompts: {
      version: variables.PROMPT_VERSION,
      shares: variables.PROMPT_SHARES,
      shadow: shadowOf(variables),
    },
    drainDelayMs: variables.DRAIN_DELAY_MS,
    testAccounts: variables.TEST_ACCOUNTS === 'on',
    timeoutsMs: {
      request: variables.REQUEST_TIMEOUT_MS ?? REQUEST_TIMEOUT_MS[variables.MODEL_POLICY],
      model: variables.MODEL_TIMEOUT_MS,
      history: variables.HISTORY_TIMEOUT_MS,
      historyTry: variables.HISTORY_TRY_TIMEOUT_MS,
    },
  };
}

function unlessNone(value: string): string | null {
  return value === 'none' ? null : value;
}

function shadowOf(variables: z.infer<typeof apiEnvironment>): ApiConfig['prompts']['shadow'] {
  const { PROMPT_SHADOW: version, PROMPT_SHADOW_SHARE: sharePercent } = variables;
  return version === undefined || sharePercent === 0 ? null : { version, sharePercent };
}
