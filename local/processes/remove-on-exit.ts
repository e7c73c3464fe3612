import { rmSync } from 'node:fs';

/**
 * A child that does nothing but remove the folder DIRECTORY when it is stopped, and also when its parent is killed: then
 * for five seconds, because the parent's other children may be starting and make it anew before they notice.
 */
const { DIRECTORY: directory = '' } = process.env;
let attempts = 50;

process.on('SIGTERM', () => {
  attempts = 1;
  process.exit(0);
});
process.on('exit', () => {
  for (; attempts > 0; attempts -= 1) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    if (attempts > 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
});
