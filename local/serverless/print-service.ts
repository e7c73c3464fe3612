import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVERLESS = createRequire(import.meta.url).resolve('serverless/bin/serverless.js');
const TIMEOUT_MS = 60_000;
const MOST_BYTES = 8 * 1_024 * 1_024;

/**
 * serverless.yml with all its variables, as `sls print --format json` writes it. It takes seconds, so it is kept in a folder
 * until serverless.yml or config/ change.
 * @throws Error with the framework's own words when serverless.yml cannot be read
 */
export async function printService(keptIn: string): Promise<string> {
  const kept = join(keptIn, `${hashOfSources()}.json`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const printed = await print();
  rmSync(keptIn, { recursive: true, force: true });
  mkdirSync(keptIn, { recursive: true });
  writeFileSync(kept, printed);
  return printed;
}

async function print(): Promise<string> {
  const running = promisify(execFile)(process.execPath, [SERVERLESS, 'print', '--format', 'json'], {
    cwd: ROOT,
    env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true' },
    timeout: TIMEOUT_MS,
    maxBuffer: MOST_BYTES,
  });
  // It would wait for the end of its input.
  running.child.stdin?.end();
  return (await running).stdout;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = ['serverless.yml', 'package.json', ...globSync('config/**/*.yml', { cwd: ROOT })].toSorted();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}
