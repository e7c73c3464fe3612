import { breaker } from '../resilience/breaker.ts';
import { budget } from '../resilience/budget.ts';
import { lateShare } from '../resilience/late-share.ts';
import { learnedDelay } from '../resilience/learned-delay.ts';
import { askHedged } from './ask-hedged.ts';
import type { AskModels } from './ask-models.ts';
import { type FailureDomain, routeByLateness } from './failure-domain.ts';
import type { RaceDependencies } from './race-models.ts';

export interface HedgedSettings {
  readonly hedgeDelay: {
    readonly atFirstMs: number;
    readonly quantile: number;
    readonly leastMs: number;
    readonly mostMs: number;
  };
  readonly budget: { readonly perRequest: number; readonly most: number };
  readonly breaker: {
    readonly window: number;
    readonly fewest: number;
    readonly badShare: number;
    readonly probeEveryMs: number;
  };
  readonly slowAfterMs: number;
  readonly lateness: { readonly usual: number; readonly weight: number; readonly halfLifeMs: number };
  readonly margins: { readonly ofSameModel: number; readonly ofOtherModel: number };
}

/** Chosen by `npm run simulate`; what each of them gains is in docs/adr/0018-hedged-models.md. */
export const HEDGED: HedgedSettings = {
  hedgeDelay: { atFirstMs: 1_700, quantile: 0.93, leastMs: 600, mostMs: 1_900 },
  budget: { perRequest: 0.16, most: 30 },
  breaker: { window: 20, fewest: 10, badShare: 0.5, probeEveryMs: 5_000 },
  slowAfterMs: 2_200,
  lateness: { usual: 0.05, weight: 0.07, halfLifeMs: 60_000 },
  margins: { ofSameModel: 0.05, ofOtherModel: 0.15 },
};

interface HedgedPolicyDependencies extends Pick<RaceDependencies, 'tryModel' | 'sleep' | 'now'> {
  /** The main one first, the last resort last. */
  readonly domains: readonly Pick<FailureDomain, 'model' | 'modelId' | 'costUsd'>[];
  readonly canaryEvery: number | null;
  readonly onBreaker: (alias: string, state: 'opened' | 'closed') => void;
  readonly settings?: HedgedSettings;
}

/** The policy `hedged` with all that it remembers from one request to the next, which is of this task alone. */
export function hedgedPolicy({
  domains,
  canaryEvery,
  onBreaker,
  settings = HEDGED,
  ...calls
}: HedgedPolicyDependencies): AskModels {
  const { now } = calls;
  const delays = new Map(domains.map(({ modelId }) => [modelId, learnedDelay(settings.hedgeDelay)]));
  const known = domains.map((domain) => ({
    ...domain,
    breaker: breaker({ ...settings.breaker, now, onChange: (state) => onBreaker(domain.model.alias, state) }),
    lateness: lateShare({ ...settings.lateness, now }),
    hedgeDelay: delays.get(domain.modelId) ?? learnedDelay(settings.hedgeDelay),
  }));
  return askHedged({
    main: known[0],
    ...calls,
    route: routeByLateness({ domains: known, margins: settings.margins, canaryEvery }),
    budget: budget(settings.budget),
    slowAfterMs: settings.slowAfterMs,
  });
}
