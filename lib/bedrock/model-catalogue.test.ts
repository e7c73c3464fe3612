import { describe, expect, it } from 'vitest';
import { resolveModel } from './model-catalogue.ts';

const NOVEMBER_2026 = Date.parse('2026-11-23T00:00:00Z');
const DAY_MS = 86_400_000;

describe('resolveModel', () => {
  it('gives the model of an alias that is alive', () => {
    expect(resolveModel('nova-lite', NOVEMBER_2026).modelId).toBe('us.amazon.nova-lite-v1:0');
  });

  it.each([
    ['claude-3.5-haiku', 'claude-haiku-4.5'],
    ['claude-3-haiku', 'claude-haiku-4.5'],
    ['llama-3.2-3b', 'nova-micro'],
  ])('gives the successor of %s, whose end of life is past', (alias, successor) => {
    expect(resolveModel(alias, NOVEMBER_2026).alias).toBe(successor);
  });

  it('changes to the successor 90 days before the end, not a day earlier', () => {
    const end = Date.parse('2026-06-19');
    expect(resolveModel('claude-3.5-haiku', end - 90 * DAY_MS).alias).toBe('claude-3.5-haiku');
    expect(resolveModel('claude-3.5-haiku', end - 90 * DAY_MS + 1).alias).toBe('claude-haiku-4.5');
  });

  it('names the aliases there are when it does not know one', () => {
    expect(() => resolveModel('gpt-4', NOVEMBER_2026)).toThrow(/"gpt-4".*nova-lite, nova-micro/);
  });

  it.each(['nova-lite', 'claude-haiku-4.5'])('finds %s, which we ship with, alive today', (alias) => {
    // Goes red 90 days before one of them ends: then the defaults have to change.
    expect(resolveModel(alias, Date.now()).alias).toBe(alias);
  });
});
