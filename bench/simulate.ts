import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { figuresOf, lossesBetween } from './simulator/ablations.ts';
import { drawFigures } from './simulator/draw-figures.ts';
import { ABLATIONS, CHOSEN, POLICIES } from './simulator/policies.ts';
import { SCENARIOS, SEEDS } from './simulator/scenarios.ts';
import { type CellFigures, simulate } from './simulator/simulate.ts';
import { writeResult } from './write-result.ts';

/**
 * `npm run simulate -- [--requests 20000] [--seed 101] [--ablations]`: how policies of asking models fare when models do what
 * the scenarios say, in virtual time, with the very code that the API runs. With `--ablations` what each mechanism of the
 * chosen one gains, with every number of the scenarios also half as large again and half as large.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(SEEDS.heldOut[0]) },
    ablations: { type: 'boolean', default: false },
  },
});
const runs = { requests: Number(values.requests), seed: Number(values.seed) };

if (values.ablations) await printAblations();
else await printComparison();

async function printComparison(): Promise<void> {
  const cells: ({ scenario: string; policy: string } & CellFigures)[] = [];
  for (const scenario of SCENARIOS) {
    for (const policy of POLICIES) {
      const figures = await simulate({ scenario, policy, variation: null, ...runs });
      cells.push({ scenario: scenario.name, policy: policy.name, ...figures });
      process.stderr.write(`${row(scenario.name, policy.name, figures)}\n`);
    }
  }
  writeFileSync(new URL('../docs/images/simulated-policies.svg', import.meta.url), drawFigures(cells));
  writeResult('simulate', {
    what: 'policies of asking models in virtual time; the shapes of the scenarios are assumed, not measured on AWS',
    command: `npm run simulate -- --requests ${values.requests} --seed ${values.seed}`,
    cells,
  });
}

async function printAblations(): Promise<void> {
  const chosen = await figuresOf(CHOSEN, runs);
  const policies = [];
  for (const policy of ABLATIONS) {
    const losses = lossesBetween(chosen, await figuresOf(policy, runs));
    policies.push({ policy: policy.name, losses });
    process.stderr.write(`${policy.name}\n${losses.map((loss) => `  ${JSON.stringify(loss)}\n`).join('')}`);
  }
  writeResult('simulate-ablations', {
    what: 'what is lost without each mechanism (p99, p999 in percent; degraded, extraCost in points), medians over a scenario and its 14 variations by half',
    command: `npm run simulate -- --ablations --requests ${values.requests} --seed ${values.seed}`,
    policies,
  });
}

function row(scenario: string, policy: string, figures: CellFigures): string {
  const seconds = [figures.p50, figures.p95, figures.p99, figures.p999].map((ms) => (ms / 1_000).toFixed(2));
  const { extraCost, degraded, callsPerRequest, answeredBy } = figures;
  const shares = Object.entries(answeredBy).map(([domain, share]) => `${domain} ${share.toFixed(1)}`);
  return [
    scenario.padEnd(20),
    policy.padEnd(26),
    ...seconds.map((text) => `${text} s`.padStart(8)),
    `${extraCost.toFixed(1)} %`.padStart(10),
    `${degraded.toFixed(2)} %`.padStart(9),
    callsPerRequest.toFixed(3).padStart(7),
    ` ${shares.join(' ')}`,
  ].join('');
}
