import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../local/local-server.ts';
import { median, writeResult } from './write-result.ts';

/** `npm run bench:start`: seconds from `npm start` to the first summary on the screen, with node_modules in place. */

const RUNS = 5;
const START = fileURLToPath(new URL('../local/start.ts', import.meta.url));

async function secondsToFirstSummary(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'omni-bench-'));
  const environment = { ...process.env, PORT: String(await freePort()), LOCAL_STATE_DIRECTORY: directory };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [START], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.includes('One summary')) break;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  child.kill('SIGINT');
  if (child.exitCode === null) await once(child, 'exit');
  rmSync(directory, { recursive: true, force: true });
  if (!output.includes('One summary')) throw new Error(`No summary was shown:\n${output}`);
  return Math.round(seconds * 100) / 100;
}

const seconds: number[] = [];
for (let run = 0; run < RUNS; run += 1) seconds.push(await secondsToFirstSummary());
writeResult('start', {
  what: 'seconds from npm start to the first summary, node_modules in place, state empty, local stand-ins',
  command: 'npm run bench:start',
  seconds,
  median: median(seconds),
});
