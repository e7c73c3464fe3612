import { setTimeout as delay } from 'node:timers/promises';
import { round } from './summarize-outcomes.ts';
import type { World } from './world.ts';

const REQUESTS = 200;
const IN_FLIGHT = 40;
/** Time for the facts to be read and for the model to be asked. */
const HANG_UP_AFTER_MS = 1_500;
const SETTLE_MS = 1_000;
/** Longer than a request may take, for what is stored of clients that stay. */
const REQUEST_OVER_MS = 5_500;

/** Clients that destroy their sockets while the model works: what goes on for them. The control's clients stay. */
export async function clientGone(world: World, { leave }: { leave: boolean }) {
  await world.behave({ stallShare: 1, errorShare: 0 });
  // The owner's policy asks once and has no breaker: each request has a call that is open when its client leaves.
  const environment = { MODEL_POLICY: 'sequential' };
  return world.withApis({ environment }, async (apis) => {
    const before = await world.counts();
    const plan = {
      inFlight: leave ? IN_FLIGHT : REQUESTS,
      requests: REQUESTS,
      callsBegin: leave ? 'gone' : 'stays',
      ...(leave ? { hangUpAfterMs: HANG_UP_AFTER_MS } : {}),
    };
    const loading = world.load(apis, plan);
    if (!leave) await delay(HANG_UP_AFTER_MS);
    const outcomes = leave ? await loading : [];
    await delay(SETTLE_MS);
    const after = await world.counts();
    await delay(REQUEST_OVER_MS);
    await loading;
    const { stored } = await world.counts();
    const lastHungUpAtMs = outcomes.reduce((last, { endedAtMs }) => Math.max(last, endedAtMs), 0);
    return {
      clients: leave ? 'leave after 1.5 s' : 'stay',
      requests: REQUESTS,
      model_calls: after.modelCalls - before.modelCalls,
      calls_given_up: after.givenUp - before.givenUp,
      calls_that_go_on_after_1_s: after.openCalls,
      last_call_given_up_after_ms: leave ? round(after.lastGivenUpAtMs - lastHungUpAtMs) : null,
      stored: stored - before.stored,
    };
  });
}
