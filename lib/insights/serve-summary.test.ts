import { describe, expect, it } from 'vitest';
import { aContact, anInteraction, aPrompt, aRecord, NOW_MS } from '../../tests/fixtures/domain.ts';
import { signalsOf } from '../../tests/fixtures/request-signals.ts';
import type { ContactRequest } from '../domain/contact.ts';
import type { SummaryRecord } from '../domain/summary-record.ts';
import { singleFlight } from '../resilience/single-flight.ts';
import { type ModelAnswer, NOT_ASKED } from './ask-models.ts';
import type { ReusableText } from './find-reusable-text.ts';
import type { SummaryMaterial } from './make-record.ts';
import { joinableForMs, NO_REUSE, type SharedAnswer, serveSummary } from './serve-summary.ts';

const KEY = 'ab'.repeat(32);
const TRANSFERRED = { contactId: 'abc-second', initialContactId: 'abc-123-xyz' };
const OK: ModelAnswer = {
  ...NOT_ASKED,
  generated: {
    text: 'REASON: Asks about $45. [i1]',
    model: 'nova-lite',
    modelId: 'us.amazon.nova-lite-v1:0',
    usage: { input: 800, output: 170, cacheRead: 0, cacheWrite: 0 },
    costUsd: 0.000_1,
  },
  lines: [{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] }],
  attempts: [{ model: 'nova-lite', outcome: 'ok', ms: 900 }],
  usage: { input: 800, output: 170, cacheRead: 0, cacheWrite: 0 },
  costUsd: 0.000_1,
};
const FAILED: ModelAnswer = {
  ...NOT_ASKED,
  reason: 'model_throttled',
  attempts: [{ model: 'nova-lite', outcome: 'model_throttled', ms: 20 }],
};
/** Made a minute ago, of a text that was written two minutes ago. */
const TEXT_MADE_AT = new Date(NOW_MS - 120_000).toISOString();
const STORED = aRecord({
  requestId: 'first',
  generatedAt: new Date(NOW_MS - 60_000).toISOString(),
  removed: [{ model: 'nova-lite', text: 'Paid $54.', reason: 'unsupported', detail: 'amount $54' }],
  failover: true,
});

interface Asking {
  readonly requestId?: string;
  readonly contact?: Partial<ContactRequest>;
  readonly found?: SummaryRecord | null;
  readonly archived?: boolean;
  readonly used?: SummaryMaterial['used'];
  readonly reuseKey?: string;
  readonly signal?: AbortSignal;
  readonly clientGone?: AbortSignal;
}

/** Models that answer when they are told to, and stores that keep what they are given. */
function setUp() {
  const asks: { signal: AbortSignal; answer: (answer: ModelAnswer) => void }[] = [];
  const saved: SummaryRecord[] = [];
  const clock = { nowMs: NOW_MS };
  const serve = serveSummary({
    askModels: (_prompt, signal) => {
      const { promise, resolve } = Promise.withResolvers<ModelAnswer>();
      asks.push({ signal, answer: resolve });
      return promise;
    },
    askOnce: singleFlight<SharedAnswer>({ keepMs: joinableForMs, later: () => undefined }),
    saveSummary: async (record) => {
      saved.push(record);
      return 'ddb+s3';
    },
    now: () => clock.nowMs,
  });
  const start = ({
    found = null,
    archived = true,
    signal = new AbortController().signal,
    clientGone = new AbortController().signal,
    ...asking
  }: Asking) => {
    const text: ReusableText | null = found && {
      record: found,
      archived,
      reuse: { key: KEY, textMadeAt: TEXT_MADE_AT },
    };
    const material = materialOf(asking);
    return serve({ material, findText: async () => text }, signalsOf({ deadline: signal, clientGone }));
  };
  const ask = async (asking: Asking) => (await start(asking)).served;
  /** Lets what is ready go on until it waits for the models. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { start, ask, asks, saved, clock, settle };
}

function materialOf({ requestId = 'mine', contact = {}, used, reuseKey = KEY }: Asking): SummaryMaterial {
  const interactions = used ?? [anInteraction()];
  const history = { interactions, foundCapped: false, skipped: 0 };
  return {
    task: {
      contact: aContact({ initialContactId: null, ...contact }),
      idIsGiven: true,
      requestId,
      tenant: 'retail',
      arrivedAtMs: NOW_MS - 30,
    },
    window: { from: '2025-09-09T14:32:15.000Z', to: '2025-12-08T14:32:15.000Z' },
    history,
    found: history,
    used: interactions,
    readAtMs: NOW_MS - 10,
    prompt: aPrompt(),
    digest: [{ section: 'history', text: 'Digest.', interactionIds: [] }],
    reuseKey,
  };
}

describe('a text that is there', () => {
  it('is the first answer once more for the same contact: no model is asked, and nothing is written', async () => {
    const { ask, asks, saved } = setUp();
    const served = await ask({ found: { ...STORED, contact: aContact() } });
    expect(served).toEqual({
      record: { ...STORED, contact: aContact(), cacheHit: true, latencyMs: 30 },
      historyTokens: null,
      storedIn: 'ddb+s3',
      reused: { how: 'repeated', requestId: 'first', ageMs: 60_000 },
    });
    expect([asks, saved]).toEqual([[], []]);
  });

  it('is said to be in the cache only while the archive is not known to have it', async () => {
    const { storedIn } = await setUp().ask({ found: STORED, archived: false });
    expect(storedIn).toBe('ddb');
  });

  it.each([
    ['another contact of the chain', TRANSFERRED],
    ['another process', { uniqueProcessId: 'upi-2' }],
  ])('is a record of its own for %s, with its text and none of its costs', async (_, contact) => {
    const { ask, asks, saved } = setUp();
    const { record, reused } = await ask({ found: STORED, contact });
    expect(saved).toEqual([record]);
    expect(asks).toEqual([]);
    expect(reused).toEqual({ how: 'transferred', requestId: 'first', ageMs: 120_000 });
    expect(record).toMatchObject({
      requestId: 'mine',
      tenant: 'retail',
      contact: { uniqueProcessId: 'upi-1', contactId: 'abc-123-xyz', ...contact },
      status: 'ok',
      reason: null,
      summary: STORED.summary,
      modelUsed: STORED.modelUsed,
      modelId: STORED.modelId,
      promptVersion: STORED.promptVersion,
      promptHash: STORED.promptHash,
      generatedAt: new Date(NOW_MS).toISOString(),
      latencyMs: 30,
      usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      costUsd: 0,
      attempts: [],
      removed: [],
      failover: false,
      cacheHit: true,
    });
  });

  it('stays as old as it is, however often it is taken over', async () => {
    const { record } = await setUp().ask({ found: STORED, contact: TRANSFERRED });
    expect(record.reuse).toEqual({ key: KEY, textMadeAt: TEXT_MADE_AT });
  });

  it('is not looked at when there is nothing to summarise', async () => {
    const { ask, saved } = setUp();
    const { record, reused } = await ask({ found: STORED, used: [] });
    expect([record.status, record.reuse, reused]).toEqual(['no_interactions', null, null]);
    expect(saved).toEqual([record]);
  });
});

describe('a summary that was made', () => {
  it('may be reused by its key from then on', async () => {
    const { ask, asks, settle } = setUp();
    const serving = ask({});
    await settle();
    asks[0]?.answer(OK);
    const { record, reused } = await serving;
    expect(record.reuse).toEqual({ key: KEY, textMadeAt: record.generatedAt });
    expect([record.cacheHit, reused]).toEqual([false, null]);
  });

  it('may not when it is degraded', async () => {
    const { ask, asks, settle } = setUp();
    const serving = ask({});
    await settle();
    asks[0]?.answer(FAILED);
    expect((await serving).record).toMatchObject({ status: 'degraded', reuse: null });
  });
});

describe('a summary that is being made', () => {
  it('is waited for together by the same contact: one call, one record, one request id', async () => {
    const { ask, asks, saved, settle } = setUp();
    const all = [ask({ requestId: 'first' }), ask({ requestId: 'second' }), ask({ requestId: 'third' })];
    await settle();
    asks[0]?.answer(OK);
    const [first, ...others] = await Promise.all(all);
    expect(asks).toHaveLength(1);
    expect(saved).toEqual([first?.record]);
    for (const { record, reused } of others) {
      expect(record).toEqual({ ...first?.record, cacheHit: true });
      expect(reused).toMatchObject({ how: 'joined', requestId: 'first' });
    }
  });

  it('is joined a moment later too, before the store shows it', async () => {
    const { ask, asks, saved, settle } = setUp();
    const first = ask({ requestId: 'first' });
    await settle();
    asks[0]?.answer(OK);
    await first;
    const { record } = await ask({ requestId: 'second' });
    expect([record.requestId, asks.length, saved.length]).toEqual(['first', 1, 1]);
  });

  it('is not joined a moment later when it is degraded', async () => {
    const { ask, asks, settle } = setUp();
    const first = ask({});
    await settle();
    asks[0]?.answer(FAILED);
    await first;
    const second = ask({ requestId: 'second' });
    await settle();
    asks[1]?.answer(OK);
    expect((await second).record).toMatchObject({ requestId: 'second', status: 'ok' });
  });

  it('has its text in a record of its own for another contact', async () => {
    const { ask, asks, saved, settle } = setUp();
    const all = [ask({ requestId: 'first' }), ask({ requestId: 'second', contact: TRANSFERRED })];
    await settle();
    asks[0]?.answer(OK);
    const [first, second] = await Promise.all(all);
    expect(asks).toHaveLength(1);
    expect(saved.map(({ requestId, costUsd }) => [requestId, costUsd])).toEqual([
      ['first', OK.costUsd],
      ['second', 0],
    ]);
    expect(second?.record.summary).toEqual(first?.record.summary);
    expect(second?.reused?.how).toBe('transferred');
  });

  it('leaves another contact with the digest, and the reason, when the models fail', async () => {
    const { ask, asks, saved, settle } = setUp();
    const all = [ask({ requestId: 'first' }), ask({ requestId: 'second', contact: TRANSFERRED })];
    await settle();
    asks[0]?.answer(FAILED);
    const [, second] = await Promise.all(all);
    expect(second?.record).toMatchObject({
      status: 'degraded',
      reason: 'model_throttled',
      contact: TRANSFERRED,
      attempts: [],
      cacheHit: false,
      reuse: null,
    });
    expect(saved).toHaveLength(2);
  });

  it('is not shared by those who ask something else', async () => {
    const { ask, asks, settle } = setUp();
    void ask({});
    void ask({ reuseKey: 'cd'.repeat(32) });
    await settle();
    expect(asks).toHaveLength(2);
  });
});

describe('whose time is up', () => {
  it('gets the digest of its own while the others wait on, under an id that no other record has', async () => {
    const { ask, asks, saved, settle } = setUp();
    const controller = new AbortController();
    const hurried = ask({ requestId: 'first', signal: controller.signal });
    const patient = ask({ requestId: 'second' });
    await settle();
    controller.abort();
    expect((await hurried).record).toMatchObject({
      requestId: 'first',
      status: 'degraded',
      reason: 'model_timeout',
    });
    asks[0]?.answer(OK);
    expect((await patient).record).toMatchObject({ requestId: 'second', status: 'ok', cacheHit: false });
    expect(saved.map(({ requestId }) => requestId)).toEqual(['first', 'second']);
  });

  it('as the last one ends the call, and keeps the record of it', async () => {
    const { ask, asks, settle } = setUp();
    const controller = new AbortController();
    const serving = ask({ signal: controller.signal });
    await settle();
    controller.abort();
    expect(asks[0]?.signal.aborted).toBe(true);
    asks[0]?.answer(FAILED);
    expect((await serving).record.attempts).toEqual(FAILED.attempts);
  });
});

describe('the facts of a summary', () => {
  it('can be had while the models are waited for: the digest, of no model, kept nowhere', async () => {
    const { start, asks, saved, clock, settle } = setUp();
    const { preliminary, served } = await start({});
    clock.nowMs += 5;
    expect(preliminary?.()).toMatchObject({
      requestId: 'mine',
      status: 'preliminary',
      reason: null,
      modelUsed: null,
      summary: { sentences: [{ text: 'Digest.' }] },
      reuse: null,
      latencyMs: 35,
    });
    expect(saved).toEqual([]);
    await settle();
    asks[0]?.answer(OK);
    expect((await served).record).toMatchObject({ requestId: 'mine', status: 'ok' });
  });

  it.each([
    ['a text that is there', { found: STORED }],
    ['an empty history', { used: [] }],
  ])('are not needed with %s', async (_name, asking) => {
    expect((await setUp().start(asking)).preliminary).toBeNull();
  });
});

describe('whose client has gone', () => {
  it('as the last one ends the call, and keeps no digest that nobody reads', async () => {
    const { ask, asks, saved, settle } = setUp();
    const client = new AbortController();
    const serving = ask({ clientGone: client.signal }).catch((error) => error);
    await settle();
    client.abort();
    expect(asks[0]?.signal.aborted).toBe(true);
    asks[0]?.answer(FAILED);
    expect(await serving).toMatchObject({ code: 'client_gone' });
    expect(saved).toEqual([]);
  });

  it('leaves the call to those who wait on', async () => {
    const { ask, asks, saved, settle } = setUp();
    const client = new AbortController();
    const leaving = ask({ requestId: 'first', clientGone: client.signal }).catch((error) => error);
    const waiting = ask({ requestId: 'second' });
    await settle();
    client.abort();
    expect(await leaving).toMatchObject({ code: 'client_gone' });
    expect(asks[0]?.signal.aborted).toBe(false);
    asks[0]?.answer(OK);
    expect((await waiting).record).toMatchObject({ requestId: 'second', status: 'ok' });
    expect(saved).toHaveLength(1);
  });

  it('has what the models had written by then kept', async () => {
    const { ask, asks, saved, settle } = setUp();
    const client = new AbortController();
    const serving = ask({ clientGone: client.signal });
    await settle();
    client.abort();
    asks[0]?.answer(OK);
    expect((await serving).record.status).toBe('ok');
    expect(saved).toHaveLength(1);
  });
});

describe('a thousand contacts, each asked for ten times at once', () => {
  /** Each request comes to the models after a time of its own, as histories do, and the models take theirs. */
  const callsOf = async (askOnce: typeof NO_REUSE.askOnce) => {
    let calls = 0;
    const turns = async (count: number) => {
      for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    const serve = serveSummary({
      askModels: async () => {
        calls += 1;
        await turns(calls % 7);
        return OK;
      },
      askOnce,
      saveSummary: async () => 'ddb+s3',
      now: () => NOW_MS,
    });
    const served = await Promise.all(
      Array.from({ length: 10_000 }, async (_, index) => {
        const account = index % 1_000;
        await turns((index * 31) % 11);
        const material = materialOf({ requestId: `request-${index}`, reuseKey: `key-${account}` });
        return (await serve({ material, findText: async () => null }, signalsOf())).served;
      }),
    );
    return { calls, ids: new Set(served.map(({ record }) => record.requestId)).size };
  };

  it('is exactly a thousand calls and a thousand records', async () => {
    const askOnce = singleFlight<SharedAnswer>({ keepMs: joinableForMs, later: () => undefined });
    expect(await callsOf(askOnce)).toEqual({ calls: 1_000, ids: 1_000 });
  });

  it('is ten thousand without single flight', async () => {
    expect(await callsOf(NO_REUSE.askOnce)).toEqual({ calls: 10_000, ids: 10_000 });
  });
});
