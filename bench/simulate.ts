import { parseArgs } from 'node:util';
import { POLICIES } from './simulator/policies.ts';
import { SCENARIOS, SEEDS } from './simulator/scenarios.ts';
import { type CellFigures, simulate } from './simulator/simulate.ts';

/**
 * `npm run simulate -- [--requests 200000] [--seed 101]`: how policies of asking models fare when models do what the scenarios
 * say, in virtual time, with the very code that the API runs.
 */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(SEEDS.heldOut[0]) },
  },
});

for (const scenario of SCENARIOS) {
  for (const policy of POLICIES) {
    const cell = {
      scenario,
      policy,
      variation: null,
      seed: Number(values.seed),
      requests: Number(values.requests),
    };
    process.stdout.write(`${row(scenario.name, policy.name, await simulate(cell))}\n`);
  }
}

function row(scenario: string, policy: string, figures: CellFigures): string {
  const seconds = [figures.p50, figures.p95, figures.p99, figures.p999].map((ms) => (ms / 1_000).toFixed(2));
  const { extraCost, degraded, callsPerRequest, answeredBy } = figures;
  const shares = Object.entries(answeredBy).map(([domain, share]) => `${domain} ${share.toFixed(1)}`);
  return [
    scenario.padEnd(20),
    policy.padEnd(26),
    ...seconds.map((text) => `${text} s`.padStart(8)),
    `${extraCost.toFixed(1)} %`.padStart(9),
    `${degraded.toFixed(2)} %`.padStart(9),
    callsPerRequest.toFixed(3).padStart(7),
    ` ${shares.join(' ')}`,
  ].join('');
}
