import { describe, expect, it } from 'vitest';
import { loadReviewConfig } from './config.ts';

describe('loadReviewConfig', () => {
  it("reads the API's own variables", () => {
    const environment = { AWS_REGION: 'eu-west-1', SUMMARY_BUCKET_NAME: 'b', SUMMARY_CACHE_TABLE_NAME: 't' };
    expect(loadReviewConfig(environment)).toEqual({ region: 'eu-west-1', bucket: 'b', cacheTable: 't' });
  });

  it('takes what is empty or not there as unset, so that a file can be read without them', () => {
    expect(loadReviewConfig({ AWS_REGION: '' })).toEqual({ region: null, bucket: null, cacheTable: null });
  });
});
