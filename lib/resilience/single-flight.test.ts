import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alone, singleFlight } from './single-flight.ts';

interface Run {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly end: (value: string) => void;
  readonly fail: (error: Error) => void;
}

/** Work whose end is said from outside, and a clock that stands until it is told. */
function setUp({ keepMs = 0 }: { keepMs?: number } = {}) {
  const runs: Run[] = [];
  const due: { afterMs: number; work: () => void }[] = [];
  const share = singleFlight<string>({
    keepMs: (value) => (value === 'bad' ? 0 : keepMs),
    later: (afterMs, work) => due.push({ afterMs, work }),
  });
  const join = (key: string, signal = new AbortController().signal) =>
    share({
      key,
      signal,
      work: (given) => {
        const { promise, resolve, reject } = Promise.withResolvers<string>();
        runs.push({ key, signal: given, end: resolve, fail: reject });
        return promise;
      },
    });
  return { join, runs, due };
}

describe('work under one key', () => {
  it('is done once for all who wait at the same time', async () => {
    const { join, runs } = setUp();
    const all = [join('a'), join('a'), join('a')];
    runs[0]?.end('value');
    expect(await Promise.all(all)).toEqual(['value', 'value', 'value']);
    expect(runs).toHaveLength(1);
  });

  it('is done apart for each key', async () => {
    const { join, runs } = setUp();
    const all = [join('a'), join('b')];
    for (const { key, end } of runs) end(key);
    expect(await Promise.all(all)).toEqual(['a', 'b']);
  });

  it('is done again for who comes after its end', async () => {
    const { join, runs } = setUp();
    const first = join('a');
    runs[0]?.end('first');
    await first;
    const second = join('a');
    runs[1]?.end('second');
    expect(await second).toBe('second');
  });

  it('fails for all who wait, and not for who comes then', async () => {
    const { join, runs } = setUp();
    const all = Promise.allSettled([join('a'), join('a')]);
    runs[0]?.fail(new Error('a bug'));
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = join('a');
    runs[1]?.end('well again');
    expect(await next).toBe('well again');
  });
});

describe('who leaves', () => {
  it('gets nothing while others wait, and the work goes on for them', async () => {
    const { join, runs } = setUp();
    const controller = new AbortController();
    const [leaving, staying] = [join('a', controller.signal), join('a')];
    controller.abort();
    expect(await leaving).toBeNull();
    expect(runs[0]?.signal.aborted).toBe(false);
    runs[0]?.end('value');
    expect(await staying).toBe('value');
  });

  it('may be the one who began', async () => {
    const { join, runs } = setUp();
    const controller = new AbortController();
    const [first, second] = [join('a', controller.signal), join('a')];
    controller.abort();
    const third = join('a');
    runs[0]?.end('value');
    expect(await Promise.all([first, second, third])).toEqual([null, 'value', 'value']);
    expect(runs).toHaveLength(1);
  });

  it('aborts the work as the last one, with the reason, and gets what it comes to', async () => {
    const { join, runs } = setUp();
    const [one, other] = [new AbortController(), new AbortController()];
    const all = [join('a', one.signal), join('a', other.signal)];
    one.abort('first');
    other.abort('time is up');
    expect(runs[0]?.signal.reason).toBe('time is up');
    runs[0]?.end('cut short');
    expect(await Promise.all(all)).toEqual([null, 'cut short']);
  });

  it('leaves nothing for others to join when the work was aborted', async () => {
    const { join, runs } = setUp();
    const controller = new AbortController();
    const last = join('a', controller.signal);
    controller.abort();
    const next = join('a');
    runs[0]?.end('cut short');
    runs[1]?.end('whole');
    expect(await Promise.all([last, next])).toEqual(['cut short', 'whole']);
  });

  it('before it came has its own work aborted at once', async () => {
    const { join, runs } = setUp();
    const value = join('a', AbortSignal.abort());
    expect(runs[0]?.signal.aborted).toBe(true);
    runs[0]?.end('cut short');
    expect(await value).toBe('cut short');
  });
});

describe('a value that is kept', () => {
  it('is handed out until its time is over', async () => {
    const { join, runs, due } = setUp({ keepMs: 3_000 });
    const first = join('a');
    runs[0]?.end('value');
    await first;
    expect(await join('a')).toBe('value');
    expect(due.map(({ afterMs }) => afterMs)).toEqual([3_000]);
    due[0]?.work();
    const next = join('a');
    runs[1]?.end('new');
    expect(await next).toBe('new');
  });

  it('is handed out also to who is in a hurry', async () => {
    const { join, runs } = setUp({ keepMs: 3_000 });
    const first = join('a');
    runs[0]?.end('value');
    await first;
    expect(await join('a', AbortSignal.abort())).toBe('value');
  });

  it('is none that is not worth it', async () => {
    const { join, runs, due } = setUp({ keepMs: 3_000 });
    const first = join('a');
    runs[0]?.end('bad');
    await first;
    void join('a');
    expect([runs.length, due]).toEqual([2, []]);
  });
});

describe('alone', () => {
  it('is everybody, with the own signal, where nothing is shared', async () => {
    const { signal } = new AbortController();
    const given: AbortSignal[] = [];
    const work = async (own: AbortSignal) => given.push(own);
    expect(await Promise.all([alone({ key: 'a', signal, work }), alone({ key: 'a', signal, work })])).toEqual(
      [1, 2],
    );
    expect(given).toEqual([signal, signal]);
  });
});

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('join' as const), key: fc.constantFrom('a', 'b') }),
    fc.record({ do: fc.constantFrom('leave' as const, 'end' as const, 'fail' as const), index: fc.nat(20) }),
  ),
  { maxLength: 30 },
);
type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

/** Whoever waits, by what they wait for, and what has been said to the works so far. */
function setUpPlay() {
  const { join, runs } = setUp();
  const waits: { key: string; controller: AbortController; outcome: Promise<unknown> }[] = [];
  const ended = new Set<Run>();
  const play = (step: Step) => {
    if (step.do === 'join') {
      const controller = new AbortController();
      const outcome = join(step.key, controller.signal).catch((error: Error) => error.message);
      return void waits.push({ key: step.key, controller, outcome });
    }
    if (step.do === 'leave') return waits[step.index]?.controller.abort();
    const run = runs[step.index];
    if (run === undefined) return;
    ended.add(run);
    if (step.do === 'end') run.end(run.key);
    else run.fail(new Error(run.key));
  };
  const underWay = (key: string) =>
    runs.filter((run) => run.key === key && !ended.has(run) && !run.signal.aborted).length;
  const endAll = () => {
    for (const { controller } of waits) controller.abort();
    for (const run of runs) run.end(run.key);
  };
  return { play, waits, underWay, endAll };
}

describe('whoever comes, leaves and fails, in whatever order', () => {
  it('at most one work of a key is under way, nobody waits for ever, and no value is of another key', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { play, waits, underWay, endAll } = setUpPlay();
        for (const step of script) {
          play(step);
          await setImmediate();
          expect(Math.max(underWay('a'), underWay('b'))).toBeLessThanOrEqual(1);
        }
        endAll();
        for (const { key, outcome } of waits) expect([key, null]).toContain(await outcome);
      }),
      { numRuns: 300 },
    );
  });

  it('work is under way for as long as somebody waits for it who has not left', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { play, waits, underWay, endAll } = setUpPlay();
        for (const step of script.filter((one) => one.do === 'join' || one.do === 'leave')) {
          play(step);
          await setImmediate();
          for (const key of ['a', 'b']) {
            const waiting = waits.some((wait) => wait.key === key && !wait.controller.signal.aborted);
            expect(underWay(key)).toBe(Number(waiting));
          }
        }
        endAll();
      }),
      { numRuns: 300 },
    );
  });
});
