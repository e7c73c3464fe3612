import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OmniError } from '../../lib/domain/errors.ts';
import { insightsResponse } from '../../tests/fixtures/insights-response.ts';
import { toFailedAnswer, toFlowAnswer } from './flow-answer.ts';

const bytesOf = (answer: object) => Buffer.byteLength(JSON.stringify(answer));

describe('toFlowAnswer', () => {
  it('is flat, and every value is a text', () => {
    const response = insightsResponse({ status: 'degraded', reason: 'deadline', model_used: 'none' });
    const answer = toFlowAnswer(response);
    expect(answer).toEqual({
      status: 'degraded',
      summary: response.summary,
      unique_process_id: response.unique_process_id,
      request_id: response.request_id,
      model_used: 'none',
      reason: 'deadline',
      next_best_action: response.sections.next_best_action,
    });
    for (const value of Object.values(answer)) expect(value).toBeTypeOf('string');
  });

  it('never tells a flow the account', () => {
    expect(toFlowAnswer(insightsResponse())).not.toHaveProperty('account_number');
  });

  it('cuts what is too long for Amazon Connect between two characters, whatever they are', () => {
    const characters = fc.constantFrom('a', 'é', '€', '😀', '"', '\n', '\u0001');
    const texts = fc.array(characters, { minLength: 1, maxLength: 50 }).map((list) => list.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 3_000 }), (text, times) => {
        const summary = text.repeat(times);
        const answer = toFlowAnswer(insightsResponse({ summary }));
        expect(bytesOf(answer)).toBeLessThanOrEqual(32_000);
        expect(summary.startsWith(answer.summary ?? '-')).toBe(true);
        expect(answer.summary?.isWellFormed()).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('uses the room that there is', () => {
    const answer = toFlowAnswer(insightsResponse({ summary: 'é'.repeat(20_000) }));
    expect(bytesOf(answer)).toBeGreaterThan(31_900);
  });

  it('leaves a text of the usual length as it is', () => {
    const summary = 'Customer called 3 times about a "billing dispute". '.repeat(20);
    expect(toFlowAnswer(insightsResponse({ summary })).summary).toBe(summary);
  });
});

describe('toFailedAnswer', () => {
  it('says which failure it was, and whether another try may help', () => {
    expect(toFailedAnswer(new OmniError('rate_limited', { retryable: true }))).toEqual({
      status: 'failed',
      error_code: 'rate_limited',
      retryable: 'true',
      detail: '',
      summary: '',
    });
  });

  it('tells who writes the flow what to send', () => {
    const faults = [{ path: 'account_number', message: 'is required: send 4 to 20 letters or digits' }];
    expect(toFailedAnswer(new OmniError('invalid_request', { faults })).detail).toBe(
      'account_number is required: send 4 to 20 letters or digits',
    );
  });
});
