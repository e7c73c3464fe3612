import { describe, expect, it } from 'vitest';
import { toWire } from '../../lib/contract/summary-record.ts';
import type { SummaryRecord } from '../../lib/domain/summary-record.ts';
import { aRecord } from '../../tests/fixtures/domain.ts';
import { stepsOf } from './steps.ts';

const ARRIVED_AT = '2025-12-08T14:32:15.000Z';

function stepsWith(changes: Partial<SummaryRecord>) {
  return stepsOf(toWire(aRecord({ dataAsOf: '2025-12-08T14:32:15.040Z', ...changes })));
}

function endingAfter(ms: number) {
  return { generatedAt: new Date(Date.parse(ARRIVED_AT) + ms).toISOString(), latencyMs: ms };
}

describe('stepsOf', () => {
  it('tells of the history, of each attempt behind the one before, and of the text', () => {
    const attempts = [
      { model: 'nova-lite', outcome: 'model_timeout', ms: 5_000 },
      { model: 'claude-haiku-4.5', outcome: 'ok', ms: 900 },
    ];
    expect(stepsWith({ ...endingAfter(5_952), attempts })).toEqual([
      { name: 'History', startMs: 0, ms: 40, outcome: '1 of 1 interactions', isGood: true },
      { name: 'nova-lite', startMs: 40, ms: 5_000, outcome: 'model timeout', isGood: false },
      { name: 'claude-haiku-4.5', startMs: 5_040, ms: 900, outcome: 'ok', isGood: true },
      { name: 'Text', startMs: 5_940, ms: 12, outcome: 'checked', isGood: true },
    ]);
  });

  it('shows attempts beside each other where one was slow and got company', () => {
    const attempts = [
      { model: 'nova-lite', outcome: 'superseded', ms: 2_900 },
      { model: 'nova-micro', outcome: 'ok', ms: 1_200 },
    ];
    expect(stepsWith({ ...endingAfter(2_952), attempts })).toMatchObject([
      { name: 'History', startMs: 0, ms: 40 },
      { name: 'nova-lite', startMs: 40, ms: 2_900, outcome: 'superseded' },
      { name: 'nova-micro', startMs: 1_740, ms: 1_200, outcome: 'ok' },
      { name: 'Text', startMs: 2_940, ms: 12 },
    ]);
  });

  it('says how many sentences were taken out', () => {
    const removed = [
      { model: 'nova-lite', text: 'Paid $54.', reason: 'unsupported' as const, detail: 'amount $54' },
    ];
    expect(stepsWith({ ...endingAfter(1_000), removed }).at(-1)).toMatchObject({
      outcome: 'checked, 1 taken out',
    });
  });

  it('says of a text that was made for another call that it is used again', () => {
    const steps = stepsWith({ ...endingAfter(60), cacheHit: true, attempts: [] });
    expect(steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['History', '1 of 1 interactions'],
      ['Text', 'used again'],
    ]);
  });

  it('calls the text a digest when no model wrote it', () => {
    const steps = stepsWith({ ...endingAfter(60), status: 'degraded', attempts: [] });
    expect(steps.map(({ name }) => name)).toEqual(['History', 'Digest']);
  });
});
