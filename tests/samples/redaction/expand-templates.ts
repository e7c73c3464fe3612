import { type Draws, seededDraws } from '../../fixtures/seeded-draws.ts';
import {
  type ClassTemplates,
  classCount,
  type Planned,
  planClass,
  SAMPLE_CLASSES,
  type SampleClass,
} from './sample-plan.ts';
import { drawParts, type Part } from './template-text.ts';

const SURROUNDED_SHARE = 0.25;
const ATTEMPTS = 60;

/** What stands around a quarter of the texts, so that they are as long as real ones. */
export interface Surroundings {
  readonly notes: readonly string[];
  /** For chats whose labels are `@A` and `@C`. */
  readonly turns: readonly string[];
}

export type Templates = Readonly<Record<SampleClass, ClassTemplates>> & { readonly around: Surroundings };

export interface Sample {
  readonly id: string;
  readonly class: SampleClass;
  readonly text: string;
  /** Each must be gone from the redacted text. None occurs in the text but where it stands as a secret. */
  readonly secrets: readonly string[];
  /** Each must still be in the redacted text, letter for letter. */
  readonly keep: readonly string[];
}

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
    const planned = planClass(templates[sampleClass], {
      sampleClass,
      size: classCount(sampleClass, count),
      draws,
    });
    return planned.map((one) =>
      drawSample({ ...one, id: `s${seed}-${one.id}` }, { around: templates.around, draws, seen }),
    );
  });
}

function drawSample(planned: Planned, { around, draws, seen }: SampleOptions): Sample {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const parts = drawParts(surrounded(planned.template, { around, draws }), draws);
    const sample = toSample(planned, parts);
    if (!seen.has(sample.text) && isUnambiguous(sample, parts)) {
      seen.add(sample.text);
      return sample;
    }
  }
  throw new Error(`no new text in ${ATTEMPTS} attempts: ${planned.template}`);
}

interface SampleOptions {
  readonly around: Surroundings;
  readonly draws: Draws;
  readonly seen: Set<string>;
}

/** Other notes before and after a note, other turns around a chat; a chat with labels of its own stays alone. */
function surrounded(template: string, { around, draws }: Omit<SampleOptions, 'seen'>): string {
  const isChat = template.includes(' ~ ');
  if (!draws.chance(SURROUNDED_SHARE) || (isChat && !/@[AC]/.test(template))) return template;
  const [before = '', between = '', after = ''] = draws.shuffled(isChat ? around.turns : around.notes);
  const separator = isChat ? ' ~ ' : draws.pick(['\n', '. ', '; ']);
  const pieces = draws.pick([
    [before, template],
    [template, after],
    [before, template, after],
    [before, between, template, after],
  ]);
  return pieces.join(separator);
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
