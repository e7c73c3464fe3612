import { describe, expect, it } from 'vitest';
import { anInteraction } from '../../tests/fixtures/domain.ts';
import type { Interaction } from '../domain/interaction.ts';
import { redactHistory } from './redact-history.ts';

const THREE = ['int-1', 'int-2', 'int-3'].map((id) => anInteraction({ id, text: `secret of ${id}` }));

describe('redactHistory', () => {
  it('redacts every interaction and keeps the order and the rest of the history', () => {
    expect(redactHistory({ interactions: THREE, foundCapped: true, skipped: 2 }, hide)).toEqual({
      interactions: THREE.map((interaction) => ({ ...interaction, text: '[hidden]' })),
      foundCapped: true,
      skipped: 2,
    });
  });

  it('leaves out and counts an interaction that cannot be redacted', () => {
    const failsOnce = (interaction: Interaction) => {
      if (interaction.id === 'int-2') throw new Error(interaction.text);
      return hide(interaction);
    };
    const { interactions, skipped } = redactHistory(
      { interactions: THREE, foundCapped: false, skipped: 2 },
      failsOnce,
    );
    expect(interactions.map(({ id }) => id)).toEqual(['int-1', 'int-3']);
    expect(skipped).toBe(3);
  });

  it('shows nothing at all when nothing can be redacted', () => {
    const fails = () => {
      throw new TypeError('broken');
    };
    expect(redactHistory({ interactions: THREE, foundCapped: false, skipped: 0 }, fails)).toEqual({
      interactions: [],
      foundCapped: false,
      skipped: 3,
    });
  });

  it('leaves the history that it was given as it was', () => {
    const history = { interactions: THREE, foundCapped: false, skipped: 0 };
    const before = structuredClone(history);
    redactHistory(history, hide);
    expect(history).toEqual(before);
  });
});

function hide(interaction: Interaction): Interaction {
  return { ...interaction, text: '[hidden]' };
}
