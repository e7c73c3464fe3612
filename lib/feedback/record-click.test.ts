import { describe, expect, it } from 'vitest';
import { NOW_MS } from '../../tests/fixtures/domain.ts';
import { aClick, aRatedSummary, aVerdict } from '../../tests/fixtures/feedback.ts';
import { OmniError } from '../domain/errors.ts';
import { type FeedbackEvent, fingerprintOf } from '../domain/feedback.ts';
import type { RatedSummary } from './ports.ts';
import { type RecordClickDependencies, recordClick } from './record-click.ts';

const refusal = new OmniError('store_failed', { retryable: true });

describe('recordClick', () => {
  it('begins, stores and confirms, in this order, with the ids of the summary that it found', async () => {
    const { outcome, steps, stored } = await recorded();
    expect(steps).toEqual(['find', 'begin', 'store', 'confirm']);
    expect(outcome).toEqual({ kind: 'stored', event: stored[0], before: null });
    expect(stored[0]).toMatchObject({
      kind: 'click',
      matched: true,
      serverTimeMs: NOW_MS,
      agentKey: 'agent-7',
      summary: {
        requestId: '01JEXAMPLE',
        uniqueProcessId: 'upi-1',
        accountNumber: '1234567890',
        contactId: 'abc-123-xyz',
      },
    });
  });

  it('says what was said before', async () => {
    const place = { serverTimeMs: 1, eventId: 'before' };
    const fingerprint = fingerprintOf(aVerdict({ feedback: 'not_helpful' }));
    const confirmed = { ...place, feedback: 'not_helpful', fingerprint } as const;
    const { outcome } = await recorded({ summaries: [aRatedSummary({ begun: place, confirmed })] });
    expect(outcome).toMatchObject({ kind: 'stored', before: 'not_helpful' });
  });

  it('stores nothing when the click is a repetition', async () => {
    const place = { serverTimeMs: 1, eventId: 'before' };
    const confirmed = { ...place, feedback: 'helpful', fingerprint: fingerprintOf(aVerdict()) } as const;
    const { outcome, steps } = await recorded({ summaries: [aRatedSummary({ begun: place, confirmed })] });
    expect(outcome).toMatchObject({
      kind: 'repeated',
      summary: { uniqueProcessId: 'upi-1' },
      feedback: 'helpful',
    });
    expect(steps).toEqual(['find']);
  });

  it('takes personal data out of the comment before anything is kept or compared', async () => {
    const { stored } = await recorded({ click: aClick({ verdict: { comment: 'call 555' } }) });
    expect(stored[0]).toMatchObject({ verdict: { comment: 'call [hidden]' } });
  });

  it('keeps a comment that says nothing as none', async () => {
    const { stored } = await recorded({ click: aClick({ verdict: { comment: '555' } }), redact: () => '' });
    expect(stored[0]).toMatchObject({ verdict: { comment: null } });
  });

  it('is acknowledged when it is stored and cannot be confirmed', async () => {
    const { outcome, steps } = await recorded({ failing: 'confirm' });
    expect(outcome.kind).toBe('stored');
    expect(steps).toEqual(['find', 'begin', 'store', 'confirm']);
  });

  it('is not confirmed when it is not stored', async () => {
    const run = recorded({ failing: 'store' });
    await expect(run).rejects.toMatchObject({ code: 'store_failed' });
  });

  it.each([
    ['there is no summary', {}, 'unknown'],
    [
      'the summary is of another tenant',
      { summaries: [aRatedSummary({ tenant: 'globex' })] },
      'other_tenant',
    ],
    ['the table cannot be read', { failing: 'find' }, 'lookup_failed'],
  ] as const)('is stored with the ids that it brought when %s', async (_name, options, reason) => {
    const { outcome, steps, stored } = await recorded({ summaries: [], ...options });
    expect(outcome).toEqual({ kind: 'unmatched', event: stored[0], reason });
    expect(stored[0]).toMatchObject({ matched: false, summary: aClick().summary });
    expect(steps).toEqual(['find', 'store']);
  });

  it.each([0, 2])('takes sentence %i of three', async (sentence) => {
    const { outcome } = await recorded({ click: aClick({ verdict: { sentence } }) });
    expect(outcome.kind).toBe('stored');
  });

  it.each([
    [3, 3, 'send a whole number from 0 to 2: the summary has 3 sentences'],
    [0, 0, 'leave it out: the summary has no sentences'],
  ])('refuses sentence %i of %i in words that say what to send', async (sentence, sentenceCount, message) => {
    const summaries = [aRatedSummary({ sentenceCount })];
    await expect(recorded({ summaries, click: aClick({ verdict: { sentence } }) })).rejects.toMatchObject({
      code: 'invalid_request',
      faults: [{ path: 'sentence', message }],
    });
  });

  it('takes any sentence of a summary that does not say how many it has', async () => {
    const summaries = [aRatedSummary({ sentenceCount: null })];
    const { outcome } = await recorded({ summaries, click: aClick({ verdict: { sentence: 40 } }) });
    expect(outcome.kind).toBe('stored');
  });
});

interface Options {
  readonly click?: ReturnType<typeof aClick>;
  readonly summaries?: readonly RatedSummary[];
  readonly failing?: 'find' | 'store' | 'confirm';
  readonly redact?: RecordClickDependencies['redact'];
}

async function recorded(options: Options = {}) {
  const { click = aClick(), summaries = [aRatedSummary()], failing, redact } = options;
  const steps: string[] = [];
  const stored: FeedbackEvent[] = [];
  const step = (name: string) => {
    steps.push(name);
    if (name === failing) throw refusal;
  };
  const record = recordClick({
    find: async function* find() {
      step('find');
      yield* summaries;
    },
    notes: {
      read: async () => null,
      begin: async () => {
        step('begin');
        return true;
      },
      confirm: async () => step('confirm'),
    },
    store: async (event) => {
      step('store');
      stored.push(event);
    },
    redact: redact ?? ((text) => text.replace('555', '[hidden]')),
    newEventId: (serverTimeMs) => `id-${serverTimeMs}`,
    limits: { findTimeoutMs: 60_000, beginTimeoutMs: 60_000, confirmTimeoutMs: 60_000 },
    now: () => NOW_MS,
  });
  return { outcome: await record(click, new AbortController().signal), steps, stored };
}
