import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FindRecord, RecordSearch } from '../lib/s3/find-record.ts';
import { aStoredRecord } from '../tests/fixtures/stored-record.ts';
import { openRecord } from './open-record.ts';

const ULID = '01M83C4YENV0N7JTS67HRV65TS';
const NOW_MS = Date.parse('2026-11-23T05:00:00.000Z');
const RECORD = aStoredRecord({ requestId: ULID });
const directory = mkdtempSync(join(tmpdir(), 'omni-open-record-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const NOTHING = { object: null, hoursListed: 1, keysSeen: 12, complete: true };

function open(
  given: string | null,
  {
    findRecord = async () => NOTHING,
    upi = null,
  }: { findRecord?: FindRecord | null; upi?: string | null } = {},
) {
  const openIt = openRecord({ findRecord, noStage: 'There is no stage.', now: () => NOW_MS });
  return openIt({ given, uniqueProcessId: upi }, new AbortController().signal);
}

const finding = (body: string, key = 'the-key'): FindRecord => {
  return async () => ({ ...NOTHING, object: { key, body } });
};

describe('openRecord', () => {
  it('gives the record that the stage has, and its key', async () => {
    expect(await open(ULID, { findRecord: finding(JSON.stringify(RECORD)) })).toEqual({
      record: RECORD,
      identity: { uniqueProcessId: 'upi-1', requestId: ULID, generatedAt: '2025-12-08T14:32:16.020Z' },
      key: `omni-channel/processed/dt=2025-12-08/hr=14/upi-1.${ULID}.json`,
      file: null,
    });
  });

  it('searches where the id says, with both ids', async () => {
    const searches: RecordSearch[] = [];
    const findRecord: FindRecord = async (search) => {
      searches.push(search);
      return NOTHING;
    };
    await open(ULID, { findRecord, upi: 'upi-1' });
    const fromMs = Date.parse('2026-11-23T04:55:38.197Z');
    expect(searches).toEqual([{ requestId: ULID, uniqueProcessId: 'upi-1', fromMs, toMs: fromMs + 60_000 }]);
  });

  it('says what was searched and what to try when there is none', async () => {
    expect(await open(ULID)).toEqual({
      problem: `There is no record of the request ${ULID}. S3 was searched for the hour of its id (2026-11-23 04:00 UTC): 1 hour, 12 keys. Check the id and the stage; only DynamoDB may have it so far (npm run sweep brings it into S3); or give the path of a downloaded record.`,
    });
  });

  it('says that it did not search to the end', async () => {
    const findRecord = async () => ({ object: null, hoursListed: 3, keysSeen: 200_000, complete: false });
    expect(await open('req-7', { findRecord })).toEqual({
      problem:
        'No record of the request req-7 was found. S3 was searched for the last 3 days, because the id tells no time: 3 hours, 200000 keys, and not to the end. Give --upi as well, which leaves a few keys an hour.',
    });
  });

  it('reads a file where no stage is configured, and nothing else', async () => {
    const path = join(directory, 'record.json');
    writeFileSync(path, JSON.stringify(RECORD));
    expect(await open(path, { findRecord: null })).toMatchObject({ record: RECORD, file: path });
    expect(await open(ULID, { findRecord: null })).toEqual({ problem: 'There is no stage.' });
    expect(await open('gone.json')).toEqual({ problem: 'There is no file gone.json.' });
  });

  it.each([
    ['{"summary": "a secret', 'it is no JSON text.'],
    [
      JSON.stringify({ ...RECORD, customer: undefined, coverage: { ...RECORD.coverage, found: 'a secret' } }),
      'these members are missing or are of another kind: customer, coverage.found.',
    ],
    ['7', 'these members are missing or are of another kind: the whole.'],
  ])('names what is damaged, and never what stands there: %s', async (body, damage) => {
    expect(await open(ULID, { findRecord: finding(body) })).toEqual({
      problem: `The object the-key is damaged: ${damage}`,
    });
  });

  it('takes no other request for the one that is meant', async () => {
    const other = JSON.stringify({ ...RECORD, request_id: `a.${ULID}` });
    expect(await open(ULID, { findRecord: finding(other) })).toEqual({
      problem: 'The object the-key holds another request: give its --upi too.',
    });
  });

  it.each([
    ['a space', 'a b', null],
    ['a star', ULID, 'upi-*'],
  ])('searches for nothing with %s in an id', async (_, given, upi) => {
    const findRecord = () => Promise.reject(new Error('searched'));
    expect(await open(given, { upi, findRecord })).toEqual({
      problem: 'An id has 1 to 128 characters of A-Z a-z 0-9 . _ : -, and a file ends in .json.',
    });
  });
});
