import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BreakerOptions, breaker, type CallOutcome } from './breaker.ts';

const PROBE_EVERY_MS = 5_000;

function setUp(options: Partial<BreakerOptions> = {}) {
  let nowMs = 0;
  const changes: string[] = [];
  const it = breaker({
    window: 20,
    fewest: 10,
    badShare: 0.5,
    probeEveryMs: PROBE_EVERY_MS,
    now: () => nowMs,
    onChange: (state) => changes.push(state),
    ...options,
  });
  return {
    ...it,
    changes,
    elapse: (ms: number) => {
      nowMs += ms;
    },
    reportAll: (outcome: CallOutcome, times: number) => {
      for (let reported = 0; reported < times; reported += 1) it.report(outcome);
    },
  };
}

describe('breaker', () => {
  it('opens when half of the latest calls were bad, and not before', () => {
    const { ask, reportAll, report, changes } = setUp();
    reportAll('good', 10);
    reportAll('bad', 9);
    expect(ask()).toBe('granted');
    report('bad');
    expect(ask()).toBe('refused');
    expect(changes).toEqual(['opened']);
  });

  it('concludes nothing from few calls, unless one says that none can succeed', () => {
    const { ask, reportAll, report } = setUp();
    reportAll('bad', 9);
    expect(ask()).toBe('granted');
    report('fatal');
    expect(ask()).toBe('refused');
  });

  it('forgets calls that are longer ago than its window', () => {
    const { ask, reportAll } = setUp();
    reportAll('bad', 9);
    reportAll('good', 20);
    reportAll('bad', 9);
    expect(ask()).toBe('granted');
  });

  it('lets one probe pass at a time, also when nothing is ever reported of it', () => {
    const { ask, report, elapse } = setUp();
    report('fatal');
    elapse(PROBE_EVERY_MS - 1);
    expect(ask()).toBe('refused');
    elapse(1);
    expect([ask(), ask()]).toEqual(['probe', 'refused']);
    elapse(PROBE_EVERY_MS);
    expect(ask()).toBe('probe');
  });

  it('closes with the first good outcome, and what was before counts no more', () => {
    const { ask, report, reportAll, changes } = setUp();
    reportAll('bad', 10);
    report('bad');
    report('good');
    reportAll('bad', 9);
    expect(ask()).toBe('granted');
    expect(changes).toEqual(['opened', 'closed']);
  });

  it('never lets more than one probe pass in its time while it is open, whatever is reported', () => {
    const steps = fc.array(fc.oneof(fc.nat({ max: 3_000 }), fc.constantFrom<CallOutcome>('bad', 'fatal')));
    fc.assert(
      fc.property(steps, (taken) => {
        const { ask, report, elapse } = setUp();
        report('fatal');
        let sinceProbeMs = 0;
        for (const step of taken) {
          if (typeof step === 'string') report(step);
          else {
            elapse(step);
            sinceProbeMs += step;
          }
          const permission = ask();
          expect(permission).toBe(sinceProbeMs >= PROBE_EVERY_MS ? 'probe' : 'refused');
          if (permission === 'probe') sinceProbeMs = 0;
        }
      }),
    );
  });
});
