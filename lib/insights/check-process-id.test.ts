import { describe, expect, it } from 'vitest';
import { aContact } from '../../tests/fixtures/domain.ts';
import { OmniError } from '../domain/errors.ts';
import { checkProcessId } from './check-process-id.ts';
import type { SummaryCache } from './ports.ts';

const REQUEST = { contact: aContact(), tenant: 'retail', idIsGiven: true };

describe('checkProcessId', () => {
  it('refuses an id under which the tenant has records of another account', async () => {
    const { check, asked } = setUp(async () => true);
    await expect(check(REQUEST)).rejects.toMatchObject({ code: 'id_conflict', retryable: false });
    expect(asked).toEqual([[{ uniqueProcessId: 'upi-1', tenant: 'retail' }, '1234567890']]);
  });

  it('says nothing of the other account', async () => {
    const error = await setUp(async () => true)
      .check(REQUEST)
      .catch((caught: unknown) => caught);
    expect(String(error)).not.toMatch(/\d{4}/);
  });

  it('lets an id pass that is new, or of the same account', async () => {
    await expect(setUp(async () => false).check(REQUEST)).resolves.toBeUndefined();
  });

  it('does not ask about an id that we derived', async () => {
    const { check, asked } = setUp(async () => true);
    await expect(check({ ...REQUEST, idIsGiven: false })).resolves.toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('lets an id pass while the store cannot tell', async () => {
    const { check } = setUp(() => Promise.reject(new OmniError('store_failed', { retryable: true })));
    await expect(check(REQUEST)).resolves.toBeUndefined();
  });

  it('lets an id pass when the store takes too long', async () => {
    const { check } = setUp(
      (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new OmniError('store_failed')));
        }),
    );
    await expect(check(REQUEST)).resolves.toBeUndefined();
  });

  it('rejects for a bug', async () => {
    await expect(setUp(() => Promise.reject(new TypeError('a bug'))).check(REQUEST)).rejects.toThrow(
      TypeError,
    );
  });
});

function setUp(answer: (signal: AbortSignal) => Promise<boolean>) {
  const asked: unknown[] = [];
  const isOfOtherAccount: SummaryCache['isOfOtherAccount'] = (key, accountNumber, signal) => {
    asked.push([key, accountNumber]);
    return answer(signal);
  };
  const check = checkProcessId({ cache: { isOfOtherAccount }, timeoutMs: 10 });
  return { asked, check: (request: typeof REQUEST) => check(request, new AbortController().signal) };
}
