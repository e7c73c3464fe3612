import { describe, expect, it } from 'vitest';
import { feedbackKey, shadowKey, summaryKey } from './object-keys.ts';

const RECORD = { uniqueProcessId: 'upi-1', requestId: '01J', generatedAt: '2025-12-31T23:59:59.999Z' };

describe('the keys of the bucket', () => {
  it('have the day and the hour of the record, in UTC', () => {
    expect(summaryKey(RECORD)).toBe('omni-channel/processed/dt=2025-12-31/hr=23/upi-1.01J.json');
  });

  it('have the day and the hour at which the server took a click', () => {
    const serverTimeMs = Date.parse('2025-12-31T23:59:59.999Z');
    expect(feedbackKey({ serverTimeMs, eventId: '01J' })).toBe(
      'omni-channel/feedback/dt=2025-12-31/hr=23/01J.json',
    );
  });

  it('keep what is only tried where no loader of summaries looks', () => {
    expect(shadowKey(RECORD)).toBe('omni-channel/shadow/dt=2025-12-31/hr=23/upi-1.01J.json');
  });
});
