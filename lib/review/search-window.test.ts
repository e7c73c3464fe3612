import { describe, expect, it } from 'vitest';
import { searchWindow } from './search-window.ts';

const nowMs = Date.parse('2026-11-23T05:00:00.000Z');
const window = (requestId: string | null, uniqueProcessId: string | null = null) => {
  const { fromMs, toMs, inWords } = searchWindow({ requestId, uniqueProcessId, nowMs });
  return [new Date(fromMs).toISOString(), new Date(toMs).toISOString(), inWords];
};

describe('searchWindow', () => {
  it('reads the time from a ULID, and looks a minute further, where the record of a slow request is', () => {
    expect(window('01M83C4YENV0N7JTS67HRV65TS', 'upi-1')).toEqual([
      '2026-11-23T04:55:38.197Z',
      '2026-11-23T04:56:38.197Z',
      'the hour of its id (2026-11-23 04:00 UTC)',
    ]);
  });

  it.each([
    [
      'another id',
      'req-7',
      null,
      '2026-11-20T05:00:00.000Z',
      'the last 3 days, because the id tells no time',
    ],
    [
      'a ULID with a letter too many',
      '01M83C4YENV0N7JTS67HRV65TSX',
      null,
      '2026-11-20T05:00:00.000Z',
      undefined,
    ],
    ['another id of a known process', 'req-7', 'upi-1', '2026-11-16T05:00:00.000Z', undefined],
    ['a process alone', null, 'upi-1', '2026-11-16T05:00:00.000Z', 'the last 7 days'],
  ])('looks at the last days for %s', (_, requestId, uniqueProcessId, from, inWords) => {
    const found = window(requestId, uniqueProcessId);
    expect(found.slice(0, 2)).toEqual([from, '2026-11-23T05:00:00.000Z']);
    expect(found[2]).toBe(inWords ?? found[2]);
  });
});
