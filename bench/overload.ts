import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LocalApi } from '../local/start-api.ts';
import { copyWithChange } from '../tests/chaos/source-copy.ts';
import type { Outcome } from './live/load.ts';
import { quantile, round } from './live/summarize-outcomes.ts';
import { startWorld } from './live/world.ts';
import { cpuMsOf } from './process-cpu.ts';
import { writeResult } from './write-result.ts';

/**
 * `npm run bench:overload` (Linux): three times what the API can do, for a minute (`--seconds`), and how soon it is itself
 * again. The control is a copy that refuses nothing. What stands in for AWS and what sends the load run on the same cores.
 */

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const SECONDS = Number(values.seconds);
/** Clients at a time, each step for so long: the peak is the best of them. */
const STEPS = [20, 40, 80, 120, 160];
const STEP_SECONDS = 10;
const OVERLOAD = 3;
const RECOVERY_SECONDS = 15;
/** An answer that comes later finds the agent talking. */
const USEFUL_MS = 5_000;

const directory = mkdtempSync(join(tmpdir(), 'omni-overload-'));
const world = await startWorld(directory);
const control = copyWithChange({
  paths: ['lib', 'fargate-api', 'prompts'],
  file: 'fargate-api/load.ts',
  find: 'isTooMuch: () => limit.isFull() || watch.isTooMuch(),',
  replace: 'isTooMuch: () => false,',
});
let loads = 0;
try {
  const product = await world.withApis({}, async (apis) => {
    const steps = await findPeak(apis);
    const peak = Math.max(...steps.map(({ goodput }) => goodput));
    return { steps, ...(await overload(apis, peak)) };
  });
  const main = control.urlOf('fargate-api/main.ts');
  writeResult('overload', {
    what: `${OVERLOAD} times the peak for ${SECONDS} s; goodput is summaries by a model within ${USEFUL_MS / 1_000} s, per second; canned AWS, everything on one machine`,
    command: 'npm run bench:overload',
    product,
    control_that_refuses_nothing: await world.withApis({ main }, async (apis) => {
      await findPeak(apis, STEPS.slice(0, 1));
      return overload(apis, product.peak);
    }),
  });
} finally {
  await world.stop();
  control.remove();
  rmSync(directory, { recursive: true, force: true });
}

async function findPeak(apis: readonly LocalApi[], clients: readonly number[] = STEPS) {
  const steps = [];
  // The first one is for code that is not compiled yet.
  for (const inFlight of [10, ...clients]) {
    const outcomes = await load(apis, { inFlight, forMs: STEP_SECONDS * 1_000 });
    const goodput = goodputOf(outcomes, STEP_SECONDS);
    steps.push({ in_flight: inFlight, goodput, p95_ms: quantile(timesOf(outcomes, isUseful), 0.95) });
  }
  return steps;
}

async function overload(apis: readonly LocalApi[], peak: number) {
  const cpuMs = () => apis.reduce((sum, { child }) => sum + cpuMsOf(child.process.pid), 0);
  const cpuBefore = cpuMs();
  const plan = { inFlight: 0, perSecond: OVERLOAD * peak, forMs: SECONDS * 1_000 };
  const outcomes = await load(apis, plan);
  const usedMs = cpuMs() - cpuBefore;
  const endedAtMs = Date.now();
  const after = await load(apis, { inFlight: 0, perSecond: peak / 2, forMs: RECOVERY_SECONDS * 1_000 });
  const lastBadAtMs = Math.max(
    endedAtMs,
    ...after.filter((one) => !isUseful(one)).map(({ sentAtMs }) => sentAtMs),
  );
  const goodput = goodputOf(outcomes, SECONDS);
  return {
    peak,
    offered_per_second: round(outcomes.length / SECONDS),
    goodput,
    goodput_percent_of_peak: round((100 * goodput) / peak),
    answers: countOf(outcomes),
    useful_p50_ms: quantile(timesOf(outcomes, isUseful), 0.5),
    useful_p99_ms: quantile(timesOf(outcomes, isUseful), 0.99),
    useful_in_task_p99_ms: quantile(inTaskOf(outcomes, isUseful), 0.99),
    refused_in_task_p99_ms: quantile(inTaskOf(outcomes, isRefused), 0.99),
    refused_p50_ms: quantile(timesOf(outcomes, isRefused), 0.5),
    refused_p99_ms: quantile(timesOf(outcomes, isRefused), 0.99),
    api_share_of_a_core: round(usedMs / (SECONDS * 1_000)),
    recovered_after_ms: lastBadAtMs - endedAtMs,
    answers_after: countOf(after),
  };
}

function load(apis: readonly LocalApi[], plan: { inFlight: number; perSecond?: number; forMs: number }) {
  loads += 1;
  return world.load(apis, { ...plan, callsBegin: `overload-${loads}` });
}

function isUseful({ status, tookMs }: Outcome): boolean {
  return status === 'ok' && tookMs <= USEFUL_MS;
}

function isRefused({ http }: Outcome): boolean {
  return http === 503;
}

function timesOf(outcomes: readonly Outcome[], isMeant: (outcome: Outcome) => boolean): readonly number[] {
  return outcomes.filter(isMeant).map(({ tookMs }) => tookMs);
}

function inTaskOf(outcomes: readonly Outcome[], isMeant: (outcome: Outcome) => boolean): readonly number[] {
  return outcomes.filter(isMeant).flatMap(({ inTaskMs }) => inTaskMs ?? []);
}

function goodputOf(outcomes: readonly Outcome[], seconds: number): number {
  return round(outcomes.filter(isUseful).length / seconds);
}

function countOf(outcomes: readonly Outcome[]): Record<string, number> {
  const groups = Object.groupBy(outcomes, ({ http, status }) =>
    status === null ? `${http}` : `${http} ${status}`,
  );
  return Object.fromEntries(Object.entries(groups).map(([name, members = []]) => [name, members.length]));
}
