/**
 * What may go wrong with the models, as numbers. Written before any policy was tried on them, so that no policy was fitted to
 * them; the shapes are assumed, not measured on AWS. Sources: the owner's figures for Nova Lite and Haiku, and what is publicly
 * known of incidents of hosted models.
 */

/** Models that fail apart from one another: the main one, the same in another region, a smaller one, and the last resort. */
export type Domain = 'A' | 'B' | 'M' | 'H';

export const DOMAINS: readonly Domain[] = ['A', 'B', 'M', 'H'];

/** How calls of a domain end; shares are of all calls, and what is left is good. */
export interface Behaviour {
  /** Of the answers that come; log-normal. */
  readonly medianMs: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
  /** Calls that are never answered. */
  readonly stalled: number;
  /** 5xx, soon. */
  readonly failed: number;
  /** 429, at once. */
  readonly throttled: number;
  /** Answered in time, and refused by our checks. */
  readonly invalid: number;
}

export type Behaviours = Readonly<Record<Domain, Behaviour>>;

type Changes = Readonly<Partial<Record<Domain, Partial<Behaviour>>>>;

/** One after the other, again and again, each for as long as the others. */
export interface Scenario {
  readonly name: string;
  readonly phases: readonly Changes[];
}

const USUAL: Behaviours = {
  A: { medianMs: 1_000, spread: 0.32, stalled: 0.005, failed: 0.003, throttled: 0, invalid: 0.01 },
  B: { medianMs: 1_050, spread: 0.32, stalled: 0.005, failed: 0.003, throttled: 0, invalid: 0.01 },
  M: { medianMs: 700, spread: 0.3, stalled: 0.005, failed: 0.003, throttled: 0, invalid: 0.02 },
  H: { medianMs: 1_500, spread: 0.35, stalled: 0.005, failed: 0.003, throttled: 0, invalid: 0.005 },
};

const NOTHING: Changes = {};
const OUTAGE = { stalled: 0.5, failed: 0.5 };
const SLOW_A: Changes = { A: { medianMs: 1_300, stalled: 0.1 } };
const SLOW_B: Changes = { B: { medianMs: 1_365, stalled: 0.1 } };
const THROTTLE: Changes = { A: { throttled: 0.2 }, B: { throttled: 0.2 }, M: { throttled: 0.05 } };
const OUTAGE_OF_A: Changes = { A: OUTAGE };

/** An incident lasts nine of ten minutes, so that the figures are those of the incident, with its beginning and its end. */
function incident(changes: Changes): readonly Changes[] {
  return [NOTHING, ...Array.from({ length: 9 }, () => changes)];
}

export const PHASE_MS = 60_000;

export const SCENARIOS: readonly Scenario[] = [
  { name: 'normal', phases: [NOTHING] },
  { name: 'slow A', phases: incident(SLOW_A) },
  {
    name: 'slow all',
    phases: incident({
      A: { medianMs: 1_300, stalled: 0.01 },
      B: { medianMs: 1_365, stalled: 0.01 },
      M: { medianMs: 910, stalled: 0.01 },
      H: { medianMs: 1_950, stalled: 0.01 },
    }),
  },
  { name: 'throttle', phases: incident(THROTTLE) },
  { name: 'outage of A', phases: incident(OUTAGE_OF_A) },
  { name: 'outage of all Nova', phases: incident({ A: OUTAGE, B: OUTAGE, M: OUTAGE }) },
  {
    name: 'mixed',
    phases: [NOTHING, SLOW_A, SLOW_A, NOTHING, THROTTLE, NOTHING, OUTAGE_OF_A, OUTAGE_OF_A, NOTHING, SLOW_B],
  },
];

/** Requests a second, as they come by chance: the hour in which a contact centre is busiest. */
export const REQUESTS_PER_SECOND = 10;

/** What is chosen with these may be looked at; what is reported comes from those. */
export const SEEDS = { tuning: [11, 12, 13], heldOut: [101, 102, 103] } as const;

/** Every number once smaller and once larger by half: a policy must not live from the numbers above. */
export const VARIED = [
  'medianMs',
  'spread',
  'stalled',
  'failed',
  'throttled',
  'invalid',
  'requestsPerSecond',
] as const;

export interface Variation {
  readonly of: (typeof VARIED)[number];
  readonly factor: 0.5 | 1.5;
}

/** The behaviour of all domains at a moment. @param atMs since the start */
export function behavioursAt({ phases }: Scenario, { atMs, variation }: Moment): Behaviours {
  const changes = phases[Math.floor(atMs / PHASE_MS) % phases.length] ?? NOTHING;
  const behaviourOf = (domain: Domain): Behaviour => {
    const behaviour = { ...USUAL[domain], ...changes[domain] };
    if (variation === null || variation.of === 'requestsPerSecond') return behaviour;
    const varied = behaviour[variation.of] * variation.factor;
    // Half as many failures in an outage again would be more than all calls.
    const isShare = variation.of !== 'medianMs' && variation.of !== 'spread';
    return { ...behaviour, [variation.of]: isShare ? Math.min(1, varied) : varied };
  };
  return { A: behaviourOf('A'), B: behaviourOf('B'), M: behaviourOf('M'), H: behaviourOf('H') };
}

interface Moment {
  readonly atMs: number;
  readonly variation: Variation | null;
}
