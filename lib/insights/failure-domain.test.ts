import { describe, expect, it } from 'vitest';
import { aFailureDomain } from '../../tests/fixtures/failure-domain.ts';
import { type FailureDomain, routeByLateness } from './failure-domain.ts';

const MARGINS = { ofSameModel: 0.05, ofOtherModel: 0.15 };

function routeOf(domains: readonly FailureDomain[], canaryEvery: number | null = null) {
  const route = routeByLateness({ domains, margins: MARGINS, canaryEvery });
  return () => route().map(({ model }) => model.alias);
}

const main = (late: number) => aFailureDomain('A', { late });
const elsewhere = (late: number) => aFailureDomain('B', { late, modelId: 'model-A' });
const smaller = (late: number) => aFailureDomain('M', { late, costUsd: 0.6 });
const lastResort = (late: number) => aFailureDomain('H', { late, costUsd: 14 });

describe('routeByLateness', () => {
  it('asks the main domain first, also when it is late a little more often than another', () => {
    expect(routeOf([main(0.09), elsewhere(0.05), smaller(0.05)])()).toEqual(['A', 'B', 'M']);
  });

  it('asks the same model elsewhere first when the main one is clearly late more often', () => {
    expect(routeOf([main(0.12), elsewhere(0.05), smaller(0.05)])()).toEqual(['B', 'A', 'M']);
  });

  it('asks another model first only when the main one is late much more often, and nobody has the same', () => {
    expect(routeOf([main(0.15), smaller(0.05)])()).toEqual(['A', 'M']);
    expect(routeOf([main(0.25), smaller(0.05)])()).toEqual(['M', 'A']);
    expect(routeOf([main(0.3), elsewhere(0.3), smaller(0.05)])()).toEqual(['M', 'A', 'B']);
  });

  it('never asks one first that costs more, for being faster', () => {
    expect(routeOf([main(0.9), lastResort(0)])()).toEqual(['A', 'H']);
  });

  it('asks the last resort first now and then, as often as it is told', () => {
    const route = routeOf([main(0), lastResort(0)], 3);
    expect([route(), route(), route(), route()].map(([first]) => first)).toEqual(['A', 'A', 'H', 'A']);
  });

  it('has one domain, or none, where no more are configured', () => {
    expect(routeOf([main(0.9)], 1)()).toEqual(['A']);
    expect(routeOf([], 1)()).toEqual([]);
  });
});
