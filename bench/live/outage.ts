import { setTimeout as delay } from 'node:timers/promises';
import { round, summarizeOutcomes } from './summarize-outcomes.ts';
import type { World } from './world.ts';

const HEALTHY_MS = 5_000;
const DOWN_MS = 25_000;
const HEALED_MS = 20_000;
/** From the first refusal until every breaker has seen enough of them. */
const BREAKERS_OPEN_AFTER_MS = 5_000;

const UP = { stallShare: 0, errorShare: 0 };
const DOWN = { stallShare: 0, errorShare: 1 };

/** All models refuse every call for 25 s, under load, and come back. */
export async function outage(
  world: World,
  { policy, inFlight }: { policy: 'hedged' | 'sequential'; inFlight: number },
) {
  await world.behave(UP);
  return world.withApis({ environment: { MODEL_POLICY: policy } }, async (apis) => {
    const forMs = HEALTHY_MS + DOWN_MS + HEALED_MS;
    const loading = world.load(apis, { inFlight, forMs, callsBegin: `outage-${policy}-${inFlight}` });
    await delay(HEALTHY_MS);
    await world.behave(DOWN);
    await delay(BREAKERS_OPEN_AFTER_MS);
    const openAtMs = Date.now();
    const before = await world.counts();
    await delay(DOWN_MS - BREAKERS_OPEN_AFTER_MS);
    const after = await world.counts();
    const healedAtMs = Date.now();
    await world.behave(UP);
    const outcomes = await loading;
    const during = outcomes.filter(
      ({ sentAtMs, endedAtMs }) => sentAtMs > openAtMs && endedAtMs < healedAtMs,
    );
    const admitted = during.filter(({ http }) => http !== 503).length;
    const firstOk = outcomes
      .filter(({ status, endedAtMs }) => status === 'ok' && endedAtMs > healedAtMs)
      .reduce((first, { endedAtMs }) => Math.min(first, endedAtMs), Number.POSITIVE_INFINITY);
    const last = outcomes.filter(({ sentAtMs }) => sentAtMs > healedAtMs + HEALED_MS - HEALTHY_MS);
    return {
      policy,
      in_flight: inFlight,
      while_down: summarizeOutcomes(during),
      model_calls_percent_of_admitted: round(((after.modelCalls - before.modelCalls) / admitted) * 100),
      first_ok_after_seconds: Number.isFinite(firstOk) ? round((firstOk - healedAtMs) / 1_000) : null,
      last_5_s: summarizeOutcomes(last),
    };
  });
}
