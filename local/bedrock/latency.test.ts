import { expect, test } from 'vitest';
import { createLatency } from './latency.ts';
import { findModel } from './model-catalogue.ts';

const lite = findModel('us.amazon.nova-lite-v1:0');
const micro = findModel('us.amazon.nova-micro-v1:0');

function take(count: number, sample: () => number): number[] {
  return Array.from({ length: count }, sample);
}

test('the same seed gives a model the same latencies whatever the other models do', () => {
  const alone = createLatency(7);
  const shared = createLatency(7);
  const expected = take(20, () => alone(lite));
  const interleaved = take(20, () => {
    shared(micro);
    return shared(lite);
  });
  expect(interleaved).toEqual(expected);
  // A hedge to another model must not be slow just because the first one was.
  const flat = createLatency(7, { [micro.id]: lite.latency });
  expect(take(20, () => flat(micro))).not.toEqual(expected);
  expect(take(20, () => createLatency(8)(lite))).not.toEqual(expected);
});

test('latencies follow the log-normal shape that was asked for', () => {
  const sample = createLatency(1, { 'us.amazon.nova-lite-v1:0': { medianMs: 2_000, sigma: 0.5 } });
  const sorted = take(4_001, () => sample(lite)).sort((a, b) => a - b);
  const [p16 = 0, median = 0, p84 = 0] = [sorted[640], sorted[2_000], sorted[3_360]];
  expect(median).toBeGreaterThan(1_900);
  expect(median).toBeLessThan(2_100);
  // One standard deviation of the logarithm on either side of the median.
  expect(Math.log(p84 / p16) / 2).toBeCloseTo(0.5, 1);
});

test('a model that is not named keeps its own median, and one number holds for all', () => {
  const named = createLatency(1, { 'amazon.nova-lite-v1:0': { medianMs: 1, sigma: 0 } });
  expect(named(lite)).toBe(1);
  expect(named(micro)).toBeGreaterThan(100);
  expect(createLatency(1, 3)(micro)).toBe(3);
});
