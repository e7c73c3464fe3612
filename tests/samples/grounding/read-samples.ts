import { readdirSync, readFileSync } from 'node:fs';
import type { Interaction } from '../../../lib/domain/interaction.ts';
import type { SummaryLine } from '../../../lib/domain/summary.ts';
import type { Prompt } from '../../../lib/insights/ports.ts';
import { buildPrompt } from '../../../lib/prompt/build-prompt.ts';
import { LABELS } from '../../../lib/prompt/parse-output.ts';
import { loadPromptVersion } from '../../../lib/prompt/prompt-versions.ts';
import { aContact } from '../../fixtures/domain.ts';

interface WrittenLine {
  readonly section: keyof typeof LABELS;
  readonly text: string;
  readonly cites: readonly string[];
}

interface PlantedError {
  readonly kind: string;
  /** The sentence that it replaces; `null` for one that is added. */
  readonly line: number | null;
  readonly text: string;
  readonly section?: keyof typeof LABELS;
  readonly cites?: readonly string[];
  /** Whether the wrong value stands in the records, of something else. */
  readonly elsewhere?: boolean;
}

/** One customer as a writer told it: records, a true summary, and what a careless model would make of its sentences. */
interface History {
  readonly id: string;
  readonly now: string;
  readonly language: string;
  readonly ivr_intent: string;
  readonly interactions: readonly {
    readonly id: string;
    readonly at: string;
    readonly channel: string;
    readonly intent: string;
    readonly disposition: string | null;
    readonly resolved: boolean | null;
    readonly duration_seconds: number | null;
    readonly text: string;
  }[];
  readonly summary: readonly WrittenLine[];
  readonly errors: readonly PlantedError[];
}

export interface GroundingSample {
  readonly id: string;
  readonly language: string;
  readonly interactions: readonly Interaction[];
  /** What a model would be shown. */
  readonly prompt: Prompt;
  /** The true summary, each sentence with the records that it rests on. */
  readonly lines: readonly SummaryLine[];
  readonly errors: readonly {
    readonly kind: string;
    readonly isElsewhere: boolean;
    readonly line: SummaryLine;
  }[];
}

export type SamplePart = 'development' | 'held-out' | 'fresh';

const HERE = new URL('./', import.meta.url);

/** @param part `held-out` was not looked at while the checker was made, `fresh` was written when it was there */
export function readGroundingSamples(part: SamplePart): readonly GroundingSample[] {
  const folder = new URL(`${part}/`, HERE);
  return readdirSync(folder).flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => toSample(JSON.parse(line))),
  );
}

const version = loadPromptVersion('v1.2.0', new URL('../../../prompts/', import.meta.url));
const build = buildPrompt({ versionOf: () => version });

function toSample(history: History): GroundingSample {
  const { id, now, language, ivr_intent: ivrIntent, summary } = history;
  const interactions = history.interactions.map(
    ({ duration_seconds: durationSeconds, at, ...interaction }) => ({
      ...interaction,
      at: new Date(at).toISOString(),
      durationSeconds,
      contactId: null,
      initialContactId: null,
    }),
  );
  const contact = aContact({ language, ivrIntent, initialContactId: null });
  return {
    id,
    language,
    interactions,
    prompt: build({ contact, interactions, readAtMs: Date.parse(now) }),
    lines: summary.map(toLine),
    errors: history.errors.map(({ kind, elsewhere, line, text, section, cites }) => {
      const replaced = line === null ? undefined : summary[line];
      return {
        kind,
        isElsewhere: elsewhere === true,
        line: toLine({
          text,
          section: section ?? replaced?.section ?? 'HISTORY',
          cites: cites ?? replaced?.cites ?? [],
        }),
      };
    }),
  };
}

function toLine({ section, text, cites }: WrittenLine): SummaryLine {
  return { section: LABELS[section] ?? 'history', text, interactionIds: cites };
}
