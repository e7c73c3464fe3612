import { median } from '../write-result.ts';
import { SCENARIOS, VARIED, type Variation } from './scenarios.ts';
import { type CellFigures, type Policy, simulate } from './simulate.ts';

interface Runs {
  readonly requests: number;
  readonly seed: number;
}

interface Loss {
  /** Of the 99th percentile, in percent of the chosen policy's. */
  readonly p99: number;
  /** Of the 99.9th. */
  readonly p999: number;
  /** Points of percent. */
  readonly degraded: number;
  /** Points of percent. */
  readonly extraCost: number;
}

/** The scenario as it is, and with each of its numbers once smaller and once larger. */
const VARIATIONS: readonly (Variation | null)[] = [
  null,
  ...VARIED.flatMap((of) => [{ of, factor: 0.5 } as const, { of, factor: 1.5 } as const]),
];

/** The figures of a policy in every scenario and variation. */
export async function figuresOf(policy: Policy, runs: Runs): Promise<readonly VariedFigures[]> {
  const all: VariedFigures[] = [];
  for (const scenario of SCENARIOS) {
    const figures: CellFigures[] = [];
    for (const variation of VARIATIONS)
      figures.push(await simulate({ scenario, policy, variation, ...runs }));
    all.push({ scenario: scenario.name, figures });
  }
  return all;
}

interface VariedFigures {
  readonly scenario: string;
  /** In the order of the variations. */
  readonly figures: readonly CellFigures[];
}

/**
 * By scenario, what is lost without a mechanism: the median over the variations, and of the 99th percentile the largest too;
 * below 0 it is gained.
 */
export function lossesBetween(having: readonly VariedFigures[], lacking: readonly VariedFigures[]) {
  return having.map(({ scenario, figures }, index) => {
    const losses = figures.flatMap((chosen, variation) => {
      const without = lacking[index]?.figures[variation];
      return without === undefined ? [] : lossOf(chosen, without);
    });
    const middle = (of: (loss: Loss) => number) => Number(median(losses.map(of)).toFixed(2));
    return {
      scenario,
      p99: middle(({ p99 }) => p99),
      worstP99: Number(Math.max(...losses.map(({ p99 }) => p99)).toFixed(2)),
      p999: middle(({ p999 }) => p999),
      degraded: middle(({ degraded }) => degraded),
      extraCost: middle(({ extraCost }) => extraCost),
    };
  });
}

function lossOf(having: CellFigures, lacking: CellFigures): Loss {
  return {
    p99: (100 * lacking.p99) / having.p99 - 100,
    p999: (100 * lacking.p999) / having.p999 - 100,
    degraded: lacking.degraded - having.degraded,
    extraCost: lacking.extraCost - having.extraCost,
  };
}
