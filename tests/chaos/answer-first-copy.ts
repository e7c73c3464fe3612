import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FIND = 'saveSummary: save,';
const REPLACE = `saveSummary: async (record) => {
      setImmediate(() => save(record));
      return 'ddb+s3';
    },`;

/**
 * The control of the kill test: a copy of the API that says that a record is stored and writes it afterwards. A test
 * that finds nothing missing with this one finds nothing at all.
 */
export function copyThatAnswersFirst(): { readonly main: URL; remove(): void } {
  const copy = mkdtempSync(join(tmpdir(), 'omni-answer-first-'));
  for (const path of ['lib', 'fargate-api', 'prompts', 'package.json'])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const file = join(copy, 'fargate-api/durability.ts');
  const source = readFileSync(file, 'utf8');
  if (source.split(FIND).length !== 2) throw new Error(`${FIND} is not once in durability.ts.`);
  writeFileSync(
    file,
    source.replace(FIND, () => REPLACE),
  );
  return {
    main: pathToFileURL(join(copy, 'fargate-api/main.ts')),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}
