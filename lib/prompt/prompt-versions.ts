import * as z from 'zod';
import { type FewShot, parseFewShots, renderFewShots } from './few-shots.ts';
import { type OutputSchema, outputSchemaSchema, SINCE_LAST_AGENT } from './output-schema.ts';
import { fileHashes, type PromptFiles, promptHash, readPromptFiles } from './prompt-files.ts';
import { FIRST_SUFFIX, readSuffixTemplate } from './suffix-template.ts';
import { estimateTokens } from './token-budget.ts';

/** The part of a prompt that is written by people, released under a version and never edited afterwards. */
export interface PromptVersion {
  readonly version: string;
  /** SHA-256 over the files of the version; every record holds it. */
  readonly hash: string;
  /** Byte-stable system text, the examples in it. */
  readonly prefix: string;
  readonly prefixTokens: number;
  /** What stands around the customer's document; see suffix-template.ts. */
  readonly suffix: string;
  /** Stands in the prefix only; an answer that holds it has leaked the prefix. */
  readonly canary: string;
  /** Whether the document says where an agent last spoke with a customer who is being transferred. */
  readonly asksSinceLastAgent: boolean;
}

/** A version with what its own tests look at. */
export interface PromptRelease extends PromptVersion {
  /** None of a version whose examples stand in its `prefix.md`. */
  readonly fewShots: readonly FewShot[];
  /** `null` of a version that was released without one. */
  readonly outputSchema: OutputSchema | null;
}

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const metaSchema = z.object({
  version: z.string(),
  released: z.iso.date(),
  canary: z.string().min(12),
  /** Of each file; the versions of one file have its hash alone. */
  sha256: z.union([
    hashSchema.transform((hash): Readonly<Record<string, string>> => ({ 'prefix.md': hash })),
    z.record(z.string(), hashSchema),
  ]),
});
const EXAMPLES = '{{examples}}';

/**
 * Reads a released version from `prompts/<version>/`. Called at start-up.
 * @throws Error when there is no such version, a file differs from what was released, or a file is not what it should be
 */
export function loadPromptVersion(version: string, promptsDirectory: URL): PromptRelease {
  const files = readPromptFiles(version, promptsDirectory);
  const meta = metaSchema.parse(JSON.parse(files['meta.json'] ?? ''));
  const hashes = fileHashes(files);
  const changed = namesOfBoth(hashes, meta.sha256).filter((name) => hashes[name] !== meta.sha256[name]);
  if (changed.length > 0 || meta.version !== version) {
    const what = changed.length > 0 ? changed.join(', ') : `its version, ${meta.version}`;
    throw new Error(
      `prompts/${version} is not as it was released: ${what}. Put it back, or release a new version.`,
    );
  }
  const written = files['few-shots.json'] === undefined ? firstForm(files) : fullForm(files);
  if (written.prefix.split(meta.canary).length !== 2) {
    throw new Error(`prompts/${version}/prefix.md has to hold the canary of meta.json exactly once.`);
  }
  return {
    ...written,
    version,
    hash: promptHash(hashes),
    prefixTokens: estimateTokens(written.prefix),
    canary: meta.canary,
  };
}

type WrittenParts = Pick<
  PromptRelease,
  'prefix' | 'suffix' | 'fewShots' | 'outputSchema' | 'asksSinceLastAgent'
>;

/** v1.0.0 and v1.1.0: one file, its examples in it. */
function firstForm(files: PromptFiles): WrittenParts {
  return {
    prefix: files['prefix.md'] ?? '',
    suffix: FIRST_SUFFIX,
    fewShots: [],
    outputSchema: null,
    asksSinceLastAgent: false,
  };
}

function fullForm(files: PromptFiles): WrittenParts {
  const outputSchema = outputSchemaSchema.parse(JSON.parse(files['output-schema.json'] ?? ''));
  const labels = outputSchema.labels.map(({ label }) => label);
  const fewShots = parseFewShots(JSON.parse(files['few-shots.json'] ?? ''), labels);
  const [before = '', after, ...more] = (files['prefix.md'] ?? '').split(EXAMPLES);
  if (after === undefined || more.length > 0) throw new Error(`prefix.md has to hold ${EXAMPLES} once.`);
  return {
    prefix: before + renderFewShots(fewShots) + after,
    suffix: readSuffixTemplate(files['suffix.md'] ?? ''),
    fewShots,
    outputSchema,
    asksSinceLastAgent: labels.includes(SINCE_LAST_AGENT),
  };
}

function namesOfBoth(one: object, other: object): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
}
