import { closedLoad, quantileMs, type Seen } from '../canned/load.ts';
import type { BenchApi, CannedWorld } from '../canned/world.ts';
import { cpuMsOf } from '../process-cpu.ts';

const STALLS = { medianMs: 1_300, stalled: 0.1, failing: 0.05 };
const WELL = { medianMs: 1_300, stalled: 0, failing: 0 };
const FOR_MS = 20_000;
const WARM_UP_MS = 5_000;

/** One in ten calls of a model is never answered, one in twenty fails at once. */
export async function failingModels(
  { aws }: CannedWorld,
  { api, inFlight }: { api: BenchApi; inFlight: number },
) {
  const load = (name: string, forMs: number) =>
    closedLoad({
      ...api,
      inFlight,
      forMs,
      requestOf: (place) => ({
        body: { account_number: '1234567890', contact_id: `${name}-${inFlight}-${place}` },
      }),
    });
  await aws.behave(WELL);
  await load('warm-up', WARM_UP_MS);
  await aws.behave(STALLS);
  const callsBefore = (await aws.counts()).calls;
  const cpuBefore = cpuMsOf(api.child.process.pid);
  const seen = await load('stalls', FOR_MS);
  const cpuMs = cpuMsOf(api.child.process.pid) - cpuBefore;
  const calls = (await aws.counts()).calls - callsBefore;
  const answered = seen.filter(({ status }) => status === 200);
  return {
    in_flight: inFlight,
    requests: seen.length,
    per_second: round(answered.length / (FOR_MS / 1_000)),
    p50_ms: quantileMs(answered, 0.5),
    p95_ms: quantileMs(answered, 0.95),
    p99_ms: quantileMs(answered, 0.99),
    answered_200_percent: percent(answered.length, seen.length),
    refused_percent: percent(seen.filter(({ status }) => status === 503).length, seen.length),
    degraded_percent: percent(answered.filter(isDegraded).length, answered.length),
    model_calls_per_request: round(calls / Math.max(1, answered.length)),
    cpu_ms_per_request: round(cpuMs / Math.max(1, answered.length)),
    cpu_share_of_a_core: round(cpuMs / FOR_MS),
  };
}

function isDegraded({ summary }: Seen): boolean {
  return summary === 'degraded';
}

function percent(part: number, whole: number): number {
  return round((100 * part) / Math.max(1, whole));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
