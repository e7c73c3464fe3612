import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Breaks the product one line at a time, in a copy, and demands that the test named for each break goes red.
 * A break whose line is gone, or whose test stays green, fails the run; so does a test that is red without a break.
 * `--sample 5` takes every fifth, `--offset 2` from the third on, `--only words` those whose reason holds the words.
 */

interface Mutant {
  readonly why: string;
  readonly file: string;
  /** Must occur exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The test file that must go red. */
  readonly test: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPIED = [
  'lib',
  'fargate-api',
  'functions',
  'events',
  'local',
  'operations',
  'prompts',
  'salesforce',
  'docs',
  'tests',
  'bench',
  'config',
  'serverless.yml',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const TEST_TIMEOUT_MS = 150_000;
/** All of the tests at once, also on a machine with other work. */
const CONTROL_TIMEOUT_MS = 600_000;
const GREEN = 'the test stays green';

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '1' },
    offset: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
  },
});
const all: Mutant[] = JSON.parse(readFileSync(join(ROOT, 'tests/mutants.json'), 'utf8'));
const chosen = all.filter(
  ({ why }, index) =>
    index % Number(values.sample) === Number(values.offset) % Number(values.sample) &&
    why.includes(values.only),
);
if (chosen.length === 0) throw new Error('No mutant was chosen: check --sample, --offset and --only.');
const copy = mkdtempSync(join(tmpdir(), 'omni-mutants-'));
let survivors = 0;

try {
  for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const control = await runTests([...new Set(chosen.map(({ test }) => test))], CONTROL_TIMEOUT_MS);
  if (control.verdict !== GREEN) throw new Error(`Without any break: ${control.output}`);
  for (const [index, mutant] of chosen.entries()) {
    const startedAt = performance.now();
    const verdict = await judge(mutant);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    if (verdict !== 'caught') survivors += 1;
    const mark = verdict === 'caught' ? '✔' : '✖';
    process.stdout.write(`${mark} ${index + 1}/${chosen.length} ${mutant.why}: ${verdict} (${seconds} s)\n`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.stdout.write(`mutants: ${chosen.length - survivors} passed, ${survivors} failed\n`);
process.exitCode = survivors === 0 ? 0 : 1;

async function judge({ file, find, replace, test }: Mutant): Promise<string> {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const found = source.split(find).length - 1;
  if (found !== 1) return `its line occurs ${found} times in ${file}`;
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  try {
    return (await runTests([test])).verdict;
  } finally {
    writeFileSync(path, source);
  }
}

async function runTests(
  tests: readonly string[],
  timeoutMs = TEST_TIMEOUT_MS,
): Promise<{ verdict: string; output: string }> {
  // A group of its own, so that a test that hangs goes with all the processes it started.
  const child = spawn(process.execPath, [VITEST, 'run', ...tests], { cwd: copy, detached: true });
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), timeoutMs);
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  clearTimeout(timer);
  const output = `${out}${errors}`;
  if (child.exitCode === 0) return { verdict: GREEN, output };
  // A test that could not even start proves nothing.
  const caught = /Tests .*\d+ failed/.test(out);
  return { verdict: caught ? 'caught' : `${tests.join(' ')} gave no verdict:\n${output}`, output };
}
