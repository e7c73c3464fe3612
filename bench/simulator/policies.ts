import { askInSequence } from '../../lib/insights/ask-models.ts';
import { HEDGED, type HedgedSettings, hedgedPolicy } from '../../lib/insights/hedged-policy.ts';
import { DOMAINS, type Domain } from './scenarios.ts';
import type { Policy } from './simulate.ts';
import { ALIASES, COST_USD } from './simulated-models.ts';

/** The request's deadline, less what the history and the record take. */
const SEQUENTIAL_DEADLINE_MS = 7_000;
const HEDGED_DEADLINE_MS = 4_300;
const SEQUENCE: readonly Domain[] = ['A', 'H'];

function sequence(name: string, attemptTimeoutMs: number): Policy {
  return {
    name,
    attemptTimeoutMs,
    deadlineMs: SEQUENTIAL_DEADLINE_MS,
    create: ({ modelOf, tryModel }) => askInSequence({ models: SEQUENCE.map(modelOf), tryModel }),
  };
}

interface HedgedChanges {
  readonly domains?: readonly Domain[];
  readonly settings?: Partial<HedgedSettings>;
  /** As if the same model elsewhere were another one. */
  readonly eachItsOwnModel?: boolean;
}

function hedged(name: string, changes: HedgedChanges = {}): Policy {
  const { domains = DOMAINS, settings = {}, eachItsOwnModel = false } = changes;
  return {
    name,
    attemptTimeoutMs: 5_000,
    deadlineMs: HEDGED_DEADLINE_MS,
    create: ({ modelOf, tryModel }, { now, sleep }) =>
      hedgedPolicy({
        domains: domains.map((domain) => ({
          model: modelOf(domain),
          modelId: eachItsOwnModel ? domain : ALIASES[domain],
          costUsd: COST_USD[domain],
        })),
        canaryEvery: null,
        onBreaker: () => undefined,
        settings: { ...HEDGED, ...settings },
        tryModel,
        sleep,
        now,
      }),
  };
}

const UNLIMITED = { perRequest: 1, most: 1_000 };
const FIXED_DELAY = { ...HEDGED.hedgeDelay, leastMs: 1_700, mostMs: 1_700 };
const SAME_MODEL_ONLY = { ...HEDGED.margins, ofOtherModel: 1 };
const NEVER_MS = 1e9;
const AFTER_ANY_DEADLINE_MS = 10_000;

/** The policy of the API. */
export const CHOSEN = hedged('hedged');

/** What is compared, the owner's first. */
export const POLICIES: readonly Policy[] = [
  sequence('sequential', 5_000),
  sequence('sequential, cut at 2.5 s', 2_500),
  hedged('hedged without a budget', {
    settings: { budget: UNLIMITED, hedgeDelay: FIXED_DELAY, margins: SAME_MODEL_ONLY },
  }),
  CHOSEN,
];

/** The chosen policy less one of its mechanisms: one that nothing gets worse without is not worth its lines. */
export const ABLATIONS: readonly Policy[] = [
  hedged('without a second call', { settings: { budget: { perRequest: 0, most: 0 } } }),
  hedged('without a limit to second calls', { settings: { budget: UNLIMITED } }),
  hedged('without breakers', { settings: { breaker: { ...HEDGED.breaker, badShare: 2 } } }),
  // Of a fixed delay the main model is always late when all is slow, and the smaller one would answer most requests.
  hedged('with a fixed delay', { settings: { hedgeDelay: FIXED_DELAY, margins: SAME_MODEL_ONLY } }),
  hedged('without ever the smaller model first', { settings: { margins: SAME_MODEL_ONLY } }),
  hedged('without routing by lateness', { settings: { margins: { ofSameModel: 1, ofOtherModel: 1 } } }),
  hedged('without forgetting lateness', {
    settings: { lateness: { ...HEDGED.lateness, halfLifeMs: NEVER_MS } },
  }),
  hedged('without failing over from slow calls', { settings: { slowAfterMs: AFTER_ANY_DEADLINE_MS } }),
  hedged('without sparing a model whose text was refused', { eachItsOwnModel: true }),
  hedged('without the smaller model', { domains: ['A', 'B', 'H'] }),
  hedged('without the second region', { domains: ['A', 'M', 'H'] }),
  hedged('without the second region, never the smaller model first', {
    domains: ['A', 'M', 'H'],
    settings: { margins: SAME_MODEL_ONLY },
  }),
  hedged('with one primary and one secondary', { domains: ['A', 'H'] }),
];
