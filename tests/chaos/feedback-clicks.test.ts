import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { AwsClients } from '../../lib/aws/clients.ts';
import { judgeClicks } from './clicks/judge-clicks.ts';
import { KILL_POINTS, SLOW_PUT } from './clicks/kill-points.ts';
import { runClicks } from './clicks/run-clicks.ts';
import { readEvents, readNotes } from './clicks/stored-clicks.ts';
import { type ProxiedAws, startProxies } from './local-aws-behind-proxies.ts';
import { keepResult } from './results.ts';
import { copyWithChange } from './source-copy.ts';
import { clientsOf } from './stored-records.ts';

const CLICKS = Number(process.env.CHAOS_CLICKS ?? 560);
const CLICKS_PER_STRIKE = 40;
const CONTROL_CLICKS = Math.max(64, Math.round(CLICKS / 20));
const CONTROL_CLICKS_PER_STRIKE = 16;
const SEED = Number(process.env.CHAOS_SEED ?? 1);
const TIMEOUT_MS = 60_000 + CLICKS * 200;
const FUNCTION = 'tests/chaos/clicks/feedback-function.ts';
const NONE_LOST = {
  missing: 0,
  swallowed: 0,
  different: 0,
  doubled: 0,
  outOfOrder: 0,
  overtaken: 0,
  joined: 0,
  disagreeing: 0,
};

let proxies: ProxiedAws;
let clients: AwsClients;
beforeAll(async () => {
  proxies = await startProxies(inject('aws'));
  clients = clientsOf(inject('aws'));
});
afterAll(async () => {
  clients.destroy();
  await proxies.close();
});

// The gateway says of each process that it ended.
beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.restoreAllMocks());

const common = () => ({ proxies, clients, credentials: inject('credentials'), seed: SEED });

async function judged(clicks: Parameters<typeof judgeClicks>[0]['clicks']) {
  return judgeClicks({ clicks, events: await readEvents(clients), notes: await readNotes(clients) });
}

function sum(struck: Readonly<Record<string, number>>): number {
  return Object.values(struck).reduce((total, times) => total + times, 0);
}

describe('feedback, while the function is killed again and again', () => {
  it('has every click that it acknowledged in S3, and S3 and table agree which came last', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const startedAt = performance.now();
    const { sent, struck } = await runClicks({
      ...common(),
      function: new URL(`../../${FUNCTION}`, import.meta.url),
      clicks: CLICKS,
      points: KILL_POINTS,
      clicksPerStrike: CLICKS_PER_STRIKE,
    });
    const figures = await judged(sent);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    const strikes = sum(struck);
    process.stdout.write(`${strikes} strikes in ${seconds} s (seed ${SEED}): ${JSON.stringify(figures)}\n`);
    keepResult('clicks', { ...figures, strikes, seconds, struck });

    expect(figures).toMatchObject(NONE_LOST);
    expect(figures.clicks).toBeGreaterThanOrEqual(CLICKS);
    expect(Object.keys(struck).toSorted()).toEqual(KILL_POINTS.map(({ name }) => name).toSorted());
    expect(figures.ended.repeated).toBeGreaterThan(0);
    expect(figures.ended.unmatched).toBeGreaterThan(0);
    expect(figures.agreeing).toBeGreaterThan(figures.summaries / 2);
    expect(figures.inTurn).toBeGreaterThan(CLICKS / 4);
  });

  it('loses clicks when it answers before it stores (control)', { timeout: TIMEOUT_MS }, async () => {
    const copy = copyWithChange({
      paths: ['lib', 'functions', FUNCTION],
      file: 'lib/feedback/record-click.ts',
      find: 'await store(event, signal);\n    await confirm',
      replace: 'store(event, signal).catch(() => undefined);\n    await confirm',
    });
    try {
      const { sent, struck } = await runClicks({
        ...common(),
        function: copy.urlOf(FUNCTION),
        clicks: CONTROL_CLICKS,
        points: [SLOW_PUT],
        clicksPerStrike: CONTROL_CLICKS_PER_STRIKE,
      });
      const figures = await judged(sent);
      process.stdout.write(`control: ${JSON.stringify(figures)}\n`);
      keepResult('clicks-control', { ...figures, strikes: sum(struck) });

      expect(figures.missing).toBeGreaterThan(0);
    } finally {
      copy.remove();
    }
  });
});
