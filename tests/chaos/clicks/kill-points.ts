import { setTimeout as delay } from 'node:timers/promises';
import { type Fate, type Hook, type Moment, type ProxiedCall, s3Error } from '../store-proxy.ts';

/** The steps of a click that change a store. */
export type Step = 'begin' | 'put' | 'confirm';

/** A moment of one call, and what happens then. */
export interface KillPoint {
  readonly name: string;
  readonly step: Step;
  readonly moment: Moment;
  /** Of how many calls about the same click; one when it is left out. */
  readonly calls?: number;
  /** @param kill ends the process that makes the call, at once */
  readonly strike: (kill: () => void) => Fate | Promise<Fate>;
}

const LATE_MS = 60;
const LONGEST_RANDOM_WAIT_MS = 40;
const TRIES_OF_A_PUT = 3;

const dies = (kill: () => void): Fate => {
  kill();
  return 'drop';
};
const diesAndArrivesLate = async (kill: () => void): Promise<Fate> => {
  kill();
  return delay(LATE_MS, 'pass');
};

/** While the put is slow: whoever answers before it is acknowledged has answered by then. */
export const SLOW_PUT: KillPoint = {
  name: 'S3 put under way for long',
  step: 'put',
  moment: 'received',
  strike: async (kill) => {
    await delay(LATE_MS);
    return dies(kill);
  },
};

/** Every moment at which a crash, or a store, could lose a click or the order of two. */
export const KILL_POINTS: readonly KillPoint[] = [
  { name: 'begin on its way', step: 'begin', moment: 'received', strike: dies },
  { name: 'begin applied, not acknowledged', step: 'begin', moment: 'applied', strike: dies },
  { name: 'begin arrives after the death', step: 'begin', moment: 'received', strike: diesAndArrivesLate },
  { name: 'S3 put on its way', step: 'put', moment: 'received', strike: dies },
  SLOW_PUT,
  { name: 'S3 put applied, not acknowledged', step: 'put', moment: 'applied', strike: dies },
  { name: 'S3 put arrives after the death', step: 'put', moment: 'received', strike: diesAndArrivesLate },
  { name: 'S3 put acknowledged', step: 'put', moment: 'acknowledged', strike: dies },
  { name: 'confirm on its way', step: 'confirm', moment: 'received', strike: dies },
  { name: 'confirm applied, not acknowledged', step: 'confirm', moment: 'applied', strike: dies },
  {
    name: 'confirm arrives after the death',
    step: 'confirm',
    moment: 'received',
    strike: diesAndArrivesLate,
  },
  {
    name: 'at a random moment',
    step: 'begin',
    moment: 'received',
    strike: (kill) => {
      setTimeout(kill, Math.random() * LONGEST_RANDOM_WAIT_MS);
      return 'pass';
    },
  },
  // Nobody dies at these.
  { name: 'answer to an S3 put lost', step: 'put', moment: 'applied', strike: () => 'reset' },
  {
    name: 'S3 refuses three times',
    step: 'put',
    moment: 'received',
    calls: TRIES_OF_A_PUT,
    strike: () => s3Error(503, 'SlowDown'),
  },
];

/** The step that a call is; `null` for reads, and for whatever else the function writes. */
export function stepOf({ operation, target, body }: ProxiedCall): Step | null {
  if (operation === 'PUT') return target.startsWith('omni-channel/feedback/') ? 'put' : null;
  if (operation !== 'UpdateItem') return null;
  const update = body.toString();
  if (update.includes('SET feedback_begun_id')) return 'begin';
  return update.includes('SET feedback_event_id') ? 'confirm' : null;
}

export interface Strikes {
  readonly hook: Hook;
  /** Has the next call at this point struck. Whatever was armed before no longer is. */
  arm(point: KillPoint | null): void;
  readonly isArmed: () => boolean;
  /** By name of the point. */
  readonly struck: Readonly<Record<string, number>>;
}

/** @param calm what becomes of a call that is not struck */
export function killPoints(calm: Hook): Strikes {
  const struck: Record<string, number> = {};
  let armed: KillPoint | null = null;
  let again: { readonly point: KillPoint; readonly target: string; left: number } | null = null;

  return {
    struck,
    isArmed: () => armed !== null,
    arm: (point) => {
      armed = point;
    },
    hook: (call, moment) => {
      const point = pointFor(call, moment);
      return point === null ? calm(call, moment) : point.strike(() => killCaller(call));
    },
  };

  function pointFor(call: ProxiedCall, moment: Moment): KillPoint | null {
    if (again !== null && again.left > 0 && again.target === call.target && again.point.moment === moment) {
      again.left -= 1;
      return again.point;
    }
    const point = armed;
    if (point === null || point.moment !== moment || point.step !== stepOf(call)) return null;
    armed = null;
    struck[point.name] = (struck[point.name] ?? 0) + 1;
    again = { point, target: call.target, left: (point.calls ?? 1) - 1 };
    return point;
  }
}

/** The process names itself in its calls; see `feedback-function.ts`. @throws Error when it does not */
function killCaller({ userAgent }: ProxiedCall): void {
  const pid = /\bapp\/pid-(\d+)/.exec(userAgent)?.[1];
  if (pid === undefined) throw new Error(`A call does not say who makes it: ${userAgent}`);
  try {
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // It has died of an earlier strike.
  }
}
