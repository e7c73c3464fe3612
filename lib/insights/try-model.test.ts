import { describe, expect, it } from 'vitest';
import { aPrompt } from '../../tests/fixtures/domain.ts';
import { OmniError } from '../domain/errors.ts';
import type { SummaryLine } from '../domain/summary.ts';
import { timedOut } from '../resilience/deadline.ts';
import type { GeneratedText, GenerateText, Prompt, ReadLines } from './ports.ts';
import { type TryModelDependencies, tryModel } from './try-model.ts';

const PROMPT = aPrompt();
const GENERATED: GeneratedText = {
  text: 'REASON: Asks about $45. [i1]',
  model: 'nova-lite',
  modelId: 'us.amazon.nova-lite-v1:0',
  usage: { input: 800, output: 170, cacheRead: 0, cacheWrite: 0 },
  costUsd: 0.000_1,
};
const REMOVED: ReadLines['removed'] = [{ text: 'Paid $54.', reason: 'unsupported', detail: 'amount $54' }];
const LINES: readonly SummaryLine[] = [{ section: 'reason', text: 'Asks.', interactionIds: ['int-1'] }];

describe('tryModel', () => {
  it('answers with the text, its lines and what was removed when the text passes', async () => {
    const ask = aTry({ readOutput: () => ({ lines: LINES, removed: REMOVED, refused: null }) });
    expect(await ask(PROMPT, open())).toEqual({
      generated: GENERATED,
      lines: LINES,
      removed: REMOVED,
      reason: null,
      attempt: { model: 'nova-lite', outcome: 'ok', ms: 900 },
    });
  });

  it('checks the text against the prompt that it answers', async () => {
    const read: unknown[] = [];
    const ask = aTry({
      readOutput: (...given) => {
        read.push(given);
        return { lines: LINES, removed: [], refused: null };
      },
    });
    await ask(PROMPT, open());
    expect(read).toEqual([[GENERATED.text, PROMPT]]);
  });

  it('answers without text and with the reason when the model fails', async () => {
    const ask = aTry({ generate: () => Promise.reject(new OmniError('model_throttled')) });
    expect(await ask(PROMPT, open())).toEqual({
      generated: null,
      lines: null,
      removed: [],
      reason: 'model_throttled',
      attempt: { model: 'nova-lite', outcome: 'model_throttled', ms: 900 },
    });
  });

  it('answers without lines, but with what it cost, when the text does not pass', async () => {
    const ask = aTry({
      readOutput: () => ({ lines: [], removed: REMOVED, refused: 'model_output_ungrounded' }),
    });
    expect(await ask(PROMPT, open())).toMatchObject({
      generated: GENERATED,
      lines: null,
      removed: REMOVED,
      reason: 'model_output_ungrounded',
      attempt: { outcome: 'model_output_ungrounded' },
    });
  });

  it('ends an attempt that takes longer than its limit, as a time-out', async () => {
    const ask = aTry({ attemptTimeoutMs: 10, generate: hangs });
    expect(await ask(PROMPT, open())).toMatchObject({ lines: null, reason: 'model_timeout' });
  });

  it("ends an attempt when the request's own time is up", async () => {
    const ask = aTry({ attemptTimeoutMs: 60_000, generate: hangs });
    expect(await ask(PROMPT, AbortSignal.timeout(10))).toMatchObject({ reason: 'model_timeout' });
  });

  it('makes one call and no more when it fails', async () => {
    let calls = 0;
    const ask = aTry({
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
    await expect(aTry(changes)(PROMPT, open())).rejects.toThrow(TypeError);
  });
});

/** Its clock goes on by 900 ms each time that it is read. */
function aTry(changes: Partial<TryModelDependencies & { generate: GenerateText }>) {
  let nowMs = 0;
  const { generate = async () => GENERATED, ...others } = changes;
  const run = tryModel({
    readOutput: () => ({ lines: LINES, removed: [], refused: null }),
    attemptTimeoutMs: 60_000,
    now: () => {
      nowMs += 900;
      return nowMs;
    },
    ...others,
  });
  return (prompt: Prompt, signal: AbortSignal) => run({ alias: 'nova-lite', generate }, prompt, signal);
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
