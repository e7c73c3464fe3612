import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { estimateTokens } from './token-budget.ts';

/** The part of a prompt that is written by people, released under a version and never edited afterwards. */
export interface PromptVersion {
  readonly version: string;
  /** Byte-stable system text. */
  readonly prefix: string;
  readonly prefixTokens: number;
  /** Stands in the prefix only; an answer that holds it has leaked the prefix. */
  readonly canary: string;
}

const metaSchema = z.object({
  version: z.string(),
  released: z.iso.date(),
  canary: z.string().min(12),
  sha256: z.string(),
});

/**
 * Reads a released version from `prompts/<version>/`. Called at start-up.
 * @throws Error when the folder is missing or its text differs from what was released
 */
export function loadPromptVersion(version: string, promptsDirectory: URL): PromptVersion {
  const read = (file: string) => readFileSync(new URL(`${version}/${file}`, promptsDirectory), 'utf8');
  const prefix = read('prefix.md');
  const meta = metaSchema.parse(JSON.parse(read('meta.json')));
  const sha256 = createHash('sha256').update(prefix).digest('hex');
  if (sha256 !== meta.sha256 || meta.version !== version) {
    throw new Error(
      `prompts/${version} is not as it was released: its text has SHA-256 ${sha256}. Put the text back, or release a new version.`,
    );
  }
  return { version, prefix, prefixTokens: estimateTokens(prefix), canary: meta.canary };
}
