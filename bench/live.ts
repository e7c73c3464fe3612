import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientGone } from './live/client-gone.ts';
import { duplicates } from './live/duplicates.ts';
import { firstFacts } from './live/first-facts.ts';
import { outage } from './live/outage.ts';
import { stallsAndErrors } from './live/stalls-and-errors.ts';
import { startWorld, type World } from './live/world.ts';
import { writeResult } from './write-result.ts';

/**
 * `npm run bench:live` (Linux): what the promises of the API come to in its real processes, each with a control that
 * shows that the row can fail. Models, tables and archive are canned but where a row says "full local stack". With names
 * of rows (`npm run bench:live -- outage`) it measures those only and writes to `live-<row>`.
 */

type Row = (world: World, directory: string) => Promise<unknown>;

const ROWS: Readonly<Record<string, Row>> = {
  'stalls-and-errors': async (world) => [
    await stallsAndErrors(world, { policy: 'hedged', failing: 'main model', inFlight: 20 }),
    await stallsAndErrors(world, { policy: 'hedged', failing: 'main model', inFlight: 50 }),
    await stallsAndErrors(world, { policy: 'hedged', failing: 'main model', inFlight: 500 }),
    await stallsAndErrors(world, { policy: 'hedged', failing: 'all models', inFlight: 50 }),
    await stallsAndErrors(world, { policy: 'sequential', failing: 'main model', inFlight: 20 }),
  ],
  'first-facts': (_world, directory) => firstFacts(directory),
  outage: async (world) => [
    await outage(world, { policy: 'hedged', inFlight: 20 }),
    await outage(world, { policy: 'hedged', inFlight: 500 }),
    await outage(world, { policy: 'sequential', inFlight: 20 }),
  ],
  duplicates: async (world) => [
    await duplicates(world, { processes: 1, ids: 1_000 }),
    await duplicates(world, { processes: 3, ids: 200 }),
  ],
  'client-gone': async (world) => [
    await clientGone(world, { leave: true }),
    await clientGone(world, { leave: false }),
  ],
};

const asked = process.argv.slice(2);
const names = asked.length === 0 ? Object.keys(ROWS) : asked;
const directory = mkdtempSync(join(tmpdir(), 'omni-live-'));
const world = await startWorld(directory);
try {
  for (const name of names) {
    const row = ROWS[name];
    if (row === undefined)
      throw new Error(`There is no row "${name}"; there are ${Object.keys(ROWS).join(', ')}.`);
    // What else the machine had to do: these rows are about time, and its cores may be shared.
    const [loadBefore] = loadavg();
    writeResult(`live-${name}`, {
      what: 'against the real API processes, the control last',
      command: `npm run bench:live -- ${name}`,
      load_average_before: loadBefore,
      rows: await row(world, directory),
    });
  }
} finally {
  await world.stop();
  rmSync(directory, { recursive: true, force: true });
}
