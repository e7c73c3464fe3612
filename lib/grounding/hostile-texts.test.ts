import { describe, expect, it } from 'vitest';
import { NOW_MS } from '../../tests/fixtures/domain.ts';
import { aNote } from '../../tests/fixtures/grounding.ts';
import { groundLines } from './ground-lines.ts';

const TIMES_AS_LONG = 8;
const LONG_TEXT = 8_192;
const LONGEST_SENTENCE = 400;
const MEASUREMENTS = 3;
/** Of one long text against eight short ones: 1 where the work grows with the text, 8 where it grows with its square. */
const MOST_WORK = 3.5;

function filledWith(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** Milliseconds for a hostile record, each time judged by a sentence of the same kind. */
function workOf(piece: string, length: number, times: number): number {
  const line = { section: 'history', interactionIds: ['int-1'] } as const;
  const records = [aNote(filledWith(piece, length))];
  const text = filledWith(piece, LONGEST_SENTENCE);
  const startedAt = performance.now();
  for (let time = 0; time < times; time += 1) {
    groundLines([{ ...line, text }], { records, nowMs: NOW_MS, reasonGiven: '', language: 'en' });
  }
  return performance.now() - startedAt;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe('hostile texts', () => {
  it.each([
    '1 1 1 1 ',
    '1,111,',
    '9',
    'a',
    'a1-',
    '0012 ',
    '$1 ',
    '1:',
    '12/12/',
    '\n',
    '"a',
    " 'a",
    'two and ',
    'quatre-vingt-',
    'was not ',
    'order ',
    '1 to 2 days ',
    '\u0301',
    '_',
  ])('take no more work than their length when they are %j', (piece) => {
    workOf(piece, LONG_TEXT / TIMES_AS_LONG, 2);
    const ratios = Array.from({ length: MEASUREMENTS }, () => {
      const short = workOf(piece, LONG_TEXT / TIMES_AS_LONG, TIMES_AS_LONG);
      return workOf(piece, LONG_TEXT, 1) / short;
    });
    expect(median(ratios)).toBeLessThan(MOST_WORK);
  });

  it.each(['9', '1 ', 'a1', '\ud800', '\u202e', '👩‍👩‍👧', 'ﷺ', '\u0001', '__proto__ ', '1e999 '])(
    'of %j are judged without an error',
    (piece) => {
      for (const language of ['en', 'de', 'pt']) {
        const line = {
          section: 'promises',
          text: filledWith(piece, 400),
          interactionIds: ['int-1'],
        } as const;
        const records = [aNote(filledWith(piece, 2_000))];
        const options = { records, nowMs: NOW_MS, reasonGiven: filledWith(piece, 100), language };
        const { lines, removed } = groundLines([line], options);
        expect(lines.length + removed.length).toBe(1);
      }
    },
  );
});
