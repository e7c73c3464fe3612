import { describe, expect, it } from 'vitest';
import { aRecord } from '../../tests/fixtures/domain.ts';
import { OmniError } from '../domain/errors.ts';
import { identityOf, type RecordIdentity, type SummaryRecord } from '../domain/summary-record.ts';
import { type SaveSummaryDependencies, saveSummary } from './save-summary.ts';

const RECORD = aRecord();
const IDENTITY = identityOf(RECORD);

describe('saveSummary', () => {
  it.each([
    ['ddb+s3', { cache: acknowledges, archive: acknowledges }],
    ['ddb', { cache: acknowledges, archive: refuses }],
    ['s3', { cache: refuses, archive: acknowledges }],
    ['none', { cache: refuses, archive: refuses }],
  ])('answers %s when just these stores have acknowledged', async (storedIn, stores) => {
    expect(await setUp(stores).save(RECORD)).toBe(storedIn);
  });

  it('gives both stores the same record and the same bytes, encoded once', async () => {
    const stores = setUp({});
    await stores.save(RECORD);
    expect(stores.puts.map(({ store, record, body }) => [store, record, body])).toEqual([
      ['archive', IDENTITY, 'encoding 1'],
      ['cache', RECORD, 'encoding 1'],
    ]);
  });

  it('starts both writes at once', () => {
    const stores = setUp({ cache: never, archive: never });
    void stores.save(RECORD);
    expect(stores.puts.map(({ store }) => store).toSorted()).toEqual(['archive', 'cache']);
  });

  it('answers ddb when the archive is slower than its grace, and marks the record afterwards', async () => {
    const archive = Promise.withResolvers<void>();
    const stores = setUp({ archive: () => archive.promise });
    expect(await stores.save(RECORD)).toBe('ddb');
    expect(stores.marks).toEqual([]);
    archive.resolve();
    await stores.finished();
    expect(stores.marks).toEqual([IDENTITY]);
  });

  it('waits for the archive as long as its grace', async () => {
    const stores = setUp({ archive: () => wait(20), limits: { archiveGraceMs: 5_000 } });
    expect(await stores.save(RECORD)).toBe('ddb+s3');
  });

  it('marks the record as archived when both stores have it', async () => {
    const stores = setUp({});
    await stores.save(RECORD);
    await stores.finished();
    expect(stores.marks).toEqual([IDENTITY]);
  });

  it.each([
    ['the cache', { cache: refuses }],
    ['the archive', { archive: refuses }],
  ])('does not mark the record when %s refused it', async (_, refusing) => {
    const stores = setUp(refusing);
    await stores.save(RECORD);
    await stores.finished();
    expect(stores.marks).toEqual([]);
  });

  it('does not mark the record before the cache has it', async () => {
    const cache = Promise.withResolvers<void>();
    const stores = setUp({ cache: () => cache.promise });
    const saved = stores.save(RECORD);
    await wait(5);
    expect(stores.marks).toEqual([]);
    cache.resolve();
    await saved;
    await stores.finished();
    expect(stores.marks).toEqual([IDENTITY]);
  });

  it('does not let the answer wait for the mark', async () => {
    expect(await setUp({ mark: never }).save(RECORD)).toBe('ddb+s3');
  });

  it('answers all the same, and leaves no rejection behind, when the mark fails', async () => {
    const stores = setUp({ mark: refuses });
    expect(await stores.save(RECORD)).toBe('ddb+s3');
    await expect(stores.finished()).resolves.toBeDefined();
  });

  it('gives the cache up at its time-out, and the archive its grace later', async () => {
    const archivedAfter = (ms: number, archiveGraceMs: number) =>
      setUp({
        cache: hangs,
        archive: (signal) => Promise.race([wait(ms), hangs(signal)]),
        limits: { cacheTimeoutMs: 200, archiveGraceMs, archiveTimeoutMs: 5_000 },
      }).save(RECORD);
    expect(await archivedAfter(250, 2_000)).toBe('s3');
    expect(await archivedAfter(1_500, 1)).toBe('none');
  });

  it('waits for the archive until the cache would have had to answer when that refuses at once', async () => {
    const stores = setUp({
      cache: refuses,
      archive: () => wait(100),
      limits: { cacheTimeoutMs: 3_000, archiveGraceMs: 1 },
    });
    expect(await stores.save(RECORD)).toBe('s3');
  });

  it.each([
    ['s3', acknowledges],
    ['none', refuses],
  ])('has a record tried again that the cache did not take, stored in %s', async (storedIn, archive) => {
    const stores = setUp({ cache: refuses, archive });
    expect(await stores.save(RECORD)).toBe(storedIn);
    expect(stores.retried).toEqual([{ record: RECORD, body: 'encoding 1' }]);
  });

  it('has nothing tried again that the cache took', async () => {
    const stores = setUp({ archive: refuses });
    await stores.save(RECORD);
    expect(stores.retried).toEqual([]);
  });

  it('gives both up when neither answers in its time', async () => {
    const stores = setUp({
      cache: hangs,
      archive: hangs,
      limits: { cacheTimeoutMs: 5, archiveTimeoutMs: 15 },
    });
    expect(await stores.save(RECORD)).toBe('none');
  });

  it('gives the mark a time-out too, so that a shutdown need not wait for ever', async () => {
    const stores = setUp({ mark: hangs, limits: { cacheTimeoutMs: 10 } });
    await stores.save(RECORD);
    await expect(stores.finished()).resolves.toBeDefined();
  });

  it('hands its work to the background before it waits, so that a shutdown cannot miss it', () => {
    const stores = setUp({ cache: never, archive: never });
    void stores.save(RECORD);
    expect(stores.background).toHaveLength(1);
  });
});

type Write = (signal: AbortSignal) => Promise<void>;
type Limits = Pick<SaveSummaryDependencies, 'cacheTimeoutMs' | 'archiveGraceMs' | 'archiveTimeoutMs'>;

interface Stores {
  readonly cache?: Write;
  readonly archive?: Write;
  readonly mark?: Write;
  readonly limits?: Partial<Limits>;
}

function setUp({ cache = acknowledges, archive = acknowledges, mark = acknowledges, limits }: Stores) {
  const puts: { store: string; record: SummaryRecord | RecordIdentity; body: string }[] = [];
  const marks: RecordIdentity[] = [];
  const retried: { record: SummaryRecord; body: string }[] = [];
  const background: Promise<unknown>[] = [];
  let encodings = 0;
  const put =
    (store: string, write: Write) =>
    (record: SummaryRecord | RecordIdentity, body: string, signal: AbortSignal) => {
      puts.push({ store, record, body });
      return write(signal);
    };
  const save = saveSummary({
    encode: () => {
      encodings += 1;
      return `encoding ${encodings}`;
    },
    cache: {
      put: put('cache', cache),
      markArchived: (record, signal) => {
        marks.push(record);
        return mark(signal);
      },
      findNewest: async () => null,
      isOfOtherAccount: async () => false,
    },
    archive: { put: put('archive', archive) },
    inBackground: (work) => background.push(work),
    retryLater: (record, body) => retried.push({ record, body }),
    now: Date.now,
    ...{ cacheTimeoutMs: 5_000, archiveGraceMs: 10, archiveTimeoutMs: 5_000 },
    ...limits,
  });
  return { save, puts, marks, retried, background, finished: () => Promise.all(background) };
}

async function acknowledges(): Promise<void> {}

async function refuses(): Promise<void> {
  throw new OmniError('store_failed', { retryable: true });
}

function never(): Promise<void> {
  return new Promise(() => {});
}

function hangs(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new OmniError('store_failed')));
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
