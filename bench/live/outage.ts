import { closedLoad, openLoad, quantileMs } from '../canned/load.ts';
import type { BenchApi, CannedWorld } from '../canned/world.ts';

const DOWN = { medianMs: 1_300, stalled: 0, failing: 1 };
const WELL = { medianMs: 300, stalled: 0, failing: 0 };
const OPENING_MS = 5_000;
const FOR_MS = 15_000;
const RECOVERY_MS = 20_000;
const PROBES_PER_SECOND = 5;

/** Every model fails at once, and is back after a while. */
export async function outage({ aws }: CannedWorld, { api, inFlight }: { api: BenchApi; inFlight: number }) {
  const target = (name: string) => ({
    ...api,
    requestOf: (place: number) => ({
      body: { account_number: '1234567890', contact_id: `${name}-${place}` },
    }),
  });
  await aws.behave(DOWN);
  await closedLoad({ ...target('opening'), inFlight, forMs: OPENING_MS });
  const callsBefore = (await aws.counts()).calls;
  const seen = await closedLoad({ ...target('down'), inFlight, forMs: FOR_MS });
  const calls = (await aws.counts()).calls - callsBefore;
  await aws.behave(WELL);
  const after = await openLoad({ ...target('back'), perSecond: PROBES_PER_SECOND, forMs: RECOVERY_MS });
  const answered = seen.filter(({ status }) => status === 200);
  const degraded = answered.filter(({ summary }) => summary === 'degraded');
  const firstOk = after.find(({ summary }) => summary === 'ok');
  return {
    in_flight: inFlight,
    requests: seen.length,
    refused: seen.filter(({ status }) => status === 503).length,
    other_than_200_and_503: seen.filter(({ status }) => status !== 200 && status !== 503).length,
    degraded_percent_of_200: round((100 * degraded.length) / Math.max(1, answered.length)),
    p95_ms: quantileMs(answered, 0.95),
    model_calls_percent_of_answered: round((100 * calls) / Math.max(1, answered.length)),
    first_ok_after_ms: firstOk === undefined ? null : Math.round(firstOk.sentAtMs + firstOk.ms),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
