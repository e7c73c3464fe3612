import { describe, expect, it } from 'vitest';
import { aPrompt, aRecord, NOW_MS } from '../../tests/fixtures/domain.ts';
import { OmniError } from '../domain/errors.ts';
import type { SummaryRecord } from '../domain/summary-record.ts';
import type { PromptInput } from './ports.ts';
import {
  type ShadowOutcome,
  type ShadowPromptDependencies,
  type ShadowSummary,
  shadowPrompt,
} from './shadow-prompt.ts';
import type { TriedModel } from './try-model.ts';

const REMOVED = { text: 'Paid $54.', reason: 'unsupported', detail: 'amount $54' } as const;
const ANSWERED: TriedModel = {
  attempt: { model: 'nova-lite', outcome: 'ok', ms: 900 },
  generated: {
    text: 'REASON: Asks about $45. [i1]',
    model: 'nova-lite',
    modelId: 'us.amazon.nova-lite-v1:0',
    usage: { input: 800, output: 170, cacheRead: 0, cacheWrite: 0 },
    costUsd: 0.000_2,
  },
  lines: [{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] }],
  removed: [REMOVED],
  reason: null,
};
const SERVED = aRecord({ promptVersion: 'v1.1.0' });

describe('a shadow', () => {
  it('is asked about the same records, as they were read, and kept under the summary that was served', async () => {
    const run = setUp({});
    run.shadow(SERVED);
    await run.ended();
    const { contact, interactions } = SERVED;
    expect(run.prompted).toEqual([{ contact, interactions, readAtMs: Date.parse(SERVED.dataAsOf) }]);
    expect(run.kept).toEqual([
      { uniqueProcessId: 'upi-1', requestId: '01JEXAMPLE', generatedAt: SERVED.generatedAt },
    ]);
    expect(run.encoded).toMatchObject([{ served: SERVED, tried: ANSWERED }]);
    expect(run.outcomes).toEqual([
      { outcome: 'ok', removedSentences: 1, costUsd: 0.000_2, ms: 900, stored: true },
    ]);
  });

  it.each<[string, Partial<SummaryRecord>]>([
    ['that no model wrote', { status: 'degraded' }],
    ['of a customer without records', { status: 'no_interactions', interactions: [] }],
    ['that was reused', { cacheHit: true }],
    ['of the very version', { promptVersion: 'v1.2.0' }],
  ])('does not follow a summary %s', async (_, changes) => {
    const run = setUp({});
    run.shadow({ ...SERVED, ...changes });
    await run.ended();
    expect([run.prompted, run.dropped]).toEqual([[], []]);
  });

  it.each([
    [0.099, 1],
    [0.1, 0],
  ])('follows its share of the summaries and no more: of 10 percent at %d', async (random, asked) => {
    const run = setUp({ sharePercent: 10, random: () => random });
    run.shadow(SERVED);
    await run.ended();
    expect(run.prompted).toHaveLength(asked);
  });

  it('is dropped when as many as there may be are under way, and taken again after one has ended', async () => {
    const answer = Promise.withResolvers<TriedModel>();
    const run = setUp({ tryModel: () => answer.promise });
    for (let count = 0; count < 3; count += 1) run.shadow(SERVED);
    expect(run.dropped).toEqual(['full']);
    answer.resolve(ANSWERED);
    await run.ended();
    run.shadow(SERVED);
    await run.ended();
    expect(run.outcomes).toHaveLength(3);
  });

  it('is dropped while the task ends', () => {
    const run = setUp({ isDraining: () => true });
    run.shadow(SERVED);
    expect([run.dropped, run.prompted]).toEqual([['draining'], []]);
  });

  it('is kept also when its model failed, and says why', async () => {
    const attempt = { model: 'nova-lite', outcome: 'model_timeout', ms: 5_000 };
    const failed = { attempt, generated: null, lines: null, removed: [], reason: 'model_timeout' } as const;
    const run = setUp({ tryModel: async () => failed });
    run.shadow(SERVED);
    await run.ended();
    expect(run.outcomes).toEqual([
      { outcome: 'model_timeout', removedSentences: 0, costUsd: 0, ms: 5_000, stored: true },
    ]);
  });

  it('says that it could not be kept', async () => {
    const archive = { put: () => Promise.reject(new OmniError('store_failed')) };
    const run = setUp({ archive });
    run.shadow(SERVED);
    await run.ended();
    expect(run.outcomes).toMatchObject([{ outcome: 'ok', stored: false }]);
  });

  it('gives its place free when a bug of ours ends it', async () => {
    const broken = () => {
      throw new TypeError('a bug');
    };
    const run = setUp({ buildPrompt: broken });
    for (let count = 0; count < 3; count += 1) {
      run.shadow(SERVED);
      await run.ended();
    }
    expect(run.dropped).toEqual([]);
    expect(run.faults).toHaveLength(3);
  });
});

/** At most two at a time, of all summaries. */
function setUp(changes: Partial<ShadowPromptDependencies>) {
  const prompted: PromptInput[] = [];
  const encoded: ShadowSummary[] = [];
  const kept: unknown[] = [];
  const outcomes: ShadowOutcome[] = [];
  const dropped: string[] = [];
  const faults: unknown[] = [];
  const works: Promise<void>[] = [];
  const shadow = shadowPrompt({
    version: 'v1.2.0',
    buildPrompt: (input) => {
      prompted.push(input);
      return aPrompt();
    },
    model: { alias: 'nova-lite', generate: () => Promise.reject(new Error('never called here')) },
    tryModel: async () => ANSWERED,
    encode: (summary) => {
      encoded.push(summary);
      return '{}';
    },
    archive: {
      put: async (served) => {
        kept.push(served);
      },
    },
    sharePercent: 100,
    limits: { underWay: 2, timeoutMs: 1_000 },
    isDraining: () => false,
    random: () => 0.5,
    now: () => NOW_MS,
    inBackground: (_served, work) => works.push(work().catch((fault: unknown) => void faults.push(fault))),
    onEnded: (ended) => outcomes.push(ended),
    onDropped: (why) => dropped.push(why),
    ...changes,
  });
  const ended = () => Promise.all(works);
  return { shadow, ended, prompted, encoded, kept, outcomes, dropped, faults };
}
