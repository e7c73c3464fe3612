import { describe, expect, it } from 'vitest';
import { anInteraction } from '../../tests/fixtures/domain.ts';
import { aStoredRecord } from '../../tests/fixtures/stored-record.ts';
import { readUngrounded } from '../../tests/fixtures/ungrounded-reader.ts';
import { OmniError } from '../domain/errors.ts';
import { composeSummary } from '../domain/summary.ts';
import type { GenerateText, PromptText } from '../insights/ports.ts';
import { tryModel } from '../insights/try-model.ts';
import { loadPromptVersion } from '../prompt/prompt-versions.ts';
import { replayRecord } from './replay-record.ts';

const promptVersion = loadPromptVersion('v1.1.0', new URL('../../prompts/', import.meta.url));
const usage = { input: 700, output: 20, cacheRead: 0, cacheWrite: 2_197 };
const RECORD = aStoredRecord({
  interactions: [anInteraction(), anInteraction({ id: 'int-2', text: 'Called.' })],
  summary: composeSummary([
    { section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] },
    { section: 'history', text: 'Called twice.', interactionIds: ['int-1', 'int-2'] },
  ]),
  removed: [{ model: 'nova-lite', text: 'She owes $54.', reason: 'unsupported', detail: 'amount $54' }],
});

function replayed(answer: string | OmniError, prompts: PromptText[] = []) {
  const generate: GenerateText = async (prompt) => {
    prompts.push(prompt);
    if (answer instanceof OmniError) throw answer;
    return { text: answer, model: 'nova-2-lite', modelId: 'id', usage, costUsd: 0.5 };
  };
  const times = [0, 900];
  const replay = replayRecord({
    promptVersion,
    model: { alias: 'nova-2-lite', generate },
    tryModel: tryModel({
      readOutput: readUngrounded,
      attemptTimeoutMs: 1_000,
      now: () => times.shift() ?? 0,
    }),
  });
  return replay(RECORD, new AbortController().signal);
}

describe('replayRecord', () => {
  it('finds no difference when the model says the same', async () => {
    const { same, sentences } = await replayed(
      'REASON: Asks about $45. [i1]\nHISTORY: Called twice. [i1,i2]',
    );
    expect(same).toBe(true);
    expect(sentences.map(({ kind }) => kind)).toEqual(['same', 'same']);
  });

  it('sets both answers beside each other, with what each cost', async () => {
    const answer =
      'REASON: Asks about a fee. [i1]\nPROMISE: A credit. [i2]\nno sentence\nHISTORY: Called. [i1]';
    const { same, before, now, sentences } = await replayed(answer);
    expect(same).toBe(false);
    expect(sentences.map(({ kind, before, now }) => [kind, before?.text, now?.text])).toEqual([
      ['changed', 'Asks about $45.', 'Asks about a fee.'],
      ['only_now', undefined, 'A credit.'],
      ['changed', 'Called twice.', 'Called.'],
    ]);
    expect(before).toMatchObject({ model: 'nova-lite', words: 5, inputTokens: 800, ms: 900 });
    expect(before.removed).toMatchObject([{ text: 'She owes $54.', reason: 'unsupported' }]);
    expect(now).toEqual({
      promptVersion: 'v1.1.0',
      model: 'nova-2-lite',
      outcome: 'ok',
      words: 7,
      inputTokens: 700,
      outputTokens: 20,
      cacheReadTokens: 0,
      cacheWrittenTokens: 2_197,
      costUsd: 0.5,
      ms: 900,
      removed: [{ text: 'no sentence', reason: 'unreadable', detail: null }],
    });
  });

  it('asks with the records as they were stored, on the day on which they were read', async () => {
    const prompts: PromptText[] = [];
    await replayed('REASON: Why. [i1]', prompts);
    expect(prompts).toHaveLength(1);
    expect(prompts[0]).toMatchObject({ version: 'v1.1.0', prefix: promptVersion.prefix });
    expect(prompts[0]?.suffix).toContain('{"today":"2025-12-08","write_in":"en"');
    expect(prompts[0]?.suffix).toContain('{"ref":"i2","at":"2025-12-07T10:15Z"');
  });

  it('has no sentences of a model that fails, and says how it failed', async () => {
    const { now, sentences, same } = await replayed(new OmniError('model_throttled'));
    expect(now).toMatchObject({ model: 'none', outcome: 'model_throttled', words: 0, costUsd: 0 });
    expect(sentences.map(({ kind }) => kind)).toEqual(['only_before', 'only_before']);
    expect(same).toBe(false);
  });
});
