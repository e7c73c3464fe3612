import { readdirSync } from 'node:fs';
import { loadPromptVersion, type PromptVersion } from '../lib/prompt/prompt-versions.ts';

const PROMPTS_DIRECTORY = new URL('../prompts/', import.meta.url);

/** A released prompt, or a sentence why there is none to work with. */
export function findPrompt(version: string): PromptVersion | { readonly unknown: string } {
  const released = readdirSync(PROMPTS_DIRECTORY);
  if (!released.includes(version)) {
    return { unknown: `There is no prompt ${version} in prompts/; there are ${released.join(', ')}.` };
  }
  try {
    return loadPromptVersion(version, PROMPTS_DIRECTORY);
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}
