import { parseArgs } from 'node:util';
import { copyWithChange } from '../tests/chaos/source-copy.ts';
import { closedLoad, openLoad, quantileMs, type Seen } from './canned/load.ts';
import { startCannedWorld } from './canned/world.ts';
import { cpuMsOf } from './process-cpu.ts';
import { writeResult } from './write-result.ts';

/**
 * `npm run bench:overload` (Linux): three times what the API can do, for a minute, and how soon it is itself again. The
 * control is a copy that refuses nothing. Stubs for AWS and the sender of the load run on the same cores.
 */

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const SECONDS = Number(values.seconds);
const STEPS = [10, 20, 40, 80, 160];
const STEP_MS = 8_000;
const OVERLOAD = 3;
const RECOVERY_MS = 15_000;
/** An answer that comes later finds the agent talking. */
const USEFUL_MS = 5_000;

const world = await startCannedWorld();
const control = copyWithChange({
  paths: ['lib', 'fargate-api', 'prompts'],
  file: 'fargate-api/load.ts',
  find: 'isTooMuch: () => limit.isFull() || watch.isTooMuch(),',
  replace: 'isTooMuch: () => false,',
});
try {
  const product = await measure('product');
  writeResult('overload', {
    what: `${OVERLOAD} times the peak for ${SECONDS} s; goodput is summaries by a model within ${USEFUL_MS / 1_000} s, per second; canned stubs for AWS, the load from the same machine`,
    command: 'npm run bench:overload',
    product,
    control_that_refuses_nothing: await measure('control', {
      main: control.urlOf('fargate-api/main.ts'),
      knownPeak: product.peak,
    }),
  });
} finally {
  await world.stop();
  control.remove();
}

async function measure(name: string, { main, knownPeak }: { main?: URL; knownPeak?: number } = {}) {
  const api = await world.startApi(main === undefined ? {} : { main });
  let round = 0;
  const target = () => {
    round += 1;
    const begin = `${name}-${round}`;
    const requestOf = (place: number) => ({
      body: { account_number: '1234567890', contact_id: `${begin}-${place}` },
    });
    return { ...api, requestOf };
  };
  await closedLoad({ ...target(), inFlight: 10, forMs: STEP_MS });
  const steps = [];
  for (const inFlight of knownPeak === undefined ? STEPS : []) {
    const seen = await closedLoad({ ...target(), inFlight, forMs: STEP_MS });
    steps.push({ in_flight: inFlight, goodput: goodputOf(seen, STEP_MS), p95_ms: quantileMs(seen, 0.95) });
  }
  const peak = knownPeak ?? Math.max(...steps.map(({ goodput }) => goodput));
  const cpuBefore = cpuMsOf(api.child.process.pid);
  const seen = await openLoad({ ...target(), perSecond: OVERLOAD * peak, forMs: SECONDS * 1_000 });
  const cpuMs = cpuMsOf(api.child.process.pid) - cpuBefore;
  const after = await openLoad({ ...target(), perSecond: peak / 2, forMs: RECOVERY_MS });
  await api.child.stop(5_000);
  const refused = seen.filter(({ status }) => status === 503);
  const useful = seen.filter(isUseful);
  return {
    peak,
    steps,
    offered_per_second: round1(seen.length / SECONDS),
    goodput: goodputOf(seen, SECONDS * 1_000),
    goodput_of_peak: round1((100 * goodputOf(seen, SECONDS * 1_000)) / peak),
    answered: countBy(seen),
    useful_p50_ms: quantileMs(useful, 0.5),
    useful_p99_ms: quantileMs(useful, 0.99),
    refused_p50_ms: quantileMs(refused, 0.5),
    refused_p99_ms: quantileMs(refused, 0.99),
    cpu_share_of_a_core: round1(cpuMs / (SECONDS * 10)),
    recovered_after_ms: recoveryMs(after),
    after: countBy(after),
  };
}

function isUseful({ summary, ms }: Seen): boolean {
  return summary === 'ok' && ms <= USEFUL_MS;
}

function goodputOf(seen: readonly Seen[], forMs: number): number {
  return round1(seen.filter(isUseful).length / (forMs / 1_000));
}

/** From the end of the overload to the moment after which every request was useful. */
function recoveryMs(after: readonly Seen[]): number {
  return Math.round(Math.max(0, ...after.filter((one) => !isUseful(one)).map(({ sentAtMs }) => sentAtMs)));
}

function countBy(seen: readonly Seen[]): Record<string, number> {
  const groups = Object.groupBy(seen, ({ status, summary }) =>
    summary === '' ? `${status}` : `${status} ${summary}`,
  );
  return Object.fromEntries(Object.entries(groups).map(([name, members = []]) => [name, members.length]));
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
