import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../fargate-api/app.ts';
import type { TokenVerifier } from '../../lib/auth/token-verifier.ts';
import { encodeRecord } from '../../lib/contract/summary-record.ts';
import { writeDigest } from '../../lib/digest/write-digest.ts';
import { askInSequence } from '../../lib/insights/ask-models.ts';
import type { GenerateText, ReadHistory, SummaryArchive, SummaryCache } from '../../lib/insights/ports.ts';
import { saveSummary } from '../../lib/insights/save-summary.ts';
import { NO_REUSE } from '../../lib/insights/serve-summary.ts';
import { summarizeContact } from '../../lib/insights/summarize-contact.ts';
import { tryModel } from '../../lib/insights/try-model.ts';
import { redact } from '../../lib/privacy/redact.ts';
import { redactContact, redactInteraction } from '../../lib/privacy/redact-records.ts';
import { buildPrompt } from '../../lib/prompt/build-prompt.ts';
import { loadPromptVersion } from '../../lib/prompt/prompt-versions.ts';
import { createLogger } from '../../lib/telemetry/logger.ts';
import { createMetrics } from '../../lib/telemetry/metrics.ts';
import { observeSummary } from '../../lib/telemetry/observe-summary.ts';
import { openRequestScope, type RunInRequest } from '../../lib/telemetry/request-scope.ts';
import { NO_TRACING } from '../../lib/telemetry/tracing.ts';
import { NO_LOAD } from '../fixtures/api.ts';
import { anInteraction } from '../fixtures/domain.ts';
import { readUngrounded } from '../fixtures/ungrounded-reader.ts';

const REQUESTS = 200;
const withoutScope: RunInRequest = (_state, work) => work();
const prompts = {
  ...loadPromptVersion('v1.1.0', new URL('../../prompts/', import.meta.url)),
  prefix: 'Answer.',
  prefixTokens: 2,
};

afterEach(() => vi.restoreAllMocks());

/** Up to 20 ms, so that requests overtake each other at every step. */
const anyMoment = () => delay(Math.random() * 20);

/**
 * The real app, use case, logger and metrics over ports that take any time, and write into every log line and metric
 * which customer they work for: the account as `table`, its number as the count of input tokens.
 */
async function startApp(runInRequest: RunInRequest) {
  const logger = createLogger({ service: 'isolation', accountHashKey: 'isolation-test-key', redact });
  const metrics = createMetrics({ service: 'isolation' });
  const { log } = logger;
  const readHistory: ReadHistory = async ({ accountNumber }) => {
    await anyMoment();
    log.info('DYNAMODB_QUERY_START', { table: accountNumber });
    await anyMoment();
    log.info('DYNAMODB_QUERY_SUCCESS', { table: accountNumber, ms: 1, pages: 1, found: 1 });
    const interaction = anInteraction({
      at: new Date().toISOString(),
      text: `Asked about order ${accountNumber}.`,
    });
    return { interactions: [interaction], foundCapped: false, skipped: 0 };
  };
  const generate: GenerateText = async ({ suffix }) => {
    const accountNumber = /order (\d+)/.exec(suffix)?.[1] ?? '';
    await anyMoment();
    log.info('BEDROCK_INVOKE_START', { model: accountNumber, promptVersion: 'v1.0.0' });
    await anyMoment();
    const usage = { input: Number(accountNumber), output: 1, cacheRead: 0, cacheWrite: 0 };
    return { text: 'REASON: Asks. [i1]', model: 'nova-lite', modelId: 'nova-lite', usage, costUsd: 0 };
  };
  const store: SummaryCache & SummaryArchive = {
    put: async (_record: unknown, body: string) => {
      await anyMoment();
      const { account_number: operation } = JSON.parse(body);
      const fields = { store: 'ddb', operation, ms: 1, fault: 'none' } as const;
      log.error('STORE_FAILED', fields);
    },
    markArchived: anyMoment,
    findNewest: async () => null,
    isOfOtherAccount: async () => false,
  };
  const tokens: TokenVerifier = {
    verify: async () => {
      await anyMoment();
      return { clientId: 'isolation', tenant: null, scopes: ['insights/summarize'] };
    },
    loadKeys: anyMoment,
  };
  const background: Promise<unknown>[] = [];
  const app = buildApp({
    runInRequest,
    logger,
    metrics,
    tracing: NO_TRACING,
    tokens,
    tenantRequired: false,
    keepAliveTimeoutMs: 72_000,
    rateLimit: { takeToken: () => ({ granted: true, remaining: 1, retryAfterSeconds: 0 }), burst: 1 },
    summarize: summarizeContact({
      checkProcessId: async () => undefined,
      readHistory,
      redactContact,
      redactInteraction,
      writeDigest,
      buildPrompt: buildPrompt({ versionOf: () => prompts }),
      askModels: askInSequence({
        models: [{ alias: 'nova-lite', generate }],
        tryModel: tryModel({ readOutput: readUngrounded, attemptTimeoutMs: 5_000, now: Date.now }),
      }),
      ...NO_REUSE,
      saveSummary: saveSummary({
        encode: encodeRecord,
        cache: store,
        archive: store,
        inBackground: (work) => background.push(work),
        retryLater: () => undefined,
        now: Date.now,
        cacheTimeoutMs: 1_000,
        archiveGraceMs: 100,
        archiveTimeoutMs: 1_000,
      }),
      now: Date.now,
    }),
    observe: observeSummary({ log, addMetric: metrics.add, waitingForStore: () => 0 }),
    awaitNewest: async () => null,
    requestTimeoutMs: 5_000,
    processIdKey: 'process-id-key-of-tests',
    now: Date.now,
    readiness: { ready: true },
    load: NO_LOAD,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
  const close = async () => {
    await app.close();
    await Promise.all(background);
  };
  return { url, close };
}

/** All lines that 200 concurrent requests of different customers write. */
async function linesOf(runInRequest: RunInRequest): Promise<Record<string, unknown>[]> {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  const { url, close } = await startApp(runInRequest);
  const statuses = await Promise.all(
    Array.from({ length: REQUESTS }, async (_, index) => {
      const body = {
        account_number: String(2_000_000_000 + index),
        contact_id: `contact-${2_000_000_000 + index}`,
      };
      const answer = await fetch(`${url}/omni-channel-insights`, {
        method: 'POST',
        headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
        body: arrivingInParts(JSON.stringify(body)),
        duplex: 'half',
      });
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
  await close();
  vi.restoreAllMocks();
  expect(new Set(statuses)).toEqual(new Set([200]));
  return written
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** A body whose end comes long after its headers: Node reads it outside of what the request's hooks began. */
function arrivingInParts(body: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      for (const part of [body.slice(0, 10), body.slice(10)]) {
        controller.enqueue(new TextEncoder().encode(part));
        await anyMoment();
      }
      controller.close();
    },
  });
}

/** The lines that speak of one customer under another one's name, and how many lines could have done so. */
function mixedUp(lines: readonly Record<string, unknown>[]) {
  const accountOfRequest = new Map(
    lines
      .filter((line) => line.account_last4 !== undefined)
      .map((line) => [line.request_id, line.account_last4]),
  );
  const last4 = (line: Record<string, unknown>) =>
    String(
      line.table ??
        line.operation ??
        (line.message === 'BEDROCK_INVOKE_START' ? line.model : line.InputTokens),
    ).slice(-4);
  const told = lines.filter((line) => /^\d{4}$/.test(last4(line)));
  const wrong = told.filter((line) => accountOfRequest.get(line.request_id) !== last4(line));
  const metrics = told.filter((line) => line._aws !== undefined);
  return { told: told.length, wrong: wrong.length, metrics: metrics.length };
}

describe('200 concurrent requests with delays at every step', () => {
  it('never write a log line or a metric under the id of another request', async () => {
    const lines = await linesOf(await openRequestScope());

    const { told, wrong, metrics } = mixedUp(lines);
    // Two lines of the query, one of the model, two of the stores, one of metrics.
    expect(told).toBe(REQUESTS * 6);
    expect(metrics).toBe(REQUESTS);
    expect(wrong).toBe(0);
    // A metric with dimensions tells of a model, never of a customer, and has a line of its own without the id.
    const ofRequests = lines.filter((line) => line._aws === undefined || line.model === undefined);
    const requestIds = new Set(ofRequests.map((line) => line.request_id));
    expect(requestIds.size).toBe(REQUESTS);
  });

  it('do mix customers when requests do not run in a state of their own (control)', async () => {
    await openRequestScope();

    const { wrong } = mixedUp(await linesOf(withoutScope));

    expect(wrong).toBeGreaterThan(REQUESTS);
  });
});
