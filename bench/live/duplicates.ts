import { summarizeOutcomes } from './summarize-outcomes.ts';
import type { World } from './world.ts';

const COPIES = 10;
const IN_FLIGHT = 40;
/** Long enough for all copies of a call to meet in it. */
const MODEL_MS = 200;

/**
 * Calls that are asked about ten times at once. The table of the stand-in forgets, so that nothing but waiting for each
 * other saves a call. The control spreads the copies over processes that cannot know of each other.
 */
export async function duplicates(world: World, { processes, ids }: { processes: number; ids: number }) {
  await world.behave({ stallShare: 0, errorShare: 0, latencyMs: MODEL_MS });
  return world.withApis({ processes }, async (apis) => {
    const plan = {
      inFlight: IN_FLIGHT,
      requests: ids * COPIES,
      copies: COPIES,
      callsBegin: `duplicates-${processes}`,
    };
    const { outcomes, modelCalls, cpuMsPerRequest } = await world.measure(apis, plan);
    return {
      processes,
      ids,
      copies: COPIES,
      // A call of which all copies were refused, has cost no model.
      ids_answered: new Set(outcomes.flatMap(({ call, status }) => (status === null ? [] : call))).size,
      model_calls: modelCalls,
      ...summarizeOutcomes(outcomes),
      cpu_ms_per_request: cpuMsPerRequest,
    };
  });
}
