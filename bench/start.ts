import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../local/local-server.ts';

/** `npm run bench:start`: seconds from `npm start` to the first summary on the screen, with node_modules in place. */

const RUNS = 5;
const START = fileURLToPath(new URL('../local/start.ts', import.meta.url));
const RESULT = fileURLToPath(new URL('./results/start.json', import.meta.url));

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
const result = {
  what: 'seconds from npm start to the first summary, node_modules in place, state empty, local stand-ins',
  command: 'npm run bench:start',
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  seconds,
  median: seconds.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)],
};
mkdirSync(dirname(RESULT), { recursive: true });
writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
