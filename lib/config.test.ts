import { describe, expect, it } from 'vitest';
import { loadApiConfig } from './config.ts';

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
      server: { port: 8080, host: '0.0.0.0', maxSockets: 500 },
      service: 'fargate-api',
      region: 'us-east-1',
      keys: { accountHash: '0123456789abcdef', processId: 'fedcba9876543210' },
      tables: { ucdp: 'ucdp-interactions', summaryCache: 'SummaryCache' },
      bucket: 'omni-summaries-dev',
      token: {
        issuer: 'https://issuer.example/',
        audiences: ['insights', 'other'],
        jwksUrl: new URL('https://issuer.example/jwks.json'),
      },
      primaryModel: 'nova-lite',
      promptVersion: 'v1.1.0',
      drainDelayMs: 8_000,
      timeoutsMs: { request: 7_500, model: 5_000, history: 1_600 },
    });
  });

  it('takes what the environment sets in the place of a default', () => {
    const set = { PORT: '0', MODEL_TIMEOUT_MS: '100', PRIMARY_MODEL: 'nova-pro', PROMPT_VERSION: 'v2.0.0' };
    expect(loadApiConfig({ ...ENVIRONMENT, ...set })).toMatchObject({
      server: { port: 0 },
      timeoutsMs: { model: 100 },
      primaryModel: 'nova-pro',
      promptVersion: 'v2.0.0',
    });
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
  ])('names %s and nothing else when it is %j', (variable, value) => {
    expect(variablesIn(refusal({ ...ENVIRONMENT, [variable]: value }))).toEqual([variable]);
  });

  it('does not repeat a key that is too short', () => {
    expect(refusal({ ...ENVIRONMENT, ACCOUNT_HASH_KEY: 'short-secret' })).not.toContain('short-secret');
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
