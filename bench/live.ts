import { parseArgs } from 'node:util';
import { startCannedWorld } from './canned/world.ts';
import { clientsGone } from './live/client-gone.ts';
import { duplicates } from './live/duplicates.ts';
import { failingModels } from './live/failing-models.ts';
import { firstFacts } from './live/first-facts.ts';
import { outage } from './live/outage.ts';
import { writeResult } from './write-result.ts';

/**
 * `npm run bench:live` (Linux): the running API when models stall, fail, or are gone; when many ask for the same; when
 * clients leave; and how soon there are facts. Each row has a control that shows that it can fail. `--only outage` takes
 * one of them.
 */

const IN_FLIGHT = [25, 50, 200, 500];
const SEQUENTIAL = { MODEL_POLICY: 'sequential' };

const { values } = parseArgs({ options: { only: { type: 'string' } } });

const ROWS = {
  failing_models: () =>
    inWorld(async (world) => {
      const api = await world.startApi();
      const product = [];
      for (const inFlight of IN_FLIGHT) product.push(await failingModels(world, { api, inFlight }));
      await api.child.stop(10_000);
      const sequential = await world.startApi({ environment: SEQUENTIAL });
      return {
        product,
        control_sequential: await failingModels(world, { api: sequential, inFlight: 50 }),
      };
    }),
  outage: () =>
    inWorld(async (world) => {
      const api = await world.startApi();
      const product = [];
      for (const inFlight of [50, 500]) product.push(await outage(world, { api, inFlight }));
      await api.child.stop(10_000);
      const sequential = await world.startApi({ environment: SEQUENTIAL });
      return { product, control_sequential: await outage(world, { api: sequential, inFlight: 50 }) };
    }),
  duplicates: () =>
    inWorld(async (world) => {
      const [first, second, third] = [await world.startApi(), await world.startApi(), await world.startApi()];
      return {
        product: await duplicates(world, [first]),
        control_three_tasks: await duplicates(world, [first, second, third]),
      };
    }),
  clients_gone: () =>
    inWorld(async (world) => {
      const api = await world.startApi();
      return {
        product: await clientsGone(world, { api, leave: true }),
        control_who_stay: await clientsGone(world, { api, leave: false }),
      };
    }),
  first_facts: firstFacts,
};

const figures: Record<string, unknown> = {};
for (const [name, measure] of Object.entries(ROWS)) {
  if (values.only !== undefined && values.only !== name) continue;
  figures[name] = await measure();
  process.stderr.write(`${name}: ${JSON.stringify(figures[name])}\n`);
}
writeResult(values.only === undefined ? 'live' : `live-${values.only}`, {
  what: 'the running API under load; stubs for AWS (the local AWS for first_facts) and the load on the same machine',
  command: 'npm run bench:live',
  ...figures,
});

async function inWorld<Figures>(
  measure: (world: Awaited<ReturnType<typeof startCannedWorld>>) => Promise<Figures>,
): Promise<Figures> {
  const world = await startCannedWorld();
  try {
    return await measure(world);
  } finally {
    await world.stop();
  }
}
