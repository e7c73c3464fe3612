import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from './logger.ts';
import { openRequestScope } from './request-scope.ts';

const ids = {
  requestId: 'r-1',
  contactId: 'abc-123-xyz',
  uniqueProcessId: 'upi-1',
  accountNumber: '1234567890',
};

let written: Record<string, unknown>[] = [];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(JSON.parse(String(line)));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('a log line of a request', () => {
  it.each(['upi-0123456789abcdef0123456789abcdef', '12345678-1234-4234-8234-123456789012'])(
    'bears an id that a machine made as it is: %s',
    async (contactId) => {
      expect(await logged({ ...ids, contactId })).toMatchObject({ contact_id: contactId });
    },
  );

  it('bears its ids, and of the account the last four digits and a keyed hash', async () => {
    const line = await logged(ids);
    expect(line).toMatchObject({
      message: 'REQUEST_RECEIVED',
      route: 'POST /',
      request_id: 'r-1',
      contact_id: 'abc-123-xyz',
      unique_process_id: 'upi-1',
      account_last4: '7890',
      account_hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(JSON.stringify(line)).not.toContain('1234567890');
  });

  it.each([
    ['the account number', { contactId: 'call-1234567890' }],
    ['personal data', { contactId: 'secret-id' }],
    ['a number as long as an account has', { contactId: 'call-7654321' }],
  ])('bears the hash of an id that holds %s', async (_, changes) => {
    const line = await logged({ ...ids, ...changes });
    expect(line.contact_id).toMatch(/^hash:[0-9a-f]{16}$/);
    expect(await logged({ ...ids, ...changes })).toMatchObject({ contact_id: line.contact_id });
    expect(JSON.stringify(line)).not.toMatch(/1234567890|secret-id/);
  });
});

async function logged(keys: Parameters<ReturnType<typeof createLogger>['nameRequest']>[0]) {
  const run = await openRequestScope();
  const { log, nameRequest } = createLogger({
    service: 'test',
    accountHashKey: 'a key of this test',
    redact: (text) => text.replace('secret', '[hidden]'),
  });
  run({}, () => {
    nameRequest(keys);
    log.info('REQUEST_RECEIVED', { route: 'POST /' });
  });
  return written.at(-1) ?? {};
}
