import { describe, expect, it } from 'vitest';
import { OmniError } from '../domain/errors.ts';
import type { SummaryLine } from '../domain/summary.ts';
import { timedOut } from '../resilience/deadline.ts';
import { type AskModelDependencies, askModel } from './ask-model.ts';
import type { GeneratedText, GenerateText, Prompt } from './ports.ts';

const PROMPT: Prompt = {
  version: 'v1.0.0',
  prefix: 'Rules.',
  prefixTokens: 2,
  suffix: 'Records.',
  interactionIds: new Map(),
  truncated: false,
  tokens: { from: 0, to: 0 },
  secrets: [],
};
const GENERATED: GeneratedText = {
  text: 'REASON: Asks about $45. [i1]',
  model: 'nova-lite',
  modelId: 'us.amazon.nova-lite-v1:0',
  usage: { input: 800, output: 170, cacheRead: 0, cacheWrite: 0 },
  costUsd: 0.000_1,
};
const LINES: readonly SummaryLine[] = [{ section: 'reason', text: 'Asks.', interactionIds: ['int-1'] }];

describe('askModel', () => {
  it('answers with the text, its lines and how many were removed when the text passes', async () => {
    const ask = anAskModel({ readOutput: () => ({ lines: LINES, removed: 2 }) });
    expect(await ask(PROMPT, open())).toEqual({
      generated: GENERATED,
      output: { lines: LINES, removed: 2 },
      reason: null,
      attempts: [{ model: 'nova-lite', outcome: 'ok', ms: 900 }],
    });
  });

  it('checks the text against the prompt that it answers', async () => {
    const read: unknown[] = [];
    const ask = anAskModel({
      readOutput: (...given) => {
        read.push(given);
        return { lines: LINES, removed: 0 };
      },
    });
    await ask(PROMPT, open());
    expect(read).toEqual([[GENERATED.text, PROMPT]]);
  });

  it('answers without text and with the reason when the model fails', async () => {
    const ask = anAskModel({ generate: () => Promise.reject(new OmniError('model_throttled')) });
    expect(await ask(PROMPT, open())).toEqual({
      generated: null,
      output: null,
      reason: 'model_throttled',
      attempts: [{ model: 'nova-lite', outcome: 'model_throttled', ms: 900 }],
    });
  });

  it('answers without lines, but with what it cost, when the text does not pass', async () => {
    const ask = anAskModel({
      readOutput: () => {
        throw new OmniError('model_output_invalid');
      },
    });
    expect(await ask(PROMPT, open())).toMatchObject({
      generated: GENERATED,
      output: null,
      reason: 'model_output_invalid',
      attempts: [{ outcome: 'model_output_invalid' }],
    });
  });

  it('ends an attempt that takes longer than its limit, as a time-out', async () => {
    const ask = anAskModel({ attemptTimeoutMs: 10, generate: hangs });
    expect(await ask(PROMPT, open())).toMatchObject({ output: null, reason: 'model_timeout' });
  });

  it("ends an attempt when the request's own time is up", async () => {
    const ask = anAskModel({ attemptTimeoutMs: 60_000, generate: hangs });
    expect(await ask(PROMPT, AbortSignal.timeout(10))).toMatchObject({ reason: 'model_timeout' });
  });

  it('makes one call and no more when it fails', async () => {
    let calls = 0;
    const ask = anAskModel({
      generate: () => {
        calls += 1;
        return Promise.reject(new OmniError('model_unavailable', { retryable: true }));
      },
    });
    await ask(PROMPT, open());
    expect(calls).toBe(1);
  });

  it.each([
    ['the call', { generate: () => Promise.reject(new TypeError('a bug')) }],
    [
      'the check',
      {
        readOutput: () => {
          throw new TypeError('a bug');
        },
      },
    ],
  ])('rejects when %s has a bug, so that no bug looks like a bad model', async (_, changes) => {
    await expect(anAskModel(changes)(PROMPT, open())).rejects.toThrow(TypeError);
  });
});

/** Its clock goes on by 900 ms each time that it is read. */
function anAskModel(changes: Partial<AskModelDependencies>) {
  let nowMs = 0;
  return askModel({
    model: 'nova-lite',
    generate: async () => GENERATED,
    readOutput: () => ({ lines: LINES, removed: 0 }),
    attemptTimeoutMs: 60_000,
    now: () => {
      nowMs += 900;
      return nowMs;
    },
    ...changes,
  });
}

const hangs: GenerateText = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () =>
      reject(new OmniError(timedOut(signal) ? 'model_timeout' : 'model_unavailable')),
    );
  });

function open(): AbortSignal {
  return new AbortController().signal;
}
