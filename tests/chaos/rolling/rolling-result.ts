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

/** The figures of a run without those of each restart. */
export function summarizeRolling(figures: RollingFigures) {
  const { requests, slowRequests, failed, outcomes, resets, unserved, restarts } = figures;
  return {
    restarts: restarts.length,
    requests,
    slow_requests: slowRequests,
    failed,
    outcomes,
    connections_reset: resets,
    requests_without_a_ready_task: unserved,
    in_flight_at_signal: spread(restarts.map(({ inFlight }) => inFlight)),
    in_flight_of_task_at_signal: spread(restarts.map(({ inFlightOfTask }) => inFlightOfTask)),
    exit_ms: spread(restarts.map(({ exitMs }) => exitMs)),
    cut_at_deadline: restarts.filter(({ forced }) => forced).length,
    exit_codes_not_0: restarts.filter(({ exitCode }) => exitCode !== 0).length,
  };
}

function spread(values: readonly number[]) {
  return { least: Math.min(...values), median: median(values), most: Math.max(...values) };
}
