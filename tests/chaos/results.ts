import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const RESULTS = new URL('../../bench/results/', import.meta.url);

/** Whether this run is to leave its figures in the repository. */
export const KEEPS_RESULTS = process.env.CHAOS_WRITE === '1';

export const MACHINE = `${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;

/** Shows figures, and keeps them as `bench/results/<name>.json` when the environment asks for it (`CHAOS_WRITE=1`). */
export function writeResult(name: string, figures: object): void {
  const result = { date: new Date().toISOString().slice(0, 10), machine: MACHINE, ...figures };
  const text = `${JSON.stringify(result, null, 2)}\n`;
  process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
  if (!KEEPS_RESULTS) return;
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(fileURLToPath(new URL(`${name}.json`, RESULTS)), text);
}
