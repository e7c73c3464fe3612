import { describe, expect, it } from 'vitest';
import { OmniError } from '../domain/errors.ts';
import type { UseEvent } from '../domain/feedback.ts';
import { storeEvent } from './store-event.ts';

const EVENT: UseEvent = {
  kind: 'use',
  eventId: '01JEVENT',
  serverTimeMs: 0,
  tenant: null,
  requestId: '01JEXAMPLE',
  use: 'shown',
  agentKey: null,
};
const refusal = new OmniError('store_failed', { retryable: true });

describe('storeEvent', () => {
  it('puts the event once when the archive takes it', async () => {
    const { stored, puts, pauses } = setUp([null]);
    await stored;
    expect(puts).toEqual(['body of 01JEVENT']);
    expect(pauses).toEqual([]);
  });

  it('tries again, with longer pauses, until the archive takes it', async () => {
    const { stored, puts, pauses } = setUp([refusal, refusal, null]);
    await stored;
    expect(puts).toHaveLength(3);
    expect(pauses).toEqual([50, 100]);
  });

  it('says that it is not stored after three tries', async () => {
    const { stored, puts } = setUp([refusal, refusal, refusal, null]);
    await expect(stored).rejects.toMatchObject({
      code: 'feedback_unstored',
      retryable: true,
      cause: refusal,
    });
    expect(puts).toHaveLength(3);
  });

  it('gives each try a signal of its own, so that one that hangs leaves time for the next', async () => {
    const signals: AbortSignal[] = [];
    const put = async (signal: AbortSignal) => {
      signals.push(signal);
      if (signals.length > 1) return;
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(refusal)));
    };
    await setUp([], { put, tryTimeoutMs: 20 }).stored;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('does not try again when the time of all tries is up', async () => {
    const { stored, puts } = setUp([refusal, null], { signal: AbortSignal.abort() });
    await expect(stored).rejects.toMatchObject({ code: 'feedback_unstored' });
    expect(puts).toHaveLength(1);
  });

  it('hides no bug', async () => {
    await expect(setUp([new TypeError('a bug')]).stored).rejects.toThrow('a bug');
  });
});

interface SetUpOptions {
  readonly put?: (signal: AbortSignal) => Promise<void>;
  readonly tryTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** @param answers of the archive, one a try; an error is thrown */
function setUp(answers: readonly (Error | null)[], options: SetUpOptions = {}) {
  const { put, tryTimeoutMs = 60_000, signal = new AbortController().signal } = options;
  const puts: string[] = [];
  const pauses: number[] = [];
  const store = storeEvent({
    archive: {
      put: async (_event, body, triedUntil) => {
        puts.push(body);
        if (put !== undefined) return put(triedUntil);
        const answer = answers[puts.length - 1];
        if (answer) throw answer;
      },
    },
    encode: ({ eventId }) => `body of ${eventId}`,
    limits: { tries: 3, tryTimeoutMs, timeoutMs: 60_000, pauseMs: 50 },
    wait: async (ms) => pauses.push(ms),
  });
  return { stored: store(EVENT, signal), puts, pauses };
}
