import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { API_VARIABLES, loadApiConfig } from './config.ts';

const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_MAX_CONCURRENCY: '500',
  ACCOUNT_HASH_KEY: '0123456789abcdef',
  PROCESS_ID_KEY: 'fedcba9876543210',
  UCDP_TABLE_NAME: 'ucdp-interactions',
  SUMMARY_CACHE_TABLE_NAME: 'SummaryCache',
  SUMMARY_BUCKET_NAME: 'omni-summaries-dev',
  TOKEN_ISSUER: 'https://issuer.example/',
  TOKEN_AUDIENCES: 'insights,other',
  TOKEN_JWKS_URL: 'https://issuer.example/jwks.json',
};

describe('loadApiConfig', () => {
  it('fills in the defaults when only the required variables are set', () => {
    expect(loadApiConfig(ENVIRONMENT)).toEqual({
      server: { port: 8080, host: '0.0.0.0', mostInFlight: 500, keepAliveTimeoutMs: 72_000 },
      service: 'fargate-api',
      region: 'us-east-1',
      keys: { accountHash: '0123456789abcdef', processId: 'fedcba9876543210' },
      tables: { ucdp: 'ucdp-interactions', summaryCache: 'SummaryCache' },
      ucdp: { attributes: {}, roleArn: null },
      tenantRequired: true,
      rateLimit: { ratePerSecond: 300, burst: 600 },
      collectorUrl: null,
      bucket: 'omni-summaries-dev',
      token: {
        issuer: 'https://issuer.example/',
        audiences: ['insights', 'other'],
        jwksUrl: new URL('https://issuer.example/jwks.json'),
      },
      models: {
        policy: 'hedged',
        primary: 'nova-lite',
        secondRegion: null,
        hedge: 'nova-micro',
        secondary: 'claude-haiku-4.5',
        canaryEvery: 5_000,
      },
      prompts: { version: 'v1.2.0', shares: {}, shadow: null },
      drainDelayMs: 8_000,
      testAccounts: false,
      timeoutsMs: { request: 4_800, model: 5_000, history: 1_600, historyTry: 800 },
    });
  });

  it('takes what the environment sets in the place of a default', () => {
    const set = {
      PORT: '0',
      MODEL_TIMEOUT_MS: '100',
      PRIMARY_MODEL: 'nova-pro',
      SECONDARY_MODEL: 'none',
      HEDGE_MODEL: 'none',
      MODEL_POLICY: 'sequential',
      CANARY_PERCENT: '0',
      TENANCY: 'optional',
      UCDP_ATTRIBUTES: '{"notes":"call_notes"}',
      PROMPT_VERSION: 'v2.0.0',
      PROMPT_SHADOW: 'v2.1.0',
      PROMPT_SHADOW_SHARE: '2.5',
    };
    expect(loadApiConfig({ ...ENVIRONMENT, ...set })).toMatchObject({
      server: { port: 0 },
      timeoutsMs: { request: 7_500, model: 100 },
      models: { policy: 'sequential', primary: 'nova-pro', hedge: null, secondary: null, canaryEvery: null },
      tenantRequired: false,
      ucdp: { attributes: { notes: 'call_notes' } },
      prompts: { version: 'v2.0.0', shadow: { version: 'v2.1.0', sharePercent: 2.5 } },
    });
  });

  it.each(['v1.1.0=10, v1.2.0=90', '{"v1.1.0":10,"v1.2.0":90}'])('reads shares from %j', (shares) => {
    const { prompts } = loadApiConfig({ ...ENVIRONMENT, PROMPT_SHARES: shares });
    expect(prompts.shares).toEqual({ 'v1.1.0': 10, 'v1.2.0': 90 });
  });

  it('has no shadow without a version, and none without a share', () => {
    for (const half of [{ PROMPT_SHADOW: 'v1.1.0' }, { PROMPT_SHADOW_SHARE: '10' }]) {
      expect(loadApiConfig({ ...ENVIRONMENT, ...half }).prompts.shadow).toBeNull();
    }
  });

  it('names every missing variable at once', () => {
    expect(variablesIn(refusal({}))).toEqual(Object.keys(ENVIRONMENT).toSorted());
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['AWS_LAMBDA_MAX_CONCURRENCY', '0'],
    ['AWS_LAMBDA_MAX_CONCURRENCY', '1.5'],
    ['ACCOUNT_HASH_KEY', '0123456789abcde'],
    ['UCDP_TABLE_NAME', ''],
    ['TOKEN_ISSUER', 'issuer'],
    ['TOKEN_JWKS_URL', ''],
    ['TOKEN_AUDIENCES', ''],
    ['REQUEST_TIMEOUT_MS', '29001'],
    ['MODEL_TIMEOUT_MS', '99'],
    ['HISTORY_TIMEOUT_MS', '49'],
    ['HISTORY_TRY_TIMEOUT_MS', '49'],
    ['UCDP_ATTRIBUTES', '{"notes":'],
    ['UCDP_ATTRIBUTES', '["notes"]'],
    ['UCDP_ROLE_ARN', 'ucdp-reader'],
    ['TENANCY', 'none'],
    ['PRIMARY_MODEL', 'none'],
    ['RATE_LIMIT_PER_SECOND', '0'],
    ['PROMPT_VERSION', '../v1.2.0'],
    ['PROMPT_SHARES', 'v1.1.0'],
    ['PROMPT_SHARES', 'v1.1.0=ten'],
    ['PROMPT_SHARES', 'v1.1.0='],
    ['PROMPT_SHARES', 'v1.1.0=-1'],
    ['PROMPT_SHARES', 'latest=10'],
    ['PROMPT_SHARES', 'v1.1.0=60,v1.3.0=41'],
    ['PROMPT_SHARES', 'v1.1.0=10,v1.1.0=20'],
    ['PROMPT_SHARES', 'v1.0.0=1,v1.1.0=1,v1.3.0=1'],
    ['PROMPT_SHARES', '{"v1.1.0":"10"}'],
    ['PROMPT_SHARES', '{"v1.1.0":10'],
    ['PROMPT_SHADOW', 'latest'],
    ['PROMPT_SHADOW_SHARE', '101'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector'],
  ])('names %s and nothing else when it is %j', (variable, value) => {
    expect(variablesIn(refusal({ ...ENVIRONMENT, [variable]: value }))).toEqual([variable]);
  });

  it('is described whole in the guide, and nothing else is', () => {
    const guide = readFileSync(new URL('../docs/guides/configuration.md', import.meta.url), 'utf8');
    const rows = guide.split('\n').filter((line) => line.startsWith('| `'));
    const described = rows.flatMap((row) => row.split('|')[1]?.match(/[A-Z_]{4,}/g) ?? []);
    expect(described.toSorted()).toEqual([...API_VARIABLES].toSorted());
  });

  it('does not repeat a key that is too short', () => {
    expect(refusal({ ...ENVIRONMENT, ACCOUNT_HASH_KEY: 'short-secret' })).not.toContain('short-secret');
  });

  it.each(['production', 'prod', 'qa', undefined])('refuses test accounts in the stage %s', (STAGE) => {
    expect(() => loadApiConfig({ ...ENVIRONMENT, STAGE, TEST_ACCOUNTS: 'on' })).toThrow(
      /TEST_ACCOUNTS: may be on only where STAGE is one of local, dev, staging$/,
    );
  });

  it.each(['local', 'dev', 'staging'])('has test accounts in the stage %s when they are on', (STAGE) => {
    expect(loadApiConfig({ ...ENVIRONMENT, STAGE, TEST_ACCOUNTS: 'on' }).testAccounts).toBe(true);
    expect(loadApiConfig({ ...ENVIRONMENT, STAGE }).testAccounts).toBe(false);
  });
});

function refusal(environment: Readonly<Record<string, string>>): string {
  try {
    loadApiConfig(environment);
  } catch (error) {
    return String(error);
  }
  throw new Error('The environment was accepted.');
}

function variablesIn(message: string): readonly string[] {
  return [...message.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name).toSorted();
}
