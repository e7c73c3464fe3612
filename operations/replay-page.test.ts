import { describe, expect, it } from 'vitest';
import type { CitedSentence } from '../lib/review/cited-sentences.ts';
import { compareSentences } from '../lib/review/compare-sentences.ts';
import type { Replay, ReplaySide } from '../lib/review/replay-record.ts';
import { replayPage } from './replay-page.ts';

const BEFORE: ReplaySide = {
  promptVersion: 'v1.0.0',
  model: 'nova-lite',
  outcome: 'ok',
  words: 8,
  inputTokens: 800,
  outputTokens: 20,
  cacheReadTokens: 1_776,
  cacheWrittenTokens: 0,
  costUsd: 0.000_115,
  ms: 900,
  removed: [{ text: 'She owes $54.', reason: 'unsupported', detail: 'amount $54' }],
};
const NOW: ReplaySide = { ...BEFORE, promptVersion: 'v1.1.0', model: 'nova-2-lite', ms: 1_200, removed: [] };

function replayOf(before: readonly CitedSentence[], now: readonly CitedSentence[], changes = {}): Replay {
  const sentences = compareSentences(before, now);
  const same = sentences.every(({ kind }) => kind === 'same');
  return { requestId: '01JEXAMPLE', before: BEFORE, now: NOW, sentences, same, ...changes };
}

const reason: CitedSentence = { section: 'reason', text: 'Asks about $45.', interactions: ['int-1'] };
const fee: CitedSentence = { section: 'openIssues', text: 'The fee.', interactions: ['int-1'] };
const visit: CitedSentence = { section: 'openIssues', text: 'The visit.', interactions: ['int-1'] };
const calls: CitedSentence = { section: 'history', text: 'Called twice.', interactions: ['int-2'] };
const mood: CitedSentence = { section: 'sentiment', text: 'Calm.', interactions: ['int-2'] };

describe('the page of a replay', () => {
  it('sets figures and sentences of both beside each other', () => {
    const page = replayPage(
      replayOf([reason, fee, calls, mood], [reason, visit, { ...calls, interactions: [] }]),
    );
    expect(page.join('\n')).toBe(`Replay of 01JEXAMPLE: 1 same, 2 changed, 1 only before, 0 only now
                before                now
  prompt        v1.0.0                v1.1.0
  model         nova-lite             nova-2-lite
  outcome       ok                    ok
  words         8                     8
  tokens in     800                   800
  tokens out    20                    20
  prompt cache  1776 read, 0 written  1776 read, 0 written
  cost          $0.000115             $0.000115
  time          900 ms                1200 ms

Sentences
  = reason: Asks about $45.
  - open issue: The fee.
  + open issue: The visit.
  - history: Called twice. (from int-2)
  + history: Called twice. (from nothing)
  - sentiment: Calm.

Taken out before
  "She owes $54." unsupported: no record that it cites says so (amount $54)

Taken out now
  Nothing.`);
  });

  it('says in its heading that there is no difference', () => {
    expect(replayPage(replayOf([reason, fee], [reason, fee]))[0]).toBe(
      'Replay of 01JEXAMPLE: all 2 sentences are the same',
    );
  });

  it('says in words how the model failed', () => {
    const now = { ...NOW, model: 'none', outcome: 'model_throttled' };
    expect(replayPage(replayOf([reason], [], { now }))).toContain('  Now: Bedrock had no room for the call.');
  });
});
