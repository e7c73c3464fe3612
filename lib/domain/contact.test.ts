import { describe, expect, it } from 'vitest';
import { chainKey, deriveUniqueProcessId } from './contact.ts';

const CALL = { accountNumber: '1234567890', contactId: 'abc-123-first', initialContactId: null };
const TRANSFER = { accountNumber: '1234567890', contactId: 'abc-123-xyz', initialContactId: 'abc-123-first' };

describe('chainKey', () => {
  it('is the account and the first contact of the chain', () => {
    expect(chainKey(TRANSFER)).toBe('1234567890#abc-123-first');
  });

  it('takes the contact itself as the first one when no other is named', () => {
    expect(chainKey(CALL)).toBe('1234567890#abc-123-first');
  });
});

describe('deriveUniqueProcessId', () => {
  const DERIVATION = { tenant: null, key: 'process-id-key-of-tests' };

  it('never changes between releases, since stored records are found by it', () => {
    expect(deriveUniqueProcessId(TRANSFER, DERIVATION)).toBe('upi-2c69c4aa4395c12c2c0561bb0c8997ab');
  });

  it('is the same for a call and its transfer', () => {
    expect(deriveUniqueProcessId(CALL, DERIVATION)).toBe(deriveUniqueProcessId(TRANSFER, DERIVATION));
  });

  it.each([
    ['the account', { ...TRANSFER, accountNumber: '1234567891' }, DERIVATION],
    ['the chain', { ...TRANSFER, initialContactId: 'abc-124-first' }, DERIVATION],
    ['the tenant', TRANSFER, { ...DERIVATION, tenant: 'acme' }],
    ['the key', TRANSFER, { ...DERIVATION, key: 'another-key-of-tests' }],
  ])('differs when %s differs', (_what, contact, derivation) => {
    expect(deriveUniqueProcessId(contact, derivation)).not.toBe(deriveUniqueProcessId(TRANSFER, DERIVATION));
  });
});
