import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClickWorld,
  clickWorld,
  type Fate,
  type FinishedClick,
  type PlannedClick,
  type StoreCall,
} from '../../tests/fixtures/click-world.ts';
import { aVerdict } from '../../tests/fixtures/feedback.ts';
import { fingerprintOf, isAfter, type Verdict } from '../domain/feedback.ts';

/** Agents click on one summary; every call of every process may come in any order, break, or be its last one. */

const MINUTE_MS = 60_000;
const RUNS = 400;

const verdicts = fc.constantFrom<Verdict[]>(
  aVerdict(),
  aVerdict({ feedback: 'not_helpful' }),
  aVerdict({ feedback: 'not_helpful', reason: 'outdated' }),
);
const clicks: fc.Arbitrary<PlannedClick> = fc.record({
  verdict: verdicts,
  skewMs: fc.integer({ min: -5 * MINUTE_MS, max: 5 * MINUTE_MS }),
  fates: fc.array(
    fc.oneof(
      { arbitrary: fc.constant<Fate>('works'), weight: 4 },
      { arbitrary: fc.constantFrom<Fate[]>('fails', 'answer_lost', 'dies_before', 'dies_after'), weight: 1 },
    ),
    { maxLength: 7 },
  ),
});
/** Each agent waits for an answer, or gives up, before they click again. */
const agents = fc.array(fc.array(clicks, { maxLength: 4 }), { minLength: 1, maxLength: 3 });

type Allows = (call: StoreCall, fate: Fate) => boolean;
const everything: Allows = () => true;
/** Processes die anywhere and S3 does what it likes; DynamoDB answers, but for the confirmation. */
const tableAnswers: Allows = (call, fate) => call === 'put' || call === 'confirm' || fate.startsWith('dies');

interface Run {
  readonly world: ClickWorld;
  readonly finished: readonly FinishedClick[];
  /** One more click after all is over, on a machine whose clock is right. */
  readonly last: FinishedClick;
}

type WorldChanges = Partial<Parameters<typeof clickWorld>[0]>;

function property(judge: (run: Run) => void, { allows = tableAnswers, ...changes }: WorldChanges) {
  return fc.asyncProperty(fc.scheduler(), agents, verdicts, async (scheduler, planned, verdict) => {
    const world = clickWorld({ turn: () => scheduler.schedule(Promise.resolve()), allows, ...changes });
    const finished: FinishedClick[] = [];
    const all = planned.map(async (ofAgent) => {
      for (const click of ofAgent) finished.push(await world.click(click));
    });
    await scheduler.waitFor(Promise.all(all));
    const last = await scheduler.waitFor(world.click({ verdict, skewMs: 0, fates: [] }));
    judge({ world, finished, last });
  });
}

describe('clicks, in any order and broken off anywhere', () => {
  it('are in the archive when they were acknowledged, or an equal one is', async () => {
    await fc.assert(property(nothingAcknowledgedIsLost, { allows: everything }), { numRuns: RUNS });
  });

  it('leave in the archive as the last word what was acknowledged last', async () => {
    await fc.assert(property(theLastWordIsInTheArchive, {}), { numRuns: RUNS });
  });

  it('have the order in which they were acknowledged, whatever the clocks say', async () => {
    await fc.assert(property(orderIsThatOfAcknowledgement, {}), { numRuns: RUNS });
  });

  it('are only left out while the last word in the archive is the same', async () => {
    let repeated = 0;
    const judge = (run: Run) => {
      repetitionsRepeatTheLastWord(run);
      repeated += run.finished.filter(({ outcome }) => outcome?.kind === 'repeated').length;
    };
    await fc.assert(property(judge, {}), { numRuns: RUNS });
    expect(repeated).toBeGreaterThan(10);
  });

  it('are agreed upon by table and archive when nothing breaks', async () => {
    const allows = () => false;
    await fc.assert(property(tableAndArchiveAgree, { allows }), { numRuns: RUNS });
  });
});

describe('controls: what the tests above would notice', () => {
  it('a click that is acknowledged before it is stored', async () => {
    const recorded: WorldChanges['recorded'] = (record) => async (click, signal) => {
      record(click, signal).catch(() => undefined);
      const event = { ...click, kind: 'click', eventId: 'unknown', serverTimeMs: 0, matched: true } as const;
      return { kind: 'stored', event, before: null };
    };
    await expectBroken(property(anEqualOneIsInTheArchive, { recorded }));
  });

  it('a click that is left out although another one was begun', async () => {
    const reads: WorldChanges['reads'] = (summary) => ({ ...summary, begun: summary.confirmed });
    await expectBroken(property(theLastWordIsInTheArchive, { reads }));
  });

  it('an order by the clocks of the machines', async () => {
    const reads: WorldChanges['reads'] = ({ begun, confirmed, ...summary }) => ({
      ...summary,
      begun: begun && { ...begun, serverTimeMs: 0 },
      confirmed: confirmed && { ...confirmed, serverTimeMs: 0 },
    });
    await expectBroken(property(orderIsThatOfAcknowledgement, { reads }));
  });
});

async function expectBroken(broken: Parameters<typeof fc.check>[0]): Promise<void> {
  const { failed, errorInstance } = await fc.check(broken, { numRuns: 5 * RUNS });
  expect(failed).toBe(true);
  // It was judged, and nothing else went wrong.
  expect(errorInstance).toMatchObject({ name: 'AssertionError' });
}

function nothingAcknowledgedIsLost(run: Run): void {
  anEqualOneIsInTheArchive(run);
  const inArchive = [...run.world.archived.values()];
  for (const { outcome } of [...run.finished, run.last]) {
    if (outcome !== null && outcome.kind !== 'repeated') expect(inArchive).toContainEqual(outcome.event);
  }
}

function anEqualOneIsInTheArchive({ world, finished, last }: Run): void {
  const inArchive = [...world.archived.values()].map(({ verdict }) => fingerprintOf(verdict));
  for (const { outcome, verdict } of [...finished, last]) {
    if (outcome !== null) expect(inArchive).toContain(fingerprintOf(verdict));
  }
}

function theLastWordIsInTheArchive({ world, last }: Run): void {
  expect(last.outcome).not.toBeNull();
  expect(world.lastArchived.at(-1)?.event.verdict).toEqual(last.verdict);
}

function orderIsThatOfAcknowledgement({ finished, last }: Run): void {
  const all = [...finished, last].filter(({ outcome }) => outcome?.kind === 'stored');
  for (const earlier of all) {
    for (const later of all.filter(({ startedAt }) => startedAt > earlier.endedAt)) {
      expect(isAfter(placeOf(later), placeOf(earlier))).toBe(true);
    }
  }
}

function repetitionsRepeatTheLastWord({ world, finished }: Run): void {
  for (const { outcome, verdict, startedAt, endedAt } of finished) {
    if (outcome?.kind !== 'repeated') continue;
    const during = world.lastArchived.filter(
      ({ at }, index, all) => at <= endedAt && (all[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= startedAt,
    );
    expect(during.map(({ event }) => fingerprintOf(event.verdict))).toContain(fingerprintOf(verdict));
  }
}

function tableAndArchiveAgree({ world }: Run): void {
  expect(world.summary().confirmed?.eventId).toBe(world.lastArchived.at(-1)?.event.eventId);
}

function placeOf({ outcome }: FinishedClick) {
  if (outcome?.kind !== 'stored') throw new Error('The click was not stored.');
  return outcome.event;
}
