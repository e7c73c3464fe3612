import { type InFlightLimit, inFlightLimit } from '../lib/resilience/in-flight-limit.ts';
import { loopLag } from '../lib/resilience/loop-lag.ts';
import { overloadWatch } from '../lib/resilience/overload-watch.ts';
import type { Log } from '../lib/telemetry/log-events.ts';
import type { RequestMetrics } from '../lib/telemetry/metrics.ts';
import type { RunInRequest } from '../lib/telemetry/request-scope.ts';

/** How much this task has to do, and whether it can do more. */
export interface Load {
  /** Whether a request that comes now would only make all others late. */
  readonly isTooMuch: () => boolean;
  /** Whether hardly anything is done any more: another task should be started. */
  readonly isStuck: () => boolean;
  readonly takePlace: InFlightLimit['take'];
  /** Told of each request that was refused. */
  readonly noteRefusal: () => void;
  /** Tells how it was since the last time; by itself every ten seconds. */
  readonly report: () => void;
}

interface LoadDependencies {
  readonly mostInFlight: number;
  readonly log: Log;
  readonly metrics: RequestMetrics;
  readonly runInRequest: RunInRequest;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Of a second's backlog every answer is still in time. A new task is late while its code is compiled, and not overloaded. */
const OVERLOAD = { aboveMs: 200, forMs: 1_000, calmMs: 5_000 };
/** Evens out a burst; a queue of seconds would be spent by the time it is served. */
const MOST_WAITING = 20;
const WAIT_MS = 200;
const TICK_MS = 20;
const STUCK = { stuckAboveMs: 1_000, stuckAfterMs: 5_000 };
const REPORT_MS = 10_000;

/** Watches the event loop and the places, and tells of them every ten seconds: a refusal must not cost a log line. */
export function createLoad({ mostInFlight, log, metrics, runInRequest, sleep }: LoadDependencies): Load {
  const now = () => performance.now();
  const lag = loopLag({ ...STUCK, everyMs: TICK_MS, now });
  const watch = overloadWatch({ ...OVERLOAD, lagMs: lag.ms, now });
  const limit = inFlightLimit({ most: mostInFlight, mostWaiting: MOST_WAITING, waitMs: WAIT_MS, sleep });
  let mostTaken = 0;
  let mostLagMs = 0;
  let refused = 0;
  setInterval(() => {
    lag.tick();
    watch.tick();
    mostLagMs = Math.max(mostLagMs, lag.ms());
    mostTaken = Math.max(mostTaken, limit.taken());
  }, TICK_MS).unref();
  setInterval(report, REPORT_MS).unref();

  return {
    isTooMuch: () => limit.isFull() || watch.isTooMuch(),
    isStuck: lag.isStuck,
    takePlace: limit.take,
    noteRefusal: () => {
      refused += 1;
    },
    report,
  };

  function report(): void {
    runInRequest({}, tell);
    mostTaken = 0;
    mostLagMs = 0;
    refused = 0;
  }

  function tell(): void {
    const load = { inFlight: mostTaken, lagMs: Math.round(mostLagMs) };
    if (refused > 0) log.warn('REQUESTS_SHED', { ...load, refused });
    if (lag.isStuck()) log.error('EVENT_LOOP_LAG', load);
    metrics.add('RequestsShed', refused);
    metrics.add('RequestsInFlight', load.inFlight);
    metrics.add('EventLoopLag', load.lagMs);
    metrics.publish('load');
  }
}
