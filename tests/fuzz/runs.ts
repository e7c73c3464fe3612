/** How much is tried: some with every `npm test`, ten times as much with `npm run test:chaos`. */
export const BODIES = numberFrom('FUZZ_BODIES', 20_000);
export const RAW_REQUESTS = numberFrom('FUZZ_RAW_REQUESTS', 2_000);

/** The same seed tries the same again; `npm run test:chaos` takes another one each time, and says which. */
export const SEED = numberFrom('FUZZ_SEED', 1);

/** Says what was tried, so that a run in which nothing happened is seen. */
export function report(what: string, figures: Readonly<Record<string, number>>): void {
  const words = Object.entries(figures).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(`${what} (seed ${SEED}): ${words.join(', ')}\n`);
}

function numberFrom(variable: string, standard: number): number {
  const value = Number(process.env[variable] ?? standard);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${variable} is no whole number.`);
  return value;
}
