import { describe, expect, it } from 'vitest';
import { aPrompt } from '../../tests/fixtures/domain.ts';
import { readUngrounded } from '../../tests/fixtures/ungrounded-reader.ts';
import { containFaults } from './contain-faults.ts';

const ANSWER = 'REASON: Asks about $45. [i1]';

describe('containFaults', () => {
  it('changes nothing of what is read', () => {
    const told: unknown[] = [];
    const prompt = aPrompt({ suffix: '$45' });
    expect(containFaults(readUngrounded, (error) => told.push(error))(ANSWER, prompt)).toEqual(
      readUngrounded(ANSWER, prompt),
    );
    expect(told).toEqual([]);
  });

  it('refuses what makes the reader throw, and tells it', () => {
    const told: unknown[] = [];
    const bug = new TypeError('a bug');
    const broken = containFaults(
      () => {
        throw bug;
      },
      (error) => told.push(error),
    );
    expect(broken(ANSWER, aPrompt())).toEqual({ lines: [], removed: [], refused: 'internal_error' });
    expect(told).toEqual([bug]);
  });
});
