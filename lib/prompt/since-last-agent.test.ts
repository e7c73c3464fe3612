import { describe, expect, it } from 'vitest';
import { aPrompt } from '../../tests/fixtures/domain.ts';
import type { SummaryLine } from '../domain/summary.ts';
import { checkSinceLastAgent } from './since-last-agent.ts';

const PROMPT = aPrompt({
  records: new Map([
    ['i1', { interactionIds: ['newest'] }],
    ['i2', { interactionIds: ['agent', 'repeat'] }],
    ['i3', { interactionIds: ['older'] }],
  ]),
  lastAgent: 'i2',
});
const since = (...interactionIds: readonly string[]): SummaryLine => ({
  section: 'sinceLastAgent',
  text: 'The parcel came back.',
  interactionIds,
});

describe('checkSinceLastAgent', () => {
  it.each([[['newest']], [['older', 'newest']]])('keeps a line that cites something newer: %j', (cited) => {
    const line = since(...cited);
    expect(checkSinceLastAgent([line], PROMPT)).toEqual({ lines: [line], removed: [] });
  });

  it.each([
    ["the agent's own record", ['agent']],
    ['a repeat of it', ['repeat']],
    ['an older record', ['older']],
  ])('removes a line that cites only %s', (_, cited) => {
    expect(checkSinceLastAgent([since(...cited)], PROMPT)).toEqual({
      lines: [],
      removed: [
        {
          text: 'The parcel came back.',
          reason: 'unsupported',
          detail: 'nothing newer than the last agent is cited',
        },
      ],
    });
  });

  it.each([null, 'i9'])('removes every such line when the prompt names no such record (%s)', (lastAgent) => {
    const { lines, removed } = checkSinceLastAgent([since('newest')], { ...PROMPT, lastAgent });
    expect(lines).toEqual([]);
    expect(removed).toHaveLength(1);
  });

  it('leaves every other line alone', () => {
    const line: SummaryLine = { section: 'history', text: 'Told to wait.', interactionIds: ['older'] };
    expect(checkSinceLastAgent([line], { ...PROMPT, lastAgent: null }).lines).toEqual([line]);
  });
});
