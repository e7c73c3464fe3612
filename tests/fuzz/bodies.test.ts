import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { ContactRequest } from '../../lib/domain/contact.ts';
import { aPost, buildTestApp } from '../fixtures/api.ts';
import { type GeneratedRequest, generatedRequest } from './generated-request.ts';
import { type ExpectedContact, judge } from './oracle.ts';
import { expectProblem } from './problem.ts';
import { BODIES, report, SEED } from './runs.ts';
import { MARK, PRIVATE_MARK } from './valid-members.ts';

const TIMEOUT_MS = 900_000;

describe('generated bodies', () => {
  test('are taken exactly when the contract says so, and then as they were sent', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const figures = { taken: 0, refused_400: 0, refused_413: 0, refused_415: 0, slowest_ms: 0 };
    const fuzzed = buildTestApp();
    const { tasks, keys, log, metrics } = fuzzed;
    const answerOfEach = fc.asyncProperty(generatedRequest(), async (request) => {
      for (const kept of [tasks, keys, log.events, log.names, metrics.added, metrics.published])
        kept.length = 0;
      const startedAt = performance.now();
      const response = await fuzzed.send(toInject(request));
      figures.slowest_ms = Math.max(figures.slowest_ms, Math.round(performance.now() - startedAt));

      const { statuses, contact } = judge(request);
      if (contact !== null) {
        expect(response.statusCode).toBe(200);
        expectEcho(response, contact);
        figures.taken += 1;
      } else {
        expectRefusal(response, { statuses, logged: JSON.stringify(log.events) });
        figures[`refused_${response.statusCode}` as 'refused_400'] += 1;
      }
      expectContacts(
        tasks.map((task) => task.contact),
        contact,
      );
    });
    await fc.assert(answerOfEach, { numRuns: BODIES, seed: SEED });

    report(`${BODIES} bodies`, figures);
    expect(figures.taken).toBeGreaterThan(BODIES / 8);
    expect(figures.refused_400).toBeGreaterThan(BODIES / 4);
    expect(Math.min(figures.refused_413, figures.refused_415)).toBeGreaterThan(BODIES / 400);
  });
});

function toInject({ body, contentType, contentEncoding }: GeneratedRequest): InjectOptions {
  const encoding = contentEncoding === null ? {} : { 'content-encoding': contentEncoding };
  return aPost({ payload: body, headers: { 'content-type': contentType, ...encoding } });
}

function expectRefusal(
  response: LightMyRequestResponse,
  { statuses, logged }: { statuses: readonly number[]; logged: string },
): void {
  const { statusCode: status, headers, body } = response;
  expect(statuses).toContain(status);
  expectProblem({ status, headers, body });
  expect(body + JSON.stringify(headers) + logged).not.toMatch(new RegExp(`${MARK}|${PRIVATE_MARK}`, 'i'));
}

/** What the answer repeats by contract is as it was sent; what it must not show is not in it. */
function expectEcho(response: LightMyRequestResponse, contact: ExpectedContact): void {
  expect(response.json()).toMatchObject({
    unique_process_id: contact.uniqueProcessId ?? expect.any(String),
    account_number: contact.accountNumber,
    contact_id: contact.contactId,
    max_history_days: contact.maxHistoryDays,
    max_interactions: contact.maxInteractions,
    channel_filter: contact.channelFilter,
  });
  expect(response.body + JSON.stringify(response.headers)).not.toContain(PRIVATE_MARK);
}

/** One summary of exactly what was sent, or none. `expect` would call -0 and 0 the same. */
function expectContacts(asked: readonly ContactRequest[], expected: ExpectedContact | null): void {
  if (expected === null) {
    expect(asked).toEqual([]);
    return;
  }
  const { uniqueProcessId = '' } = asked[0] ?? {};
  if (expected.uniqueProcessId === null) expect(uniqueProcessId).toMatch(/^upi-[0-9a-f]{32}$/);
  const wanted = [{ ...expected, uniqueProcessId: expected.uniqueProcessId ?? uniqueProcessId }];
  if (!isDeepStrictEqual(asked, wanted)) expect(asked).toStrictEqual(wanted);
}
