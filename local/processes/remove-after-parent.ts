import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Removes the folder that it is given once its parent is gone, however it went; and for five seconds, because the
 * parent's other children may be starting and make it anew before they notice.
 */
const [, , directory = ''] = process.argv;

if (process.connected) await once(process, 'disconnect');
for (let attempt = 0; attempt < 50; attempt += 1) {
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  await wait(100);
}
