import { readFileSync } from 'node:fs';
import type { Prompt } from '../../lib/insights/ports.ts';
import { loadPromptVersion, type PromptRelease } from '../../lib/prompt/prompt-versions.ts';
import { fillSuffix } from '../../lib/prompt/suffix-template.ts';

export interface GoldenDocument {
  readonly today: string;
  readonly write_in: string;
  readonly reason_given_to_ivr: string;
  readonly last_agent?: string | undefined;
  readonly interactions: readonly { readonly ref: string }[];
}

/**
 * What a paragraph of a prompt is for: an answer as it should be, and one that a model would write without the paragraph.
 * Where `enforced` is true, our reader refuses the bad answer or takes lines from it; else only a model can show the effect.
 */
export interface GoldenCase {
  /** How the paragraph begins. */
  readonly paragraph: string;
  readonly document: string;
  readonly good: string;
  readonly bad: string;
  readonly enforced: boolean;
}

/** What the answer of a model to a document must hold, and must not. */
interface Expected {
  readonly labels: readonly string[];
  readonly facts: readonly string[];
  readonly never?: readonly string[];
}

export interface Golden {
  readonly version: string;
  readonly documents: Readonly<Record<string, GoldenDocument>>;
  readonly cases: readonly GoldenCase[];
  readonly expected?: Readonly<Record<string, Expected>>;
}

export const PROMPTS = new URL('../../prompts/', import.meta.url);
export const GOLDEN = new URL('../golden/', import.meta.url);
export const SNAPSHOTS = new URL('snapshots/', import.meta.url);
/** The same each time, so that a snapshot can hold it. */
const MARK = '0'.repeat(32);

/** @throws Error when the version has no golden cases */
export function readGolden(version: string): Golden {
  return JSON.parse(readFileSync(new URL(`${version}.json`, GOLDEN), 'utf8'));
}

/** @throws Error when the file has no such document */
export function documentOf({ version, documents }: Golden, name: string): GoldenDocument {
  const document = documents[name];
  if (document === undefined) throw new Error(`tests/golden/${version}.json has no document ${name}.`);
  return document;
}

/** The prompt of a version about a document that is already as the model is to see it. */
export function promptAbout(document: GoldenDocument, release: PromptRelease): Prompt {
  const { version, hash, prefix, prefixTokens, suffix, canary } = release;
  return {
    version,
    hash,
    prefix,
    prefixTokens,
    suffix: fillSuffix(suffix, {
      delimiter: `=====records-${MARK}=====`,
      document: JSON.stringify(document),
    }),
    records: new Map(
      document.interactions.map((record) => [record.ref, { ...record, interactionIds: [record.ref] }]),
    ),
    readAtMs: Date.parse(`${document.today}T23:59:00Z`),
    reasonGiven: document.reason_given_to_ivr,
    language: document.write_in,
    lastAgent: document.last_agent ?? null,
    truncated: false,
    tokens: { from: 0, to: 0 },
    secrets: [canary, MARK],
  };
}

/** All that a model would be sent for the documents, as text that people can compare. */
export function snapshotOf({ version, documents }: Golden): string {
  const release = loadPromptVersion(version, PROMPTS);
  const suffixes = Object.entries(documents).map(
    ([name, document]) => `##### suffix: ${name}\n${promptAbout(document, release).suffix}\n`,
  );
  return [`##### prefix\n${release.prefix}`, ...suffixes].join('\n');
}
