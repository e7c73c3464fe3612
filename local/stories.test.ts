import { expect, it } from 'vitest';
import type { InsightsResponse } from '../lib/contract/summary-record.ts';
import { STORIES } from './stories.ts';

const WRITTEN = { status: 'ok', model_used: 'nova-lite', summary: 'Calls about a fee.' };
const DIGEST = {
  status: 'degraded',
  model_used: 'none',
  summary: 'Likely about: refund, open since 3 Dec (IVR: refund).',
};
const NO_HISTORY = { status: 'no_interactions', model_used: 'none', summary: 'No interactions found.' };
const FIRST = { ...WRITTEN, unique_process_id: 'upi-1', request_id: '1' };
const TRANSFER = { ...FIRST, request_id: '2' };

function isTold(story: number, answer: object, earlier?: object): boolean | undefined {
  const { isTold: told } = STORIES[story - 1] ?? {};
  return told?.(answer as InsightsResponse, earlier as InsightsResponse);
}

it.each([
  ['a summary', 1, WRITTEN, undefined],
  ['a transfer', 2, TRANSFER, FIRST],
  ['a second model', 3, { ...WRITTEN, model_used: 'nova-micro' }, undefined],
  ['the digest', 4, DIGEST, undefined],
  ['no history', 5, NO_HISTORY, undefined],
])('%s is what its story has to end with', (_what, story, answer, earlier) => {
  expect(isTold(story, answer, earlier)).toBe(true);
});

it.each([
  ['the digest', 1, DIGEST, undefined],
  ['an empty summary', 1, { ...WRITTEN, summary: '' }, undefined],
  ['the record of the first call', 2, FIRST, FIRST],
  ['a record of another process', 2, { ...TRANSFER, unique_process_id: 'upi-2' }, FIRST],
  ['the model that hangs', 3, WRITTEN, undefined],
  ['the digest', 3, DIGEST, undefined],
  ['a summary', 4, WRITTEN, undefined],
  ['an empty digest', 4, { ...DIGEST, summary: '' }, undefined],
  ['the digest', 5, DIGEST, undefined],
])('%s is no end for story %i', (_what, story, answer, earlier) => {
  expect(isTold(story, answer, earlier)).toBe(false);
});
