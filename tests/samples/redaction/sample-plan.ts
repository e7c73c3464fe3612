import type { Draws } from '../../fixtures/seeded-draws.ts';

/** How many of 2,500 samples each class gets. */
const SHARES = {
  card: 230,
  ssn: 200,
  phone: 260,
  email: 200,
  cvv: 180,
  bank_account: 200,
  routing: 110,
  pin: 120,
  password: 130,
  date_of_birth: 140,
  one_time_code: 120,
  drivers_license_or_passport: 110,
  trap: 500,
} as const;

const HARD_SHARE = 0.2;

export type SampleClass = keyof typeof SHARES;

export interface ClassTemplates {
  readonly ordinary: readonly string[];
  /** Typos in the keyword, the value first, several values, unusual writing. */
  readonly hard: readonly string[];
}

/** One sample still to be drawn. */
export interface Planned {
  readonly id: string;
  readonly class: SampleClass;
  readonly template: string;
}

export const SAMPLE_CLASSES = Object.keys(SHARES) as readonly SampleClass[];

/** What rounding leaves over goes to the traps. */
export function classCount(sampleClass: SampleClass, count: number): number {
  const total = Object.values(SHARES).reduce((sum, share) => sum + share, 0);
  const size = (one: SampleClass): number => Math.floor((SHARES[one] * count) / total);
  if (sampleClass !== 'trap') return size(sampleClass);
  return count - SAMPLE_CLASSES.filter((one) => one !== 'trap').reduce((sum, one) => sum + size(one), 0);
}

/** The samples of one class: every template once in a shuffled order, then again, until there are enough. */
export function planClass(
  templates: ClassTemplates,
  { sampleClass, size, draws }: PlanOptions,
): readonly Planned[] {
  const hardSize = Math.round(size * HARD_SHARE);
  const turns = [
    ...takeTurns(templates.ordinary, { size: size - hardSize, draws }).map((one) => ({
      ...one,
      level: 'ordinary',
    })),
    ...takeTurns(templates.hard, { size: hardSize, draws }).map((one) => ({ ...one, level: 'hard' })),
  ];
  return turns.map(({ template, number, round, level }) => ({
    id: `${sampleClass}-${level}-${number}-${round}`,
    class: sampleClass,
    template,
  }));
}

interface PlanOptions {
  readonly sampleClass: SampleClass;
  readonly size: number;
  readonly draws: Draws;
}

function takeTurns(templates: readonly string[], { size, draws }: { size: number; draws: Draws }) {
  const order = draws.shuffled(templates.map((template, index) => ({ template, number: index + 1 })));
  return Array.from({ length: size }, (_, turn) => {
    const chosen = order[turn % order.length];
    if (chosen === undefined) throw new RangeError('a class has no template');
    return { ...chosen, round: Math.floor(turn / order.length) + 1 };
  });
}
