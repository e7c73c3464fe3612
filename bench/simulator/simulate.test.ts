import { describe, expect, it } from 'vitest';
import { POLICIES } from './policies.ts';
import { behavioursAt, PHASE_MS, SCENARIOS, type Scenario } from './scenarios.ts';
import { type Cell, simulate } from './simulate.ts';

const [SEQUENTIAL] = POLICIES;
const REQUESTS = 2_000;

function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  return scenario;
}

function run(changes: Partial<Cell> = {}) {
  if (SEQUENTIAL === undefined) throw new Error('There is no policy.');
  return simulate({
    scenario: scenarioNamed('normal'),
    policy: SEQUENTIAL,
    variation: null,
    seed: 1,
    requests: REQUESTS,
    ...changes,
  });
}

describe('simulate', () => {
  it('comes out the same for the same seed, and otherwise for another one', async () => {
    const [first, again, other] = await Promise.all([run(), run(), run({ seed: 2 })]);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('answers as fast as the model of the scenario, and counts every request', async () => {
    const { p50, callsPerRequest, degraded, answeredBy } = await run();
    expect(p50).toBeGreaterThan(930);
    expect(p50).toBeLessThan(1_070);
    expect(callsPerRequest).toBeGreaterThan(1);
    expect(answeredBy.A + answeredBy.H + degraded).toBeCloseTo(100);
  });

  it('ends each request at the deadline of its policy', async () => {
    const { p999, degraded } = await run({ scenario: scenarioNamed('outage of A') });
    expect(p999).toBe(SEQUENTIAL?.deadlineMs);
    expect(degraded).toBeGreaterThan(1);
  });

  it('makes every call slower when it is told to', async () => {
    const [usual, slower] = await Promise.all([run(), run({ variation: { of: 'medianMs', factor: 1.5 } })]);
    expect(slower.p50 / usual.p50).toBeCloseTo(1.5, 1);
  });
});

describe('a scenario', () => {
  it('changes what it names in its incident, and nothing before', () => {
    const slowA = scenarioNamed('slow A');
    const before = behavioursAt(slowA, { atMs: 0, variation: null });
    const during = behavioursAt(slowA, { atMs: PHASE_MS, variation: null });
    expect(during).toEqual({ ...before, A: { ...before.A, medianMs: 1_300, stalled: 0.1 } });
  });

  it('never has more failures than calls', () => {
    const outage = scenarioNamed('outage of A');
    const { A } = behavioursAt(outage, { atMs: PHASE_MS, variation: { of: 'stalled', factor: 1.5 } });
    expect(A.stalled).toBe(0.75);
    expect(A.stalled).toBeLessThanOrEqual(1);
  });
});
