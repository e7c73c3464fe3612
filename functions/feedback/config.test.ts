import { describe, expect, it } from 'vitest';
import { FEEDBACK_VARIABLES, loadFeedbackConfig } from './config.ts';

const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  ACCOUNT_HASH_KEY: '0123456789abcdef',
  SUMMARY_CACHE_TABLE_NAME: 'SummaryCache',
  SUMMARY_BUCKET_NAME: 'omni-summaries-dev',
};

describe('loadFeedbackConfig', () => {
  it('fills in the defaults when only the required variables are set', () => {
    expect(loadFeedbackConfig({ ...ENVIRONMENT, TENANCY: '' })).toEqual({
      service: 'feedback',
      region: 'us-east-1',
      accountHashKey: '0123456789abcdef',
      cacheTable: 'SummaryCache',
      bucket: 'omni-summaries-dev',
      tenantRequired: true,
    });
  });

  it('lets tokens without a tenant in only when it is told to', () => {
    expect(loadFeedbackConfig({ ...ENVIRONMENT, TENANCY: 'optional' }).tenantRequired).toBe(false);
  });

  it('names every missing variable at once, and every one that is wrong', () => {
    for (const name of Object.keys(ENVIRONMENT)) expect(() => loadFeedbackConfig({})).toThrow(name);
    expect(() => loadFeedbackConfig({ ...ENVIRONMENT, TENANCY: 'some', ACCOUNT_HASH_KEY: 'short' })).toThrow(
      /ACCOUNT_HASH_KEY[\s\S]*TENANCY|TENANCY[\s\S]*ACCOUNT_HASH_KEY/,
    );
  });

  it('reads no variable that the API does not have', async () => {
    const { API_VARIABLES } = await import('../../lib/config.ts');
    expect(FEEDBACK_VARIABLES.filter((name) => !API_VARIABLES.includes(name))).toEqual([]);
  });
});
