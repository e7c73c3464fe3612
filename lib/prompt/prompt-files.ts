import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Files of one version by their names, as text. */
export type PromptFiles = Readonly<Record<string, string>>;

const META = 'meta.json';

/**
 * Every file in `prompts/<version>/`.
 * @throws Error naming the versions there are, when this is none of them
 */
export function readPromptFiles(version: string, promptsDirectory: URL): PromptFiles {
  const folder = new URL(`${version}/`, promptsDirectory);
  const versions = readdirSync(promptsDirectory).toSorted();
  if (!versions.includes(version) || !existsSync(new URL(META, folder))) {
    throw new Error(`There is no prompt "${version}"; there are ${versions.join(', ')}.`);
  }
  const names = readdirSync(folder).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

/** SHA-256 of each file but `meta.json`, which holds them. */
export function fileHashes(files: PromptFiles): Readonly<Record<string, string>> {
  const named = Object.entries(files).filter(([name]) => name !== META);
  return Object.fromEntries(named.map(([name, text]) => [name, sha256(text)]));
}

/**
 * The one hash of a version's files; of a version with a single file the hash of that file. A shell makes the same one:
 * `sha256sum few-shots.json output-schema.json prefix.md suffix.md | sha256sum`
 */
export function promptHash(hashes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(hashes).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return only[1];
  return sha256(lines.map(([name, hash]) => `${hash}  ${name}\n`).join(''));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
