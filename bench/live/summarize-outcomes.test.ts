import { expect, it } from 'vitest';
import type { Outcome } from './load.ts';
import { summarizeOutcomes } from './summarize-outcomes.ts';

const ok: Outcome = {
  call: 'c-1',
  http: 200,
  status: 'ok',
  sentAtMs: 0,
  endedAtMs: 1_000,
  tookMs: 100,
  inTaskMs: 90,
};

it('answers count by what they are worth, and only those with a summary have a time and a rate', () => {
  const degraded: Outcome = { ...ok, status: 'degraded', tookMs: 300 };
  const refused: Outcome = { ...ok, http: 503, status: null, tookMs: 1 };
  const failed: Outcome = { ...ok, http: 0, status: null, endedAtMs: 2_000, tookMs: 9_000 };
  expect(summarizeOutcomes([ok, degraded, refused, failed])).toEqual({
    requests: 4,
    requests_per_second: 1,
    ok_percent: 25,
    degraded_percent: 25,
    preliminary_percent: 0,
    refused_percent: 25,
    failed_percent: 25,
    p50_ms: 100,
    p95_ms: 300,
    p99_ms: 300,
  });
});

it('a percentile is the slowest of so great a share of the answers', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => ({ ...ok, tookMs: 100 - index }));
  expect(summarizeOutcomes(hundred)).toMatchObject({ p50_ms: 50, p95_ms: 95, p99_ms: 99 });
});
