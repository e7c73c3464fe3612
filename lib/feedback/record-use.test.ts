import { expect, it } from 'vitest';
import type { FeedbackEvent } from '../domain/feedback.ts';
import { recordUse } from './record-use.ts';

it('a use is stored with an id and a time of its own', async () => {
  const stored: FeedbackEvent[] = [];
  const record = recordUse({
    store: async (event) => void stored.push(event),
    newEventId: (serverTimeMs) => `id-${serverTimeMs}`,
    now: () => 1_000,
  });
  const use = { requestId: '01JEXAMPLE', use: 'copied', agentKey: null, tenant: 'acme' } as const;

  const kept = await record(use, new AbortController().signal);

  expect(kept).toEqual({ ...use, kind: 'use', eventId: 'id-1000', serverTimeMs: 1_000 });
  expect(stored).toEqual([kept]);
});
