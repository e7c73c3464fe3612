import { describe, expect, it } from 'vitest';
import { OmniError } from '../domain/errors.ts';
import type { RecordIdentity } from '../domain/summary-record.ts';
import { type SweepOutboxDependencies, sweepOutbox } from './sweep-outbox.ts';

const NOW_MS = Date.parse('2025-12-08T14:32:15.000Z');

describe('sweepOutbox', () => {
  it('archives what is pending, as it was written, and marks it afterwards', async () => {
    const { sweep, steps } = setUp({ pending: ['a'] });
    expect(await sweep()).toEqual({ redriven: 1, failed: 0, complete: true });
    expect(steps).toEqual(['archive a: body of a', 'mark a']);
  });

  it('leaves records alone whose request may still be at it', async () => {
    const asked: string[] = [];
    const { sweep } = setUp({
      findPending: async function* (before) {
        asked.push(before);
        yield* [];
      },
    });
    await sweep();
    expect(asked).toEqual(['2025-12-08T14:31:15.000Z']);
  });

  it('marks nothing that the archive did not take, and goes on with the others', async () => {
    const { sweep, steps, swept } = setUp({ pending: ['a', 'b', 'c'], refused: ['b'] });
    expect(await sweep()).toEqual({ redriven: 2, failed: 1, complete: true });
    expect(steps).not.toContain('mark b');
    expect(swept.toSorted()).toEqual(['a redriven', 'b failed', 'c redriven']);
  });

  it('has nothing to do for a record that is gone', async () => {
    const { sweep, steps } = setUp({ pending: ['a'], readBody: async () => null });
    expect(await sweep()).toMatchObject({ redriven: 1, failed: 0 });
    expect(steps).toEqual([]);
  });

  it('stops when the archive refuses everything, so that a store that is down is left in peace', async () => {
    const pending = Array.from({ length: 500 }, (_, index) => `r${index}`);
    const { sweep, steps } = setUp({ pending, refused: pending });
    const report = await sweep();
    expect(report).toMatchObject({ redriven: 0, complete: false });
    expect(report.failed).toBeLessThan(40);
    expect(steps).toEqual([]);
  });

  it('goes on behind items that cannot be read', async () => {
    const pending = Array.from({ length: 60 }, (_, index) => `r${index}`);
    const { sweep } = setUp({
      pending,
      readBody: async ({ requestId }) => {
        if (Number(requestId.slice(1)) < 50) throw new OmniError('store_failed');
        return 'body';
      },
    });
    expect(await sweep()).toEqual({ redriven: 10, failed: 50, complete: true });
  });

  it('stops when its own time is up, with what is under way finished', async () => {
    const controller = new AbortController();
    const { sweep, steps } = setUp({
      pending: ['a', 'b', 'c'],
      onSwept: () => controller.abort(),
      findPending: async function* () {
        for (const id of ['a', 'b', 'c']) {
          yield identity(id);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      },
    });
    expect(await sweep(controller.signal)).toEqual({ redriven: 1, failed: 0, complete: false });
    expect(steps).toEqual(['archive a: body of a', 'mark a']);
  });

  it('works on several at a time, and on no more than eight', async () => {
    let open = 0;
    let most = 0;
    const { sweep } = setUp({
      pending: Array.from({ length: 50 }, (_, index) => `r${index}`),
      readBody: async () => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, 1));
        open -= 1;
        return 'body';
      },
    });
    expect(await sweep()).toMatchObject({ redriven: 50 });
    expect(most).toBe(8);
  });

  it('rejects when the outbox cannot be read', async () => {
    const { sweep } = setUp({
      findPending: async function* () {
        yield identity('a');
        throw new OmniError('store_failed');
      },
    });
    await expect(sweep()).rejects.toMatchObject({ code: 'store_failed' });
  });
});

function identity(requestId: string): RecordIdentity {
  return { requestId, uniqueProcessId: `upi-${requestId}`, generatedAt: '2025-12-08T14:00:00.000Z' };
}

interface Settings extends Partial<Pick<SweepOutboxDependencies, 'onSwept'>> {
  readonly pending?: readonly string[];
  readonly refused?: readonly string[];
  readonly findPending?: (before: string) => AsyncIterable<RecordIdentity>;
  readonly readBody?: (record: RecordIdentity) => Promise<string | null>;
}

function setUp({ pending = [], refused = [], findPending, readBody, onSwept }: Settings) {
  const steps: string[] = [];
  const swept: string[] = [];
  const run = sweepOutbox({
    outbox: {
      findPending:
        findPending ??
        async function* () {
          yield* pending.map(identity);
        },
      readBody: readBody ?? (async ({ requestId }) => `body of ${requestId}`),
    },
    archive: {
      put: async ({ requestId }, body) => {
        if (refused.includes(requestId)) throw new OmniError('store_failed');
        steps.push(`archive ${requestId}: ${body}`);
      },
    },
    cache: { markArchived: async ({ requestId }) => void steps.push(`mark ${requestId}`) },
    olderThanMs: 60_000,
    recordTimeoutMs: 1_000,
    now: () => NOW_MS,
    onSwept: (record, outcome) => {
      swept.push(`${record.requestId} ${outcome}`);
      onSwept?.(record, outcome);
    },
  });
  return { sweep: (signal = new AbortController().signal) => run(signal), steps, swept };
}
