import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Breaks the product one line at a time, in a copy, and demands that the test named for each break goes red.
 * A break whose line is gone, or whose test stays green, fails the run. `--sample 5` takes every fifth.
 */

interface Mutant {
  readonly file: string;
  /** Must occur exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** A test file, and the project of vitest.config.ts that it belongs to. */
  readonly test: string;
  readonly why: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPIED = [
  'lib',
  'fargate-api',
  'local',
  'prompts',
  'tests',
  'docs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const TEST_TIMEOUT_MS = 120_000;

const { values } = parseArgs({ options: { sample: { type: 'string', default: '1' } } });
const all: Mutant[] = JSON.parse(readFileSync(join(ROOT, 'tests/mutants.json'), 'utf8'));
const chosen = all.filter((_mutant, index) => index % Number(values.sample) === 0);
const copy = mkdtempSync(join(tmpdir(), 'omni-mutants-'));

try {
  for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const survivors = chosen.filter((mutant, index) => !isCaught(mutant, index));
  process.stdout.write(`mutants: ${chosen.length - survivors.length} passed, ${survivors.length} failed\n`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function isCaught({ file, find, replace, test, why }: Mutant, index: number): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const found = source.split(find).length - 1;
  const verdict = found === 1 ? runBroken() : `its line occurs ${found} times in ${file}`;
  process.stdout.write(
    `${verdict === 'caught' ? '✔' : '✖'} ${index + 1}/${chosen.length} ${why}: ${verdict}\n`,
  );
  return verdict === 'caught';

  function runBroken(): string {
    writeFileSync(
      path,
      source.replace(find, () => replace),
    );
    const run = spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', test], {
      cwd: copy,
      encoding: 'utf8',
      timeout: TEST_TIMEOUT_MS,
    });
    writeFileSync(path, source);
    if (run.status === 0) return `${test} stays green`;
    // A test that could not even start proves nothing.
    return /\d+ failed/.test(run.stdout) ? 'caught' : `${test} did not run:\n${run.stdout}${run.stderr}`;
  }
}
