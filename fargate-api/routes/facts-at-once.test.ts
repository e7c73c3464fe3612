import { describe, expect, it } from 'vitest';
import { OmniError } from '../../lib/domain/errors.ts';
import type { PreliminarySummary } from '../../lib/domain/summary-record.ts';
import type { StartedSummary } from '../../lib/insights/serve-summary.ts';
import type { ServedSummary } from '../../lib/insights/served-summary.ts';
import { aGet, aPost, buildTestApp } from '../../tests/fixtures/api.ts';
import { aRecord } from '../../tests/fixtures/domain.ts';

const SERVED: ServedSummary = {
  record: aRecord(),
  historyTokens: null,
  storedIn: 'ddb+s3',
  reused: null,
};
const FACTS: PreliminarySummary = { ...aRecord({ modelUsed: null }), status: 'preliminary' };

/** An API whose summaries are made when they are told to be. */
function setUp({ facts = true } = {}) {
  const made = Promise.withResolvers<ServedSummary>();
  const preliminary: StartedSummary['preliminary'] = facts ? () => FACTS : null;
  const test = buildTestApp({ summarize: async () => ({ preliminary, served: made.promise }) });
  const prefer = (wait: string) => test.send(aPost({ headers: { prefer: wait } }));
  return { ...test, made, prefer };
}

describe('a POST that prefers to wait for no time', () => {
  it('is answered with the facts while the summary is being made, and said to be stored nowhere', async () => {
    const { prefer, log, metrics } = setUp();
    const answer = await prefer('wait=0');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'preference-applied': 'wait=0',
      'x-stored': 'none',
      'x-model-used': 'none',
    });
    expect(answer.json()).toMatchObject({ status: 'preliminary', stored: false });
    expect(log.names).toEqual(['REQUEST_RECEIVED', 'SUMMARY_PRELIMINARY', 'REQUEST_COMPLETED']);
    expect(metrics.added.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['SummaryPreliminary', 'FirstFactsLatency']),
    );
  });

  it('has its summary told of when that is there', async () => {
    const { prefer, made, log } = setUp();
    await prefer('wait=0');
    made.resolve(SERVED);
    await expect.poll(() => log.names).toContain('SUMMARY_READY');
  });

  it('has a failure of its summary told of, though nobody waits for it', async () => {
    const { prefer, made, log } = setUp();
    await prefer('wait=0');
    made.reject(new OmniError('internal_error', { cause: new Error('a fault of ours') }));
    await expect.poll(() => log.names).toContain('REQUEST_FAILED');
  });

  it('is answered with the summary when no model is waited for', async () => {
    const { prefer, made } = setUp({ facts: false });
    made.resolve(SERVED);
    const answer = await prefer('wait=0');
    expect(answer.headers['preference-applied']).toBe('wait=0');
    expect(answer.json()).toMatchObject({ status: 'ok', stored: true });
  });

  it('is answered with the summary when that is there by then', async () => {
    const { prefer, made } = setUp();
    made.resolve(SERVED);
    expect((await prefer('wait=0')).json()).toMatchObject({ status: 'ok' });
  });
});

describe('a POST that prefers to wait for long', () => {
  it('is answered with the summary', async () => {
    const { prefer, made } = setUp();
    const answer = prefer('wait=10');
    made.resolve(SERVED);
    expect((await answer).headers['preference-applied']).toBe('wait=10');
    expect((await answer).json()).toMatchObject({ status: 'ok' });
  });
});

describe('a POST that says nothing of waiting', () => {
  it('waits for the summary, and is told of no preference', async () => {
    const { send, made } = setUp();
    const answer = send(aPost());
    made.resolve(SERVED);
    expect((await answer).headers).not.toHaveProperty('preference-applied');
    expect((await answer).json()).toMatchObject({ status: 'ok' });
  });
});

describe('a GET that waits', () => {
  it('asks for as long as it says', async () => {
    const waits: number[] = [];
    const { send } = buildTestApp({
      awaitNewest: async (_key, { waitMs }) => {
        waits.push(waitMs);
        return null;
      },
    });
    await send(aGet('upi-1?wait=5'));
    await send(aGet('upi-1'));
    expect(waits).toEqual([5_000, 0]);
  });

  it('may be repeated when there is nothing yet', async () => {
    const { send } = buildTestApp();
    const answer = await send(aGet('upi-1?wait=1'));
    expect(answer.json()).toMatchObject({ status: 404, code: 'summary_not_found', retryable: true });
  });
});
