import { describe, expect, it } from 'vitest';
import { NOW_MS } from '../../tests/fixtures/domain.ts';
import { aRatedSummary, aVerdict } from '../../tests/fixtures/feedback.ts';
import { OmniError } from '../domain/errors.ts';
import { type ClickPlace, fingerprintOf } from '../domain/feedback.ts';
import { beginClick } from './begin-click.ts';
import type { BegunClick, RatedSummary } from './ports.ts';

const EARLIER = { serverTimeMs: NOW_MS - 1_000, eventId: 'earlier' };
const confirmed = (place: ClickPlace, verdict = aVerdict()) => ({
  ...place,
  feedback: verdict.feedback,
  fingerprint: fingerprintOf(verdict),
});

describe('beginClick', () => {
  it('notes the first click on a summary with the time of the server', async () => {
    const { begun, noted } = await begin(aRatedSummary());
    const place = { serverTimeMs: NOW_MS, eventId: `id-${NOW_MS}` };
    expect(begun).toMatchObject({ kind: 'begun', place });
    expect(noted).toEqual([{ place, after: null }]);
  });

  it('is a repetition of an equal click that is confirmed and was the last to be begun', async () => {
    const { begun, noted } = await begin(aRatedSummary({ begun: EARLIER, confirmed: confirmed(EARLIER) }));
    expect(begun).toEqual({ kind: 'repeated' });
    expect(noted).toEqual([]);
  });

  it.each([
    [
      'another click was begun since',
      { begun: { ...EARLIER, eventId: 'other' }, confirmed: confirmed(EARLIER) },
    ],
    ['what was begun is not known', { begun: null, confirmed: confirmed(EARLIER) }],
    ['nothing is confirmed', { begun: EARLIER, confirmed: null }],
    [
      'it says something else',
      { begun: EARLIER, confirmed: confirmed(EARLIER, aVerdict({ feedback: 'not_helpful' })) },
    ],
  ])('is no repetition when %s', async (_name, notes) => {
    expect((await begin(aRatedSummary(notes))).begun.kind).toBe('begun');
  });

  it.each([
    ['begun', { begun: { serverTimeMs: NOW_MS + 300_000, eventId: 'ahead' } }],
    ['confirmed', { confirmed: confirmed({ serverTimeMs: NOW_MS + 300_000, eventId: 'ahead' }) }],
  ])('comes after one that was %s on a machine whose clock is ahead', async (_name, notes) => {
    const { begun } = await begin(aRatedSummary(notes), { verdict: aVerdict({ feedback: 'not_helpful' }) });
    expect(begun).toMatchObject({ place: { serverTimeMs: NOW_MS + 300_001 } });
  });

  it('looks again when another click was begun in between, and may find that it repeats it', async () => {
    const since = { serverTimeMs: NOW_MS + 5, eventId: 'since' };
    const reads = [aRatedSummary({ begun: since, confirmed: confirmed(since) })];
    expect((await begin(aRatedSummary(), { begins: [false], reads })).begun).toEqual({ kind: 'repeated' });

    const other = await begin(aRatedSummary(), {
      begins: [false, true],
      reads: [aRatedSummary({ begun: since })],
    });
    expect(other.begun).toMatchObject({ place: { serverTimeMs: NOW_MS + 6 } });
    expect(other.noted.at(-1)?.after).toEqual(since);
  });

  it('is gone when the summary expired in between', async () => {
    expect((await begin(aRatedSummary(), { begins: [false], reads: [null] })).begun).toEqual({
      kind: 'gone',
    });
  });

  it('has a place all the same when others come in between without end, or the notes cannot be written', async () => {
    const place = { serverTimeMs: NOW_MS };
    expect((await begin(aRatedSummary(), { begins: [] })).begun).toMatchObject({ kind: 'begun', place });
    const failing = new OmniError('store_failed', { retryable: true });
    expect((await begin(aRatedSummary(), { failing })).begun).toMatchObject({ kind: 'begun', place });
  });

  it('hides no bug', async () => {
    await expect(begin(aRatedSummary(), { failing: new TypeError('a bug') })).rejects.toThrow('a bug');
  });
});

interface BeginOptions {
  readonly verdict?: ReturnType<typeof aVerdict>;
  /** What each note answers; false when there are no more. */
  readonly begins?: readonly boolean[];
  readonly reads?: readonly (RatedSummary | null)[];
  readonly failing?: Error;
}

async function begin(summary: RatedSummary, options: BeginOptions = {}) {
  const { verdict = aVerdict(), begins = [true], reads = [], failing } = options;
  const noted: BegunClick[] = [];
  let readings = 0;
  const begun = await beginClick(
    {
      notes: {
        begin: async (_summary, click) => {
          if (failing !== undefined) throw failing;
          noted.push(click);
          return begins[noted.length - 1] ?? false;
        },
        read: async () => {
          const read = reads[readings];
          readings += 1;
          return read === undefined ? summary : read;
        },
      },
      newEventId: (serverTimeMs) => `id-${serverTimeMs}`,
      now: () => NOW_MS,
    },
    { summary, verdict, signal: new AbortController().signal },
  );
  return { begun, noted };
}
