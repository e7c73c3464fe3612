import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TAKEN, Unread } from './unread.ts';

describe('the unread part of a text', () => {
  it('is what no finder took, with the rest where it was', () => {
    const unread = new Unread('order 12 and 345 now');
    expect(unread.take(/\d+/g, ([text], { index }) => [{ text, index }])).toEqual([
      { text: '12', index: 6 },
      { text: '345', index: 13 },
    ]);
    expect(unread.text).toBe(`order ${TAKEN.repeat(2)} and ${TAKEN.repeat(3)} now`);
  });

  it('is not read twice', () => {
    const unread = new Unread('12 34');
    unread.take(/12/g, ([text]) => [text]);
    expect(unread.take(/\d+/g, ([text]) => [text])).toEqual(['34']);
  });

  it('keeps a match that means nothing', () => {
    const unread = new Unread('12 34');
    expect(unread.take(/\d+/g, ([text]) => (text === '12' ? [] : [text]))).toEqual(['34']);
    expect(unread.text).toBe(`12 ${TAKEN}${TAKEN}`);
  });

  it('shows what stands on both sides, up to sixty characters', () => {
    const unread = new Unread(`${'a'.repeat(80)}1${'b'.repeat(80)}`);
    unread.take(/1/g, (_, { before, after }) => {
      expect([before, after]).toEqual(['a'.repeat(60), 'b'.repeat(60)]);
      return [];
    });
  });

  it('never changes its length', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const unread = new Unread(text);
        unread.take(/\w+/g, ([match]) => [match]);
        expect(unread.text).toHaveLength(text.length);
      }),
    );
  });
});
