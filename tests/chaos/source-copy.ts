import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface SourceChange {
  /** Folders and files of the project that the copy needs to run. */
  readonly paths: readonly string[];
  /** The file that is changed. */
  readonly file: string;
  /** Must be in it exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface SourceCopy {
  /** Where a file of the project is in the copy. */
  readonly urlOf: (path: string) => URL;
  remove(): void;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A copy of the source with one change, for a control that has to fail. @throws Error when there is nothing to change */
export function copyWithChange({ paths, file, find, replace }: SourceChange): SourceCopy {
  const copy = mkdtempSync(join(tmpdir(), 'omni-changed-copy-'));
  for (const path of [...paths, 'package.json'])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const source = readFileSync(join(copy, file), 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${find} is not once in ${file}.`);
  writeFileSync(
    join(copy, file),
    source.replace(find, () => replace),
  );
  return {
    urlOf: (path) => pathToFileURL(join(copy, path)),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}
