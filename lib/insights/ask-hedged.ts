import { type AskModels, type ModelAnswer, toAnswer } from './ask-models.ts';
import type { FailureDomain } from './failure-domain.ts';
import { type ModelCall, type RaceDependencies, raceModels } from './race-models.ts';

interface AskHedgedDependencies extends RaceDependencies {
  /** The domain that answers when all is well. */
  readonly main: FailureDomain | undefined;
}

/**
 * The policy `hedged`: a call that is slow gets company, within a budget of all requests; one that fails is followed by the
 * next domain at once. The first valid text wins, and the others are cancelled. A domain that fails is left alone until a
 * probe finds it well; a probe runs beside the call that it would otherwise hold up.
 */
export function askHedged(dependencies: AskHedgedDependencies): AskModels {
  const { main, budget, now } = dependencies;
  return async (prompt, signal) => {
    budget.earn();
    const calls = await raceModels(dependencies, { prompt, signal });
    const endedAtMs = now();
    for (const call of calls) {
      const isKnown = call.isLate || call.tried?.lines;
      if (call.role === 'awaited' && isKnown) call.domain.hedgeDelay.note(msOf(call, endedAtMs));
    }
    return toHedgedAnswer(calls, { endedAtMs, main });
  };
}

/** The answer is that of the call that gave a text, or of the last that failed; of the others it is told that they were made. */
function toHedgedAnswer(
  calls: readonly ModelCall[],
  { endedAtMs, main }: { endedAtMs: number; main: FailureDomain | undefined },
): ModelAnswer {
  const winner = calls.find(({ tried }) => tried?.lines);
  const others = calls.filter((call) => call !== winner);
  const inOrder = winner === undefined ? calls : [...others, winner];
  const wasOvertaken = calls.some(({ domain, tried }) => domain === main && tried === null);
  return {
    ...toAnswer(inOrder.flatMap(({ tried }) => tried ?? [])),
    attempts: calls.map((call) => {
      const superseded = { model: call.domain.model.alias, outcome: 'superseded', ms: msOf(call, endedAtMs) };
      return call.tried?.attempt ?? superseded;
    }),
    hedged: calls.some(({ role }) => role === 'hedge'),
    failover: winner !== undefined && winner.domain !== main && !wasOvertaken,
  };
}

function msOf({ tried, startedAtMs }: ModelCall, endedAtMs: number): number {
  return tried?.attempt.ms ?? Math.round(endedAtMs - startedAtMs);
}
