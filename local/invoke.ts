import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** `npm run invoke -- <function> [event file]`: runs a function, bundled as for AWS, on the running local system. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SERVERLESS = createRequire(import.meta.url).resolve('serverless/bin/serverless.js');
/** A bundle takes seconds and a function at most its own time; the framework waits for ever for one that never ends. */
const TIMEOUT_MS = 90_000;

const [name = '', event = `events/${name}.json`, ...more] = process.argv.slice(2);
const names = globSync('functions/*/handler.ts', { cwd: ROOT }).map((path) => path.split(/[\\/]/)[1] ?? '');

if (!names.includes(name) || more.length > 0) {
  refuse(`Say which function: npm run invoke -- <${names.toSorted().join(' | ')}> [event file]`);
} else if (!existsSync(event)) {
  const ours = globSync(`events/${name}*.json`, { cwd: ROOT }).toSorted();
  refuse(`There is no file ${event}. Events of this function: ${ours.join(', ')}`);
} else {
  const child = spawn(process.execPath, [SERVERLESS, 'invoke', 'local', '-f', name, '-p', event], {
    cwd: ROOT,
    // Without an end of its input the framework would wait for more of the event.
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: TIMEOUT_MS,
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}
