import { median } from '../../../bench/write-result.ts';
import type { RollingFigures } from './rolling-world.ts';

export type RollingSummary = ReturnType<typeof summarizeRolling>;

/** `bench/results/rolling-restarts.json`. */
export interface RollingResult {
  readonly date: string;
  readonly command: string;
  /** How long the models took, from and to. */
  readonly model_ms: readonly number[];
  readonly as_it_is_done: RollingSummary;
  readonly control_balancer_does_not_look_at_readyz: RollingSummary;
  readonly control_tasks_are_killed: RollingSummary;
}

/** The figures of all runs together, without those of each restart. */
export function summarizeRolling(runs: readonly RollingFigures[]) {
  const restarts = runs.flatMap((run) => run.restarts);
  const sum = (figure: (run: RollingFigures) => number) =>
    runs.reduce((total, run) => total + figure(run), 0);
  return {
    restarts: restarts.length,
    requests: sum(({ requests }) => requests),
    slow_requests: sum(({ slowRequests }) => slowRequests),
    failed: sum(({ failed }) => failed),
    outcomes: added(runs.map(({ outcomes }) => outcomes)),
    connections_reset: sum(({ resets }) => resets),
    connections_reset_by: added(runs.map(({ resetsBy }) => resetsBy)),
    requests_without_a_ready_task: sum(({ unserved }) => unserved),
    in_flight_at_signal: spread(restarts.map(({ inFlight }) => inFlight)),
    in_flight_of_task_at_signal: spread(restarts.map(({ inFlightOfTask }) => inFlightOfTask)),
    exit_ms: spread(restarts.map(({ exitMs }) => exitMs)),
    cut_at_deadline: restarts.filter(({ forced }) => forced).length,
    exit_codes_not_0: restarts.filter(({ exitCode }) => exitCode !== 0).length,
  };
}

function added(tallies: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const [name, count] of tallies.flatMap((tally) => Object.entries(tally))) {
    total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

function spread(values: readonly number[]) {
  return { least: Math.min(...values), median: median(values), most: Math.max(...values) };
}
