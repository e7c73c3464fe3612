import { expect, it } from 'vitest';
import { preferredWaitSeconds } from './prefer-wait.ts';

it.each([
  ['wait=0', 0],
  ['wait=5', 5],
  ['WAIT=5', 5],
  ['wait = 5', 5],
  ['wait="5"', 5],
  ['respond-async, wait=2', 2],
  ['wait=2; strict, handling=lenient', 2],
  ['wait=2, wait=9', 2],
  [['return=minimal', 'wait=3'], 3],
  ['wait=3600', 3_600],
])('%j waits for %d s', (header, seconds) => {
  expect(preferredWaitSeconds(header)).toBe(seconds);
});

it.each([
  undefined,
  '',
  'wait',
  'wait=',
  'wait=-1',
  'wait=1.5',
  'wait=soon',
  'wait=10000',
  'await=1',
  'x;wait=1',
])('%j says nothing of waiting', (header) => {
  expect(preferredWaitSeconds(header)).toBeNull();
});
