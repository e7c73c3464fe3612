import { resolveModel } from '../../lib/bedrock/model-catalogue.ts';
import { round, summarizeOutcomes } from './summarize-outcomes.ts';
import type { World } from './world.ts';

const MAIN_MODEL_ID = resolveModel('nova-lite', Date.now()).modelId;
const FAULTS = { stallShare: 0.1, errorShare: 0.05 };
const MEASURE_MS = 15_000;
const WARM_UP_REQUESTS = 150;

interface StallsAndErrors {
  readonly policy: 'hedged' | 'sequential';
  readonly failing: 'main model' | 'all models';
  readonly inFlight: number;
}

/** Models stall in 10 % of their calls and fail in 5 %; at a number of requests in flight. */
export async function stallsAndErrors(world: World, { policy, failing, inFlight }: StallsAndErrors) {
  await world.behave(failing === 'all models' ? FAULTS : { ...FAULTS, failing: MAIN_MODEL_ID });
  const environment = { MODEL_POLICY: policy };
  return world.withApis({ environment }, async (apis) => {
    const name = `${policy}-${failing.replace(' ', '-')}-${inFlight}`;
    // Never faster than a task can, so that it is compiled, and not overloaded, when the measurement begins.
    await world.load(apis, { inFlight: 20, requests: WARM_UP_REQUESTS, callsBegin: `warm-up-${name}` });
    const plan = { inFlight, forMs: MEASURE_MS, callsBegin: name };
    const { outcomes, modelCalls, cpuMsPerRequest, mostLagMs } = await world.measure(apis, plan);
    const figures = summarizeOutcomes(outcomes);
    const admitted = outcomes.filter(({ http }) => http !== 503).length;
    return {
      policy,
      failing,
      in_flight: inFlight,
      ...figures,
      model_calls_per_request: round(modelCalls / admitted),
      cpu_ms_per_request: cpuMsPerRequest,
      event_loop_lag_most_ms: mostLagMs,
      goal_met:
        (figures.p95_ms ?? Number.POSITIVE_INFINITY) < 3_000 &&
        (figures.p99_ms ?? Number.POSITIVE_INFINITY) < 5_000 &&
        figures.ok_percent + figures.degraded_percent === 100 &&
        figures.degraded_percent <= 1 &&
        modelCalls / admitted <= 1.25,
    };
  });
}
