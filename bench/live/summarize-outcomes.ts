import type { Outcome } from './load.ts';

/** Answers by what they are worth to an agent, and how long those with a summary took. */
export interface OutcomeFigures {
  readonly requests: number;
  readonly requests_per_second: number;
  readonly ok_percent: number;
  readonly degraded_percent: number;
  readonly preliminary_percent: number;
  /** 503: the task said that it could only answer too late. */
  readonly refused_percent: number;
  readonly failed_percent: number;
  /** Milliseconds of all answers with a summary, or with its facts; `null` without any. */
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
}

export function summarizeOutcomes(outcomes: readonly Outcome[]): OutcomeFigures {
  const percent = (isMeant: (outcome: Outcome) => boolean) =>
    round((outcomes.filter(isMeant).length / outcomes.length) * 100);
  const times = outcomes.filter(({ http }) => http === 200).map(({ tookMs }) => tookMs);
  const from = outcomes.reduce((first, { sentAtMs }) => Math.min(first, sentAtMs), Number.POSITIVE_INFINITY);
  const to = outcomes.reduce((last, { endedAtMs }) => Math.max(last, endedAtMs), 0);
  return {
    requests: outcomes.length,
    requests_per_second: round(times.length / ((to - from) / 1_000)),
    ok_percent: percent(({ status }) => status === 'ok'),
    degraded_percent: percent(({ status }) => status === 'degraded'),
    preliminary_percent: percent(({ status }) => status === 'preliminary'),
    refused_percent: percent(({ http }) => http === 503),
    failed_percent: percent(({ http, status }) => http !== 503 && status === null),
    p50_ms: quantile(times, 0.5),
    p95_ms: quantile(times, 0.95),
    p99_ms: quantile(times, 0.99),
  };
}

/** The value below which so great a share lies: the nearest rank. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return value === undefined ? null : Math.round(value);
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
