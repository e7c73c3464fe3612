import { type Draws, seededDraws } from './seeded-draws.ts';
import { drawParts, type Part } from './template-text.ts';

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
const ATTEMPTS = 60;

export type SampleClass = keyof typeof SHARES;

export interface ClassTemplates {
  readonly ordinary: readonly string[];
  /** Typos in the keyword, the value first, several values, unusual writing. */
  readonly hard: readonly string[];
}

export type Templates = Readonly<Record<SampleClass, ClassTemplates>>;

export interface Sample {
  readonly id: string;
  readonly class: SampleClass;
  readonly text: string;
  /** Each must be gone from the redacted text. None occurs in the text but where it stands as a secret. */
  readonly secrets: readonly string[];
  /** Each must still be in the redacted text, letter for letter. */
  readonly keep: readonly string[];
}

interface Planned {
  readonly id: string;
  readonly class: SampleClass;
  readonly template: string;
}

export const SAMPLE_CLASSES = Object.keys(SHARES) as readonly SampleClass[];

/**
 * Samples in the fixed shares of the classes, a fifth of each from the hard templates. The same seed gives
 * the same samples; no two texts are equal. Throws when a template cannot give enough different texts.
 */
export function expandTemplates(
  templates: Templates,
  { count, seed }: { count: number; seed: number },
): readonly Sample[] {
  const draws = seededDraws(seed);
  const seen = new Set<string>();
  return SAMPLE_CLASSES.flatMap((sampleClass) => {
    const planned = plan(templates[sampleClass], {
      sampleClass,
      size: classCount(sampleClass, count),
      draws,
    });
    return planned.map((one) => drawSample({ ...one, id: `s${seed}-${one.id}` }, { draws, seen }));
  });
}

/** What rounding leaves over goes to the traps. */
export function classCount(sampleClass: SampleClass, count: number): number {
  const total = Object.values(SHARES).reduce((sum, share) => sum + share, 0);
  const size = (one: SampleClass): number => Math.floor((SHARES[one] * count) / total);
  if (sampleClass !== 'trap') return size(sampleClass);
  return count - SAMPLE_CLASSES.filter((one) => one !== 'trap').reduce((sum, one) => sum + size(one), 0);
}

function plan(templates: ClassTemplates, { sampleClass, size, draws }: PlanOptions): readonly Planned[] {
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

/** Every template once in a shuffled order, then again, until there are enough. */
function takeTurns(templates: readonly string[], { size, draws }: { size: number; draws: Draws }) {
  const order = draws.shuffled(templates.map((template, index) => ({ template, number: index + 1 })));
  return Array.from({ length: size }, (_, turn) => {
    const chosen = order[turn % order.length];
    if (chosen === undefined) throw new RangeError('a class has no template');
    return { ...chosen, round: Math.floor(turn / order.length) + 1 };
  });
}

function drawSample(planned: Planned, { draws, seen }: { draws: Draws; seen: Set<string> }): Sample {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const parts = drawParts(planned.template, draws);
    const sample = toSample(planned, parts);
    if (!seen.has(sample.text) && isUnambiguous(sample, parts)) {
      seen.add(sample.text);
      return sample;
    }
  }
  throw new Error(`no new text in ${ATTEMPTS} attempts: ${planned.template}`);
}

function toSample({ id, class: sampleClass }: Planned, parts: readonly Part[]): Sample {
  const texts = (duty: Part['duty']): readonly string[] => [
    ...new Set(parts.filter((part) => part.duty === duty).map((part) => part.text)),
  ];
  const text = parts.map((part) => part.text).join('');
  return { id, class: sampleClass, text, secrets: texts('remove'), keep: texts('keep') };
}

/** A secret that also stands elsewhere, as 482 does in 14826, could not be seen to be gone. */
function isUnambiguous({ secrets }: Sample, parts: readonly Part[]): boolean {
  const rest = parts.map((part) => (part.duty === 'remove' ? '\u0000' : part.text)).join('');
  return secrets.every((secret) => !rest.includes(secret));
}
