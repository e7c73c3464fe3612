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
  it('never changes between releases, since stored records are found by it', () => {
    expect(deriveUniqueProcessId(TRANSFER)).toBe('upi-79a7e98f12aee982834928bbc79c8d88');
  });

  it('is the same for a call and its transfer', () => {
    expect(deriveUniqueProcessId(CALL)).toBe(deriveUniqueProcessId(TRANSFER));
  });

  it('differs when the account differs', () => {
    expect(deriveUniqueProcessId({ ...CALL, accountNumber: '1234567891' })).not.toBe(
      deriveUniqueProcessId(CALL),
    );
  });

  it('differs when the chain differs', () => {
    expect(deriveUniqueProcessId({ ...TRANSFER, initialContactId: 'abc-124-first' })).not.toBe(
      deriveUniqueProcessId(TRANSFER),
    );
  });
});
