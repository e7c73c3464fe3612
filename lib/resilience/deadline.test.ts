import { describe, expect, it } from 'vitest';
import { deadline, timedOut, unlessAborted, within } from './deadline.ts';

describe('deadline', () => {
  it('aborts as a time-out when its time is up', async () => {
    const signal = deadline(new AbortController().signal, 5);
    await aborted(signal);
    expect(timedOut(signal)).toBe(true);
  });

  it("aborts as a time-out when the parent's time is up first", async () => {
    const signal = deadline(AbortSignal.timeout(5), 60_000);
    await aborted(signal);
    expect(timedOut(signal)).toBe(true);
  });

  it('aborts as a cancellation when the parent is cancelled first', () => {
    const parent = new AbortController();
    const signal = deadline(parent.signal, 60_000);
    expect(signal.aborted).toBe(false);
    parent.abort();
    expect(signal.aborted).toBe(true);
    expect(timedOut(signal)).toBe(false);
  });

  it('is aborted from the start when the parent is', () => {
    expect(deadline(AbortSignal.abort(), 60_000).aborted).toBe(true);
  });
});

describe('timedOut', () => {
  it('is false while the signal is open', () => {
    expect(timedOut(new AbortController().signal)).toBe(false);
  });

  it('is false when somebody cancelled with an error that is only called a time-out', () => {
    const reason = Object.assign(new Error('gone'), { name: 'TimeoutError' });
    expect(timedOut(AbortSignal.abort(reason))).toBe(false);
  });
});

describe('within', () => {
  it('is the value when the promise settles in time', async () => {
    expect(await within(Promise.resolve('value'), { timeoutMs: 60_000, otherwise: 'late' })).toBe('value');
  });

  it('is the other value when time is up', async () => {
    expect(await within(new Promise(() => {}), { timeoutMs: 5, otherwise: 'late' })).toBe('late');
  });

  it('rejects when the promise rejects in time', async () => {
    const failing = Promise.reject(new Error('failed'));
    await expect(within(failing, { timeoutMs: 60_000, otherwise: 'late' })).rejects.toThrow('failed');
  });

  it('lets the promise go on, and leaves no rejection behind when it fails later', async () => {
    const { promise, reject } = Promise.withResolvers<string>();
    expect(await within(promise, { timeoutMs: 1, otherwise: 'late' })).toBe('late');
    // An unhandled rejection would fail the run.
    reject(new Error('failed later'));
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => signal.addEventListener('abort', resolve));
}

describe('unlessAborted', () => {
  it('gives the value of work that ends in time, and its error', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(unlessAborted(Promise.reject(new TypeError('x')), signal)).rejects.toThrow(TypeError);
  });

  it.each([true, false])(
    'gives up work that goes on when the signal aborts (before it began: %s)',
    async (before) => {
      const controller = new AbortController();
      if (before) controller.abort(new RangeError('time is up'));
      const given = unlessAborted(new Promise(() => {}), controller.signal);
      controller.abort(new RangeError('time is up'));
      await expect(given).rejects.toThrow(RangeError);
    },
  );
});
