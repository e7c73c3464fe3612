import type { AskModels } from '../../lib/insights/ask-models.ts';
import { aPrompt } from '../../tests/fixtures/domain.ts';
import { seededDraws } from '../../tests/fixtures/seeded-draws.ts';
import { type VirtualTime, virtualTime } from '../../tests/fixtures/virtual-time.ts';
import {
  behavioursAt,
  type Domain,
  REQUESTS_PER_SECOND,
  type Scenario,
  type Variation,
} from './scenarios.ts';
import { COST_USD, type SimulatedModels, simulatedModels } from './simulated-models.ts';

/** A way to ask models, and how long it may take. */
export interface Policy {
  readonly name: string;
  readonly attemptTimeoutMs: number;
  /** From the start of the first call to the digest. */
  readonly deadlineMs: number;
  readonly create: (models: SimulatedModels, time: VirtualTime) => AskModels;
}

export interface Cell {
  readonly scenario: Scenario;
  readonly policy: Policy;
  readonly variation: Variation | null;
  readonly seed: number;
  readonly requests: number;
}

export interface CellFigures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  /** Percent beyond one call of the main model a request; below 0 when calls fail and cost nothing. */
  readonly extraCost: number;
  /** Percent of the requests that the digest answers. */
  readonly degraded: number;
  readonly callsPerRequest: number;
  /** Percent of the requests that a domain's text answers. */
  readonly answeredBy: Readonly<Record<Domain, number>>;
}

const PROMPT = aPrompt();

/** Sends requests that come by chance through a policy, in virtual time. */
export async function simulate({ scenario, policy, variation, seed, requests }: Cell): Promise<CellFigures> {
  const time = virtualTime();
  const draws = seededDraws(seed);
  const models = simulatedModels({
    time,
    draws,
    behaviours: (atMs) => behavioursAt(scenario, { atMs, variation }),
    attemptTimeoutMs: policy.attemptTimeoutMs,
  });
  const askModels = policy.create(models, time);
  const latenciesMs: number[] = [];
  const answeredBy: Record<Domain, number> = { A: 0, B: 0, M: 0, H: 0 };
  const rate = REQUESTS_PER_SECOND * (variation?.of === 'requestsPerSecond' ? variation.factor : 1);

  const arrive = (left: number): void => {
    if (left === 0) return;
    time.after((-Math.log(1 - draws.uniform()) / rate) * 1_000, () => arrive(left - 1));
    void ask();
  };
  async function ask(): Promise<void> {
    const deadline = new AbortController();
    const startedAtMs = time.now();
    const cancel = time.after(policy.deadlineMs, () => deadline.abort());
    const { lines, attempts } = await askModels(PROMPT, deadline.signal);
    cancel();
    latenciesMs.push(time.now() - startedAtMs);
    const winner = attempts.find(({ outcome }) => outcome === 'ok');
    if (lines !== null && winner !== undefined) answeredBy[winner.model as Domain] += 1;
  }
  arrive(requests);
  await time.run();

  const sorted = Float64Array.from(latenciesMs).sort();
  const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  const answered = answeredBy.A + answeredBy.B + answeredBy.M + answeredBy.H;
  const percent = (count: number) => (100 * count) / requests;
  return {
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    p999: quantile(0.999),
    extraCost: percent(models.costUsd() / COST_USD.A) - 100,
    degraded: percent(requests - answered),
    callsPerRequest: (models.calls.A + models.calls.B + models.calls.M + models.calls.H) / requests,
    answeredBy: {
      A: percent(answeredBy.A),
      B: percent(answeredBy.B),
      M: percent(answeredBy.M),
      H: percent(answeredBy.H),
    },
  };
}
