import { expect, it } from 'vitest';
import { aRecord } from '../../tests/fixtures/domain.ts';
import { recordedLog } from '../../tests/fixtures/recorded-log.ts';
import { observeSummary } from './observe-summary.ts';

it('counts a call that was overtaken as a call, and neither as a failure nor as a latency', () => {
  const counted: string[] = [];
  const observe = observeSummary({
    log: recordedLog(),
    addMetric: (name, value, ...[dimensions]) => {
      counted.push(`${name} ${value} ${JSON.stringify(dimensions ?? {})}`);
    },
    waitingForStore: () => 0,
  });
  const attempts = [
    { model: 'nova-lite', outcome: 'superseded', ms: 2_400 },
    { model: 'nova-micro', outcome: 'ok', ms: 700 },
  ];
  observe({
    record: aRecord({ attempts, hedged: true }),
    historyTokens: null,
    storedIn: 'ddb',
    reused: null,
  });
  expect(
    counted.filter((line) => /^Model(?:Calls|Latency|Failures)|^SummaryHedges/.test(line)).toSorted(),
  ).toEqual([
    'ModelCalls 1 {"model":"nova-lite"}',
    'ModelCalls 1 {"model":"nova-micro"}',
    'ModelLatency 700 {"model":"nova-micro"}',
    'SummaryHedges 1 {}',
  ]);
});
