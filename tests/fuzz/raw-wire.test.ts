import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTestApp } from '../fixtures/api.ts';
import { expectProblem } from './problem.ts';
import { type Exchange, exchange } from './raw-http.ts';
import { RAW_REQUESTS, report, SEED } from './runs.ts';
import { WIRE_MARK, type WireRequest, wireRequest } from './wire-changes.ts';

const TIMEOUT_MS = 900_000;
const CONNECTIONS = 200;

describe('damaged requests over sockets', () => {
  test('get an answer or the end of their connection, and never a fault of ours', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const figures: Record<string, number> = {};
    const { app } = buildTestApp();
    const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
    const waiting = fc.sample(wireRequest(), { numRuns: RAW_REQUESTS, seed: SEED });
    const client = async () => {
      for (let request = waiting.pop(); request !== undefined; request = waiting.pop()) {
        const exchanged = await exchange({ port, ...request });
        expectExchange(exchanged, request);
        for (const outcome of outcomesOf(exchanged)) figures[outcome] = (figures[outcome] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, client));
    await app.close();

    report(`${RAW_REQUESTS} damaged requests`, figures);
    for (const outcome of ['200', '400', '408']) expect(figures).toHaveProperty(outcome);
  });
});

/** Nothing was asked; or an upgrade was offered, after which Node tells nobody that the body is broken. */
const UNANSWERED = /^\s*$|upgrade/i;

function expectExchange(exchanged: Exchange, { bytes, waits }: WireRequest): void {
  const context = JSON.stringify({ waits, bytes: bytes.toString('latin1'), exchanged });
  expect(exchanged.ending, context).not.toBe('hung');
  if (exchanged.answers.length === 0 && exchanged.ending === 'closed')
    expect(bytes.toString('latin1'), context).toMatch(UNANSWERED);
  for (const answer of exchanged.answers) {
    expect(answer.status, context).toBeLessThan(500);
    if (answer.status < 400) continue;
    expect(() => expectProblem(answer), context).not.toThrow();
    expect(answer.body + JSON.stringify(answer.headers), context).not.toContain(WIRE_MARK);
  }
}

function outcomesOf({ answers, ending }: Exchange): readonly string[] {
  return [
    ...answers.map(({ status }) => String(status)),
    ...(answers.length === 0 ? ['unanswered'] : []),
    ...(ending === 'closed' ? [] : [ending]),
  ];
}
