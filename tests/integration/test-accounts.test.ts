import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from './test-api.ts';

const CONTACT = { contact_id: 'integrator-1' };

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('test accounts', () => {
  test.each([
    ['TESTOK', { status: 'ok', model_used: 'nova-lite' }],
    ['TESTFAILOVER', { status: 'ok', model_used: 'claude-haiku-4.5' }],
    ['TESTDEGRADED', { status: 'degraded', reason: 'model_unavailable', model_used: 'none' }],
    ['TESTNOINTERACTIONS', { status: 'no_interactions', model_used: 'none' }],
  ])('%s is answered as it says, stored, and found again', async (account_number, expected) => {
    const answer = await api.post({ ...CONTACT, account_number });
    expect([answer.status, answer.headers.get('x-stored')]).toEqual([200, 'ddb+s3']);
    expect(answer.body).toMatchObject({ ...expected, account_number });
    const again = await api.get(answer.body.unique_process_id);
    expect(again.body.request_id).toBe(answer.body.request_id);
  });

  test('TESTTRANSFER says what is new since the last agent', async () => {
    const { body } = await api.post({ ...CONTACT, account_number: 'TESTTRANSFER' });
    expect(body).toMatchObject({
      status: 'ok',
      sections: { since_last_agent: expect.stringContaining('R-2041') },
    });
  });

  test.each([
    ['TEST503', 503, 'history_unavailable'],
    ['TEST429', 429, 'rate_limited'],
  ])('%s is %i with the time to wait', async (account_number, status, code) => {
    const answer = await api.post({ ...CONTACT, account_number });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, '2']);
    expect(answer.body).toMatchObject({ code, retryable: true });
  });
});

describe('where test accounts are off', () => {
  test('TEST503 is an account without a history', async () => {
    const production = await startTestApi({ STAGE: 'production', TEST_ACCOUNTS: 'off' });
    const { status, body } = await production.post({ ...CONTACT, account_number: 'TEST503' });
    await production.stop();
    expect([status, body.status]).toEqual([200, 'no_interactions']);
  });
});
