import type { Breaker } from '../resilience/breaker.ts';
import type { LateShare } from '../resilience/late-share.ts';
import type { LearnedDelay } from '../resilience/learned-delay.ts';
import type { CandidateModel } from './try-model.ts';

/** A model in one region: it fails apart from the others, and this is what is known of it. */
export interface FailureDomain {
  readonly model: CandidateModel;
  /** Two domains of one model answer alike, though they fail apart. */
  readonly modelId: string;
  /** US dollars of a usual call. */
  readonly costUsd: number;
  readonly breaker: Breaker;
  readonly lateness: LateShare;
  /** How long a call may be open before another one is started beside it: learned of the model, wherever it is. */
  readonly hedgeDelay: LearnedDelay;
}

/** The domains in the order in which one request asks them. */
export type Route = () => readonly FailureDomain[];

interface RouteOptions {
  /** The main one first, then those that take its place, the last resort last. */
  readonly domains: readonly FailureDomain[];
  /** By how much more the main one has to be late, from 0 to 1, before another one that costs no more goes first. */
  readonly margins: { readonly ofSameModel: number; readonly ofOtherModel: number };
  /** The last resort is asked first by every so manieth request, so that it is known to work; `null` is never. */
  readonly canaryEvery: number | null;
}

/**
 * The main domain first, unless another one that costs no more is clearly less often late: a breaker sees calls that fail, and
 * this the slowness that costs seconds and never fails. The same model elsewhere says the same, so it goes first sooner.
 */
export function routeByLateness({ domains, margins, canaryEvery }: RouteOptions): Route {
  const [main, ...others] = domains;
  if (main === undefined) return () => domains;
  const cheap = others.filter(({ costUsd }) => costUsd <= main.costUsd);
  const lastResort = others.at(-1);
  let requests = 0;

  return () => {
    requests += 1;
    const isCanary = canaryEvery !== null && requests % canaryEvery === 0;
    const first = isCanary ? lastResort : cheap.find(isClearlyBetter);
    return first === undefined ? domains : [first, ...domains.filter((domain) => domain !== first)];
  };

  function isClearlyBetter({ modelId, lateness }: FailureDomain): boolean {
    const margin = modelId === main?.modelId ? margins.ofSameModel : margins.ofOtherModel;
    return lateness.value() + margin < (main?.lateness.value() ?? 0);
  }
}
