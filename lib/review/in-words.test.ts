import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../domain/errors.ts';
import { REMOVAL_REASONS } from '../domain/summary.ts';
import { outcomeInWords, removalInWords } from './in-words.ts';

const UNKNOWN = 'this version of the product does not know it';

describe('codes in words', () => {
  it.each(REMOVAL_REASONS)('has words of its own for %s', (reason) => {
    const all = REMOVAL_REASONS.map(removalInWords);
    expect(all.filter((words) => words === removalInWords(reason))).toHaveLength(1);
    expect(removalInWords(reason)).not.toBe(UNKNOWN);
  });

  it.each(['ok', ...ERROR_CODES.filter((code) => code.startsWith('model_'))])(
    'knows the outcome %s',
    (code) => {
      expect(outcomeInWords(code)).not.toBe(UNKNOWN);
    },
  );

  it.each(['of_a_later_version', 'constructor', ''])('says that it does not know "%s"', (code) => {
    expect([removalInWords(code), outcomeInWords(code)]).toEqual([UNKNOWN, UNKNOWN]);
  });
});
