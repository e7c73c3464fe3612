import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, NOT_TRIED } from './faults/all-faults.ts';
import { describeAnswer } from './faults/describe-answer.ts';
import type { FaultCase, FaultFinding } from './faults/fault-case.ts';
import { type FaultWorld, type FaultWorlds, startFaultWorlds, TIMEOUTS_MS } from './faults/fault-world.ts';
import { observeCopies, settleLines } from './faults/observe-case.ts';
import { keepResult } from './results.ts';

/** Every answer comes within the deadline of a request; the rest is what a busy machine takes. */
const LATEST_ANSWER_MS = TIMEOUTS_MS.request + 1_500;
/** Slow senders are cut by limits of their own. */
const LATEST_REFUSAL_MS = 6_000;
const ROWS = Array.from({ length: 43 }, (_, index) => `S${index + 1}`);

let worlds: FaultWorlds;
let world: FaultWorld;
const findings: FaultFinding[] = [];
beforeAll(async () => {
  worlds = await startFaultWorlds();
});
afterEach(() => worlds.end(world));
afterAll(async () => {
  keepResult('faults', { timeoutsMs: TIMEOUTS_MS, findings });
  await worlds.close();
});

describe('what everybody sees when', () => {
  for (const fault of FAULTS) {
    const name = `${fault.row}: ${fault.fault}`;
    if (fault.open === undefined) it(name, () => tryOut(fault));
    else it.fails(`${name} (open: ${fault.open})`, () => tryOut(fault));
  }
});

async function tryOut(fault: FaultCase): Promise<void> {
  world = await worlds.begin({ ownTask: fault.ownTask ?? false });
  const { lines } = world.api;
  const before = lines.length;
  await fault.inject?.(world);
  const startedAt = performance.now();
  const received = await (fault.send?.(world) ?? world.post(world.request()));
  const ms = Math.round(performance.now() - startedAt);
  const observed = await settleLines(() => lines.slice(before), fault);
  if (fault.kept !== 's3') await worlds.end(world);
  const kept = await observeCopies(world, { received, kept: fault.kept });

  const { status, body = {}, headers = {} } = fault.answer;
  expect(received).toMatchObject({ status, body, headers });
  expect(observed.logged).toEqual(expect.arrayContaining([...fault.logged]));
  expect(observed.metered).toEqual(expect.arrayContaining([...fault.metered]));
  expect(kept).toBe(fault.kept);
  expect(ms).toBeLessThan(status === 408 ? LATEST_REFUSAL_MS : LATEST_ANSWER_MS);
  const { row, fault: words } = fault;
  findings.push({ row, fault: words, got: describeAnswer(received), ...observed, kept: fault.kept, ms });
}

describe('the list of failures', () => {
  it.each(ROWS)('%s is tried, or it is said why not', (row) => {
    const isTried = FAULTS.some((fault) => fault.row === row);
    expect(isTried).not.toBe(row in NOT_TRIED);
  });

  it('names no fault twice', () => {
    const names = FAULTS.map(({ fault }) => fault);
    expect(new Set(names).size).toBe(names.length);
  });
});
