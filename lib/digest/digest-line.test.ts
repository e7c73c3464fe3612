import { describe, expect, it } from 'vitest';
import { anInteraction } from '../../tests/fixtures/domain.ts';
import { digestLine } from './digest-line.ts';

describe('digestLine', () => {
  it('is plain, ends with one point and cites what it rests on', () => {
    const of = [anInteraction({ id: 'a' }), anInteraction({ id: 'b' })];
    expect(digestLine('history', { text: '<b>Am</b> 3. Dez..', of })).toEqual({
      section: 'history',
      text: 'Am 3. Dez.',
      interactionIds: ['a', 'b'],
    });
  });
});
