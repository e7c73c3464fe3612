import { createHash } from 'node:crypto';
import { type LatencyShape, type LocalModel, withoutProfilePrefix } from './model-catalogue.ts';

/** One number: every call takes that many ms. Else the shape for each model id (`us.` or not); others keep their default. */
export type LatencyOption = number | Readonly<Record<string, LatencyShape>>;

/** How long the next call of this model takes, in ms. */
export type SampleLatency = (model: LocalModel) => number;

/** Log-normal latency. Each model has its own sequence, so one model's nth call is the same whatever the others do. */
export function createLatency(seed: number, option: LatencyOption = {}): SampleLatency {
  if (typeof option === 'number') return () => option;
  const shapes = new Map(Object.entries(option).map(([id, shape]) => [withoutProfilePrefix(id), shape]));
  const sources = new Map<string, () => number>();
  return (model) => {
    const random = sources.get(model.id) ?? createRandom(`${seed}:${model.id}`);
    sources.set(model.id, random);
    const { medianMs, sigma } = shapes.get(model.id) ?? model.latency;
    return Math.round(medianMs * Math.exp(sigma * standardNormal(random)));
  };
}

/** Box-Muller transform; 1 - random() because the logarithm of 0 is not finite. */
function standardNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mulberry32, seeded by a hash of the name: numbers in [0, 1), the same for the same name. */
function createRandom(name: string): () => number {
  let state = createHash('sha256').update(name).digest().readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
