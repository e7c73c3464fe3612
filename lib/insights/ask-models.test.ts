import { describe, expect, it } from 'vitest';
import { aPrompt } from '../../tests/fixtures/domain.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { askInSequence, NOT_ASKED } from './ask-models.ts';
import type { GeneratedText } from './ports.ts';
import type { CandidateModel, TriedModel, TryModel } from './try-model.ts';

const PROMPT = aPrompt();
const LINES = [{ section: 'reason' as const, text: 'Asks.', interactionIds: ['int-1'] }];
const REMOVED = [{ text: 'Paid $54.', reason: 'unsupported' as const, detail: 'amount $54' }];
const FAILURES: readonly ErrorCode[] = [
  'model_timeout',
  'model_throttled',
  'model_misconfigured',
  'model_unavailable',
  'model_output_empty',
  'model_output_filtered',
  'model_output_invalid',
];

describe('askInSequence', () => {
  it('gives the text of the main model, and asks no other, when it is valid', async () => {
    const { ask, asked } = setUp({ main: 'ok', second: 'ok' });
    expect(await ask()).toEqual({
      generated: textOf('main'),
      lines: LINES,
      removed: REMOVED.map((line) => ({ ...line, model: 'main' })),
      reason: null,
      attempts: [{ model: 'main', outcome: 'ok', ms: 10 }],
      usage: { input: 800, output: 100, cacheRead: 20, cacheWrite: 3 },
      costUsd: 0.5,
      hedged: false,
      failover: false,
    });
    expect(asked).toEqual(['main']);
  });

  it.each(FAILURES)('gives the text of the second model when the main one ends with %s', async (failure) => {
    const { ask } = setUp({ main: failure, second: 'ok' });
    expect(await ask()).toMatchObject({
      generated: { model: 'second' },
      failover: true,
      lines: LINES,
      reason: null,
      attempts: [
        { model: 'main', outcome: failure },
        { model: 'second', outcome: 'ok' },
      ],
    });
  });

  it('asks each model once and answers without text, with the last reason, when all fail', async () => {
    const { ask, asked } = setUp({ main: 'model_timeout', second: 'model_throttled' });
    expect(await ask()).toMatchObject({
      generated: null,
      lines: null,
      reason: 'model_throttled',
      attempts: [{ outcome: 'model_timeout' }, { outcome: 'model_throttled' }],
    });
    expect(asked).toEqual(['main', 'second']);
  });

  it('adds up what all answered attempts cost, the invalid one too', async () => {
    const { ask } = setUp({ main: 'model_output_invalid', second: 'ok' });
    expect(await ask()).toMatchObject({
      usage: { input: 1_600, output: 200, cacheRead: 40, cacheWrite: 6 },
      costUsd: 1,
    });
  });

  it('shows nothing of a text that did not pass, but what it cost', async () => {
    const { ask } = setUp({ main: 'model_output_invalid' });
    expect(await ask()).toMatchObject({ generated: null, lines: null, usage: { input: 800 }, costUsd: 0.5 });
  });

  it('asks no further model when time is up', async () => {
    const controller = new AbortController();
    const { ask, asked } = setUp({ main: 'model_timeout', second: 'ok' }, () => controller.abort());
    expect(await ask(controller.signal)).toMatchObject({ lines: null, reason: 'model_timeout' });
    expect(asked).toEqual(['main']);
  });

  it('asks nobody when time was up before', async () => {
    const { ask, asked } = setUp({ main: 'ok' });
    expect(await ask(AbortSignal.abort())).toEqual(NOT_ASKED);
    expect(asked).toEqual([]);
  });
});

type Outcome = 'ok' | ErrorCode;

function setUp(outcomes: Readonly<Record<string, Outcome>>, afterEach = () => {}) {
  const asked: string[] = [];
  const tryModel: TryModel = async ({ alias }) => {
    asked.push(alias);
    afterEach();
    return tried(alias, outcomes[alias] ?? 'ok');
  };
  const models = Object.keys(outcomes).map(
    (alias): CandidateModel => ({ alias, generate: async () => textOf(alias) }),
  );
  const ask = askInSequence({ models, tryModel });
  return { asked, ask: (signal = new AbortController().signal) => ask(PROMPT, signal) };
}

function tried(model: string, outcome: Outcome): TriedModel {
  const attempt = { model, outcome, ms: 10 };
  if (outcome === 'ok')
    return { attempt, generated: textOf(model), lines: LINES, removed: REMOVED, reason: null };
  const answered = outcome === 'model_output_invalid';
  return {
    attempt,
    generated: answered ? textOf(model) : null,
    lines: null,
    removed: REMOVED,
    reason: outcome,
  };
}

function textOf(model: string): GeneratedText {
  return {
    text: 'REASON: Asks. [i1]',
    model,
    modelId: `us.${model}`,
    usage: { input: 800, output: 100, cacheRead: 20, cacheWrite: 3 },
    costUsd: 0.5,
  };
}
