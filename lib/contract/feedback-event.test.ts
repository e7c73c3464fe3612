import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aClick } from '../../tests/fixtures/feedback.ts';
import type { ClickEvent, UseEvent } from '../domain/feedback.ts';
import { decodeFeedback, encodeFeedback, storedFeedbackSchema } from './feedback-event.ts';

const PLACE = { eventId: '01JEVENT', serverTimeMs: Date.parse('2025-12-08T15:20:00.007Z') };
const CLICK: ClickEvent = {
  ...aClick({
    tenant: 'acme',
    verdict: { feedback: 'not_helpful', reason: 'inaccurate', sentence: 0, comment: 'Refunded "long" ago' },
  }),
  ...PLACE,
  kind: 'click',
  matched: true,
};
const USE: UseEvent = {
  ...PLACE,
  kind: 'use',
  tenant: null,
  requestId: '01JEXAMPLE',
  use: 'copied',
  agentKey: null,
};

describe('encodeFeedback', () => {
  it('says all of a click in the words of the wire', () => {
    expect(JSON.parse(encodeFeedback(CLICK))).toEqual({
      schema_version: 1,
      kind: 'click',
      event_id: '01JEVENT',
      server_time: '2025-12-08T15:20:00.007Z',
      tenant: 'acme',
      request_id: '01JEXAMPLE',
      unique_process_id: null,
      account_number: null,
      contact_id: null,
      feedback: 'not_helpful',
      reason: 'inaccurate',
      sentence: 0,
      comment: 'Refunded "long" ago',
      event: null,
      agent_key: 'agent-7',
      matched: true,
    });
  });

  it('says all of a use with the same members', () => {
    expect(JSON.parse(encodeFeedback(USE))).toMatchObject({
      kind: 'use',
      request_id: '01JEXAMPLE',
      event: 'copied',
      feedback: null,
      matched: false,
    });
    expect(Object.keys(JSON.parse(encodeFeedback(USE)))).toEqual(Object.keys(storedFeedbackSchema.shape));
  });

  it('gives back what was written, on one line, whatever the comment holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (comment) => {
        const body = encodeFeedback({ ...CLICK, verdict: { ...CLICK.verdict, comment } });
        expect(body).not.toContain('\n');
        expect(decodeFeedback(body).comment).toBe(comment);
      }),
    );
  });
});

describe('decodeFeedback', () => {
  it('reads what a later version wrote, without the members that it added', () => {
    const later = JSON.stringify({ ...JSON.parse(encodeFeedback(USE)), schema_version: 2, mood: 'good' });
    expect(decodeFeedback(later)).toMatchObject({ schema_version: 2, event: 'copied' });
    expect(decodeFeedback(later)).not.toHaveProperty('mood');
  });

  it('refuses what is no event', () => {
    expect(() => decodeFeedback('{"feedback":"helpful"}')).toThrow();
  });
});
