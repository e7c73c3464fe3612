import { describe, expect, it } from 'vitest';
import { aContact, aRecord, NOW_MS } from '../../tests/fixtures/domain.ts';
import type { ContactRequest } from '../domain/contact.ts';
import { OmniError } from '../domain/errors.ts';
import { type FindReusableTextDependencies, findReusableText } from './find-reusable-text.ts';
import type { ReusableRecord } from './ports.ts';

const KEY = 'ab'.repeat(32);
const MINUTE_MS = 60_000;

interface Kept {
  readonly requestId: string;
  readonly key?: string;
  readonly ageMs?: number;
  readonly contact?: Partial<ContactRequest>;
}

/** A record of another contact of the chain, unless it says otherwise; its body is its id and its contact. */
function kept({ requestId, key = KEY, ageMs = MINUTE_MS, contact = {} }: Kept): ReusableRecord {
  return {
    body: JSON.stringify({ requestId, contact: aContact({ contactId: 'abc-first', ...contact }) }),
    archived: true,
    reuse: { key, textMadeAt: new Date(NOW_MS - ageMs).toISOString() },
  };
}

function setUp(changes: Partial<FindReusableTextDependencies> = {}) {
  const failures: unknown[] = [];
  const asked: unknown[] = [];
  const find = findReusableText({
    findReusable: async (chain) => {
      asked.push(chain);
      return [];
    },
    decode: (body) => aRecord(JSON.parse(body)),
    timeoutMs: 60_000,
    onFailed: (error) => failures.push(error),
    now: () => NOW_MS,
    ...changes,
  });
  const ofKey = async (key = KEY, signal = new AbortController().signal) =>
    (await find(aContact(), signal)(key))?.record.requestId ?? null;
  return { find, ofKey, failures, asked };
}

const having = (...records: readonly Kept[]) => setUp({ findReusable: async () => records.map(kept) });

describe('a text that may be reused', () => {
  it('is looked for in the chain, among the records of the last 5 minutes', async () => {
    const { ofKey, asked } = setUp();
    expect(await ofKey()).toBeNull();
    expect(asked).toEqual([{ chainKey: '1234567890#abc-123-first', since: '2025-12-08T14:27:15.000Z' }]);
  });

  it('is looked for before its key is known', () => {
    const { find, asked } = setUp();
    find(aContact(), new AbortController().signal);
    expect(asked).toHaveLength(1);
  });

  it('has the key', async () => {
    const { ofKey } = having({ requestId: 'other', key: 'cd'.repeat(32) }, { requestId: 'this' });
    expect(await ofKey()).toBe('this');
    expect(await ofKey('ef'.repeat(32))).toBeNull();
  });

  it('is the newest of several', async () => {
    expect(await having({ requestId: 'new' }, { requestId: 'old' }).ofKey()).toBe('new');
  });

  it('is one of the same contact and process before any other', async () => {
    const { ofKey } = having(
      { requestId: 'of another contact' },
      { requestId: 'of another process', contact: { contactId: 'abc-123-xyz', uniqueProcessId: 'upi-2' } },
      { requestId: 'of this one', contact: { contactId: 'abc-123-xyz' } },
    );
    expect(await ofKey()).toBe('of this one');
  });

  it.each([
    [5 * MINUTE_MS, 'kept'],
    [5 * MINUTE_MS + 1, null],
  ])('is at most 5 minutes old, also in a record that took it over later: %i ms', async (ageMs, expected) => {
    expect(await having({ requestId: 'kept', ageMs }).ofKey()).toBe(expected);
  });

  it('comes with whether the archive has it', async () => {
    const found = setUp({ findReusable: async () => [{ ...kept({ requestId: 'a' }), archived: false }] });
    const text = await found.find(aContact(), new AbortController().signal)(KEY);
    expect(text).toMatchObject({ archived: false, reuse: { key: KEY } });
  });
});

describe('a lookup that fails', () => {
  it('finds nothing, and says why', async () => {
    const error = new OmniError('store_failed');
    const { ofKey, failures } = setUp({ findReusable: () => Promise.reject(error) });
    expect(await ofKey()).toBeNull();
    expect(failures).toEqual([error]);
  });

  it('finds nothing when the store does not answer in time, whatever the store makes of the signal', async () => {
    const { ofKey, failures } = setUp({ findReusable: () => new Promise(() => undefined), timeoutMs: 5 });
    expect(await ofKey()).toBeNull();
    expect(failures).toMatchObject([{ name: 'TimeoutError' }]);
  });

  it('ends with its request', async () => {
    const { ofKey, failures } = setUp({ findReusable: () => new Promise(() => undefined) });
    expect(await ofKey(KEY, AbortSignal.abort('gone'))).toBeNull();
    expect(failures).toEqual(['gone']);
  });

  it('passes over a record that cannot be read', async () => {
    const records = [{ ...kept({ requestId: 'a' }), body: '{"cut' }, kept({ requestId: 'whole' })];
    const { ofKey, failures } = setUp({ findReusable: async () => records });
    expect(await ofKey()).toBe('whole');
    expect(failures).toMatchObject([{ name: 'SyntaxError' }]);
  });

  it('says after how many milliseconds', async () => {
    const times = [NOW_MS, NOW_MS + 70];
    const waited: number[] = [];
    const { ofKey } = setUp({
      findReusable: () => Promise.reject(new OmniError('store_failed')),
      now: () => times.shift() ?? 0,
      onFailed: (_error, ms) => waited.push(ms),
    });
    await ofKey();
    expect(waited).toEqual([70]);
  });
});
