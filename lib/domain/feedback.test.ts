import { describe, expect, it } from 'vitest';
import { aVerdict } from '../../tests/fixtures/feedback.ts';
import { fingerprintOf, isAfter } from './feedback.ts';

describe('fingerprintOf', () => {
  const base = aVerdict({ feedback: 'not_helpful', reason: 'other', sentence: 1, comment: 'Wrong.' });

  it('is the same for verdicts that say the same', () => {
    expect(fingerprintOf({ ...base })).toBe(fingerprintOf(base));
  });

  it.each([
    ['the feedback', { feedback: 'helpful' }],
    ['the reason', { reason: 'unclear' }],
    ['the sentence', { sentence: 0 }],
    ['the comment', { comment: null }],
  ] as const)('is another when %s is', (_name, change) => {
    expect(fingerprintOf({ ...base, ...change })).not.toBe(fingerprintOf(base));
  });
});

describe('isAfter', () => {
  const place = { serverTimeMs: 1_000, eventId: 'b' };

  it.each([
    ['none', null, true],
    ['an earlier one', { serverTimeMs: 999, eventId: 'c' }, true],
    ['a later one', { serverTimeMs: 1_001, eventId: 'a' }, false],
    ['one of the same time with a lower id', { serverTimeMs: 1_000, eventId: 'a' }, true],
    ['one of the same time with a higher id', { serverTimeMs: 1_000, eventId: 'c' }, false],
    ['itself', place, false],
  ])('of %s', (_name, other, expected) => {
    expect(isAfter(place, other)).toBe(expected);
  });
});
