import { describe, expect, it } from 'vitest';
import { NOW_MS } from '../../tests/fixtures/domain.ts';
import { signalsOf } from '../../tests/fixtures/request-signals.ts';
import { virtualTime } from '../../tests/fixtures/virtual-time.ts';
import { OmniError } from '../domain/errors.ts';
import { awaitNewest } from './await-newest.ts';
import type { CachedRecord } from './ports.ts';
import type { RequestSignals } from './request-signals.ts';

const KEY = { uniqueProcessId: 'upi-1', tenant: null };
const OLD = recordMadeAt(-60_000);

/** A record by when it was made, in milliseconds of the virtual time. */
function recordMadeAt(ms: number): CachedRecord {
  return { body: `made at ${ms}`, archived: false, generatedAt: new Date(NOW_MS + ms).toISOString() };
}

interface Watch extends Partial<RequestSignals> {
  readonly waitMs: number;
  /** What a look finds at a moment. */
  readonly found: (ms: number) => CachedRecord | null | Error;
}

/** How a wait ends, and when; and the moments of all looks. */
async function watch({ waitMs, found, ...signals }: Watch) {
  const time = virtualTime();
  const looks: number[] = [];
  const wait = awaitNewest({
    findNewest: async () => {
      looks.push(time.now());
      const look = found(time.now());
      if (look instanceof Error) throw look;
      return look;
    },
    sleep: time.sleep,
    now: () => NOW_MS + time.now(),
  });
  const ended = wait(KEY, { waitMs, ...signalsOf(signals) }).then(
    (record) => ({ record: record?.body ?? null, ms: time.now() }),
    (error: OmniError) => ({ error: error.code, ms: time.now() }),
  );
  await time.run();
  return { ...(await ended), looks };
}

describe('awaitNewest', () => {
  it('without waiting looks once, at whatever is there', async () => {
    expect(await watch({ waitMs: 0, found: () => OLD })).toEqual({
      record: OLD.body,
      ms: 0,
      looks: [0],
    });
    expect(await watch({ waitMs: 0, found: () => null })).toMatchObject({ record: null, looks: [0] });
  });

  it('ends within a fifth of a second after the record is there', async () => {
    const made = recordMadeAt(1_130);
    const { looks, ...end } = await watch({ waitMs: 5_000, found: (ms) => (ms < 1_150 ? null : made) });
    expect(end).toEqual({ record: made.body, ms: 1_200 });
    expect(looks).toEqual([0, 200, 400, 600, 800, 1_000, 1_200]);
  });

  it('is content at once with one that was made just before it began', async () => {
    const made = recordMadeAt(-9_000);
    expect(await watch({ waitMs: 5_000, found: () => made })).toMatchObject({ record: made.body, ms: 0 });
  });

  it('prefers a new record to an older one that is there all the time', async () => {
    const made = recordMadeAt(700);
    expect(await watch({ waitMs: 5_000, found: (ms) => (ms < 750 ? OLD : made) })).toMatchObject({
      record: made.body,
      ms: 800,
    });
  });

  it.each([
    ['the older one', OLD, OLD.body],
    ['nothing', null, null],
  ])('gives %s when time is up, to the millisecond', async (_name, found, record) => {
    expect(await watch({ waitMs: 1_050, found: () => found })).toMatchObject({ record, ms: 1_050 });
  });

  it('looks again after a look that failed', async () => {
    const failure = new OmniError('store_failed');
    const made = recordMadeAt(100);
    expect(await watch({ waitMs: 5_000, found: (ms) => (ms < 300 ? failure : made) })).toMatchObject({
      record: made.body,
      ms: 400,
    });
  });

  it('fails when the last look does', async () => {
    const failure = new OmniError('store_failed');
    expect(await watch({ waitMs: 500, found: () => failure })).toMatchObject({
      error: 'store_failed',
      ms: 500,
    });
  });

  it('ends with the request', async () => {
    const deadline = AbortSignal.abort();
    expect(await watch({ waitMs: 5_000, found: () => null, deadline })).toMatchObject({
      record: null,
      looks: [0],
    });
  });

  it('ends at once when nobody waits any more', async () => {
    const leaving = new AbortController();
    const found = (ms: number) => {
      if (ms === 400) leaving.abort();
      return null;
    };
    expect(await watch({ waitMs: 5_000, found, clientGone: leaving.signal })).toEqual({
      error: 'client_gone',
      ms: 400,
      looks: [0, 200, 400],
    });
  });
});
