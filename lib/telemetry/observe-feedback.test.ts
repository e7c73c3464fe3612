import { describe, expect, it } from 'vitest';
import { aClick } from '../../tests/fixtures/feedback.ts';
import { recordedLog } from '../../tests/fixtures/recorded-log.ts';
import type { ClickEvent, ClickOutcome } from '../domain/feedback.ts';
import type { AddMetric } from './metrics.ts';
import { observeFeedback } from './observe-feedback.ts';

const click = aClick({ verdict: { feedback: 'not_helpful', comment: 'never to be logged' } });
const event: ClickEvent = { ...click, kind: 'click', eventId: '01JEVENT', serverTimeMs: 1, matched: true };
const { summary } = click;

const COUNTS = {
  FeedbackClicks: 1,
  FeedbackHelpful: 0,
  FeedbackNotHelpful: 1,
  FeedbackChanged: 0,
  FeedbackRepeated: 0,
  FeedbackUnmatched: 0,
  FeedbackUnstored: 0,
};

describe('observeFeedback', () => {
  it.each<[string, ClickOutcome, string[], Partial<typeof COUNTS>]>([
    ['a first click', { kind: 'stored', event, before: null }, ['FEEDBACK_STORED'], {}],
    [
      'a later one that says the same',
      { kind: 'stored', event, before: 'not_helpful' },
      ['FEEDBACK_STORED'],
      {},
    ],
    [
      'a change of mind',
      { kind: 'stored', event, before: 'helpful' },
      ['FEEDBACK_STORED', 'FEEDBACK_CHANGED'],
      { FeedbackChanged: 1 },
    ],
    [
      'a repetition',
      { kind: 'repeated', summary, feedback: 'helpful' },
      ['FEEDBACK_REPEATED'],
      { FeedbackRepeated: 1, FeedbackHelpful: 1, FeedbackNotHelpful: 0 },
    ],
    [
      'a click on nothing known',
      { kind: 'unmatched', event, reason: 'unknown' },
      ['FEEDBACK_STORED', 'FEEDBACK_UNMATCHED'],
      { FeedbackUnmatched: 1 },
    ],
    [
      'a click on a summary of another tenant',
      { kind: 'unmatched', event, reason: 'other_tenant' },
      ['FEEDBACK_STORED', 'FEEDBACK_UNMATCHED', 'AUTHZ_DENIED'],
      { FeedbackUnmatched: 1 },
    ],
  ])('tells of %s, with a count for each thing that it is or is not', (_name, outcome, names, counts) => {
    const { observe, log, counted } = setUp();
    observe.click(outcome);
    expect(log.names).toEqual(names);
    expect(Object.fromEntries(counted)).toEqual({ ...COUNTS, ...counts });
    expect(JSON.stringify(log.events)).not.toContain('never to be logged');
  });

  it('names the summary of a click only when it is known to be one of ours', () => {
    const { observe, log } = setUp();
    observe.click({ kind: 'stored', event, before: null });
    observe.click({ kind: 'unmatched', event, reason: 'unknown' });
    const named = log.events.filter(({ name }) => name === 'FEEDBACK_STORED').map(({ fields }) => fields);
    expect(named).toMatchObject([{ summary: '01JEXAMPLE' }, { summary: null }]);
  });

  it('counts a use by its kind', () => {
    const { observe, log, counted } = setUp();
    const place = { eventId: '01JEVENT', serverTimeMs: 1 };
    observe.use({ ...place, kind: 'use', tenant: null, requestId: 'r', use: 'shown', agentKey: null });
    expect(log.events).toEqual([
      { name: 'FEEDBACK_STORED', fields: { eventId: '01JEVENT', said: 'shown', summary: null } },
    ]);
    expect(counted).toEqual([['SummaryUses', 1]]);
  });
});

function setUp() {
  const log = recordedLog();
  const counted: [string, number][] = [];
  const addMetric: AddMetric = (name, value, ..._dimensions) => {
    counted.push([name, value]);
  };
  const observe = observeFeedback({ log, addMetric });
  return { observe, log, counted };
}
