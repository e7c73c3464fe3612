import { describe, expect, it } from 'vitest';
import { aContact, anInteraction, aPrompt, aRecord, NOW_MS } from '../../tests/fixtures/domain.ts';
import { signalsOf } from '../../tests/fixtures/request-signals.ts';
import type { ContactRequest } from '../domain/contact.ts';
import type { DigestInput } from '../domain/digest-input.ts';
import { OmniError } from '../domain/errors.ts';
import type { Interaction } from '../domain/interaction.ts';
import { reuseKey } from '../domain/reuse-key.ts';
import type { SummaryRecord } from '../domain/summary-record.ts';
import { type ModelAnswer, NOT_ASKED } from './ask-models.ts';
import type { History, HistoryQuery, Prompt, PromptInput } from './ports.ts';
import { NO_REUSE } from './serve-summary.ts';
import { type SummarizeContactDependencies, summarizeContact } from './summarize-contact.ts';

const TURN = { channel: 'ivr', intent: 'billing_inquiry', text: 'secret turn' } as const;
const OK: ModelAnswer = {
  generated: {
    text: 'REASON: Asks about $45. [i1]',
    model: 'nova-lite',
    modelId: 'us.amazon.nova-lite-v1:0',
    usage: { input: 800, output: 170, cacheRead: 1_776, cacheWrite: 5 },
    costUsd: 0.000_1,
  },
  lines: [{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] }],
  removed: [{ model: 'nova-lite', text: 'Paid $54.', reason: 'unsupported', detail: 'amount $54' }],
  reason: null,
  attempts: [{ model: 'nova-lite', outcome: 'ok', ms: 900 }],
  usage: { input: 800, output: 170, cacheRead: 1_776, cacheWrite: 5 },
  costUsd: 0.000_1,
  hedged: false,
  failover: false,
};

const FAILED: ModelAnswer = {
  ...NOT_ASKED,
  reason: 'model_timeout',
  attempts: [{ model: 'nova-lite', outcome: 'model_timeout', ms: 5_000 }],
};

describe('the history', () => {
  it('is asked for by account, window, channels and tenant', async () => {
    const run = setUp({});
    await run.summarize({ maxHistoryDays: 60, channelFilter: ['ivr'] });
    expect(run.queries).toEqual([
      {
        accountNumber: '1234567890',
        window: { from: '2025-10-09T14:32:15.000Z', to: '2025-12-08T14:32:15.000Z' },
        channels: ['ivr'],
        tenant: 'retail',
      },
    ]);
  });

  it('is read for the 30 days of the customer strip when the window is shorter, and narrowed to the window', async () => {
    const interactions = ['2025-12-07', '2025-11-30', '2025-11-20'].map((day, index) =>
      anInteraction({ id: `int-${index}`, contactId: `c-${index}`, at: `${day}T10:00:00.000Z` }),
    );
    const run = setUp({ interactions, foundCapped: true });
    const { record } = await run.summarize({ maxHistoryDays: 7 });
    expect(run.queries[0]?.window.from).toBe('2025-11-08T14:32:15.000Z');
    expect(record.window.from).toBe('2025-12-01T14:32:15.000Z');
    expect(record.coverage).toMatchObject({ found: 1, used: 1, foundCapped: false });
    expect(record.customer).toMatchObject({ contacts7d: 1, contacts30d: 3 });
  });

  it('is redacted before the prompt, the record and the digest', async () => {
    const run = setUp({ asked: FAILED, interactions: [anInteraction({ text: 'secret note' })] });
    const currentInteraction = { ...TURN, text: 'secret turn' };
    const { record } = await run.summarize({ ivrIntent: 'secret', currentInteraction });
    expect(run.prompted[0]?.contact.ivrIntent).toBe('[hidden]');
    expect(JSON.stringify(record)).not.toContain('secret');
    expect(textsOf(run.prompted[0]?.interactions)).toEqual(['[hidden]', '[hidden]']);
    expect(textsOf(record.interactions)).toEqual(['[hidden]', '[hidden]']);
    expect(run.digested[0]?.contact.ivrIntent).toBe('[hidden]');
    expect(textsOf(run.digested[0]?.interactions)).toEqual(['[hidden]', '[hidden]']);
  });

  it('counts what could not be redacted as skipped and shows nothing of it', async () => {
    const run = setUp({
      interactions: [anInteraction({ id: 'bad' }), anInteraction({ id: 'good' })],
      skipped: 2,
      redactInteraction: (interaction) => {
        if (interaction.id === 'bad') throw new Error('cannot');
        return interaction;
      },
    });
    const { record } = await run.summarize();
    expect(record.coverage).toMatchObject({ found: 1, used: 1, skipped: 3 });
    expect(idsOf(record.interactions)).toEqual(['good']);
  });

  it('starts with the turn that the request brings along', async () => {
    const run = setUp({ interactions: [anInteraction()] });
    const { record } = await run.summarize({ currentInteraction: TURN });
    expect(record.interactions[0]).toEqual({
      id: 'current',
      at: '2025-12-08T14:32:15.000Z',
      channel: 'ivr',
      intent: 'billing_inquiry',
      text: '[hidden]',
      disposition: null,
      resolved: null,
      durationSeconds: null,
      contactId: 'abc-123-xyz',
      initialContactId: 'abc-123-first',
    });
    expect(idsOf(run.prompted[0]?.interactions)).toEqual(['current', 'int-1']);
    expect(record.customer.lastContactAt).toBe('2025-12-08T14:32:15.000Z');
  });

  it.each([
    ['the same intent', { intent: 'billing' }, 1],
    ['the same words', { text: 'Where is my credit?' }, 1],
    ['another intent and other words', {}, 2],
    ['another channel', { intent: 'billing', channel: 'chat' }, 2],
    ['another contact', { intent: 'billing', contactId: 'abc-000' }, 2],
    ['an earlier day', { intent: 'billing', at: '2025-12-07T14:32:15.000Z' }, 2],
  ])('counts that turn once when the table has it by now: %s', async (_, changes, found) => {
    const interaction = anInteraction({
      contactId: 'abc-123-xyz',
      channel: 'ivr',
      at: '2025-12-08T14:31:00.000Z',
      ...changes,
    });
    const run = setUp({ interactions: [interaction], redactInteraction: (one) => one });
    const { record } = await run.summarize({
      currentInteraction: { channel: 'ivr', intent: 'billing', text: 'Where is my credit?' },
    });
    expect(record.coverage.found).toBe(found);
  });

  it('counts that turn once also when its words are redacted', async () => {
    const interaction = anInteraction({
      contactId: 'abc-123-xyz',
      channel: 'ivr',
      at: '2025-12-08T14:31:00.000Z',
      text: 'my secret',
    });
    const run = setUp({
      interactions: [interaction],
      redactInteraction: (one) => ({ ...one, text: one.text.replace('secret', '[hidden]') }),
    });
    const { record } = await run.summarize({
      currentInteraction: { channel: 'ivr', intent: 'billing', text: 'my secret' },
    });
    expect(record.coverage.found).toBe(1);
  });

  it('is enough to ask the model when it is that turn alone', async () => {
    const { record } = await setUp({ interactions: [] }).summarize({ currentInteraction: TURN });
    expect(record.status).toBe('ok');
  });

  it.each([true, false])(
    'is said to be truncated when the prompt had no room for all of it: %s',
    async (truncated) => {
      const run = setUp({ buildPrompt: () => aPrompt({ truncated, tokens: { from: 900, to: 850 } }) });
      const { record, historyTokens } = await run.summarize();
      expect(record.coverage.truncated).toBe(truncated);
      expect(historyTokens).toEqual({ from: 900, to: 850 });
    },
  );

  it('is used up to max_interactions, the newest, and counted in full', async () => {
    const interactions = ['a', 'b', 'c'].map((id) => anInteraction({ id, contactId: id }));
    const run = setUp({ interactions, foundCapped: true });
    const { record } = await run.summarize({ maxInteractions: 2 });
    expect(idsOf(run.prompted[0]?.interactions)).toEqual(['a', 'b']);
    expect(idsOf(record.interactions)).toEqual(['a', 'b']);
    expect(record.coverage).toEqual({
      found: 3,
      foundCapped: true,
      used: 2,
      skipped: 0,
      truncated: false,
    });
    expect(record.customer.contacts7d).toBe(3);
  });

  it('is not shown when the id is of another account', async () => {
    const checked: unknown[] = [];
    const run = setUp({
      checkProcessId: async ({ contact, tenant, idIsGiven }) => {
        checked.push([contact.accountNumber, tenant, idIsGiven]);
        throw new OmniError('id_conflict');
      },
    });
    await expect(run.summarize()).rejects.toMatchObject({ code: 'id_conflict' });
    expect(checked).toEqual([['1234567890', 'retail', true]]);
    expect([run.asks, run.saved]).toEqual([[], []]);
  });

  it('rejects with its own error when it cannot be read, and nothing is asked or saved', async () => {
    const run = setUp({
      readHistory: () => Promise.reject(new OmniError('history_unavailable', { retryable: true })),
    });
    await expect(run.summarize()).rejects.toMatchObject({ code: 'history_unavailable' });
    expect([run.prompted, run.asks, run.saved]).toEqual([[], [], []]);
  });
});

describe('the answer', () => {
  it("is the model's lines when it answers", async () => {
    const run = setUp({});
    const { record, storedIn } = await run.summarize();
    expect(storedIn).toBe('ddb+s3');
    expect(record).toMatchObject({
      requestId: 'request-1',
      tenant: 'retail',
      status: 'ok',
      reason: null,
      summary: { text: 'Asks about $45.', citations: [{ sentence: 0, interactions: ['int-1'] }] },
      modelUsed: 'nova-lite',
      modelId: 'us.amazon.nova-lite-v1:0',
      promptVersion: 'v1.2.0',
      promptHash: '5e'.repeat(32),
      usage: { input: 800, output: 170, cacheRead: 1_776, cacheWrite: 5 },
      costUsd: 0.000_1,
      attempts: OK.attempts,
      removed: OK.removed,
      cacheHit: false,
    });
  });

  it('is the digest, degraded and with the reason, when the model fails', async () => {
    const { record } = await setUp({ asked: FAILED }).summarize();
    expect(record).toMatchObject({
      status: 'degraded',
      reason: 'model_timeout',
      modelUsed: null,
      modelId: null,
      usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
      costUsd: 0,
      attempts: FAILED.attempts,
      removed: [],
    });
    expect(record.summary.text).toBe('Digest of 1.');
  });

  it.each([
    { hedged: false, failover: true },
    { hedged: true, failover: false },
  ])('says how the text was come by: %o', async (way) => {
    const { record } = await setUp({ asked: { ...OK, ...way } }).summarize();
    expect(record).toMatchObject(way);
  });

  it('says so, without a call of a model, when there are no interactions', async () => {
    const run = setUp({ interactions: [] });
    const { record } = await run.summarize();
    expect(run.asks).toEqual([]);
    expect(record).toMatchObject({
      status: 'no_interactions',
      promptVersion: 'v1.2.0',
      promptHash: '5e'.repeat(32),
      reason: null,
      summary: { text: 'Digest of 0.', citations: [] },
      modelUsed: null,
      attempts: [],
    });
  });

  it('rejects when asking the model fails for a bug of ours', async () => {
    const run = setUp({ askModels: () => Promise.reject(new TypeError('a bug')) });
    await expect(run.summarize()).rejects.toThrow(TypeError);
  });

  it('is the very record that was saved', async () => {
    const run = setUp({ storedIn: 'none' });
    const { record, storedIn } = await run.summarize();
    expect(run.saved).toEqual([record]);
    expect(storedIn).toBe('none');
  });
});

describe('a text that was made before', () => {
  it('is looked for while the history is read, for the redacted contact', async () => {
    const events: string[] = [];
    const run = setUp({
      findReusableText: (contact) => {
        events.push(`looked for ${contact.ivrIntent}`);
        return async () => null;
      },
      readHistory: async () => {
        events.push('read');
        return { interactions: [], foundCapped: false, skipped: 0 };
      },
    });
    await run.summarize({ ivrIntent: 'secret' });
    expect(events).toEqual(['looked for [hidden]', 'read']);
  });

  it('is asked for by the key of what was read, redacted, with the version of the prompt', async () => {
    const keys: string[] = [];
    const run = setUp({
      findReusableText: () => async (key) => {
        keys.push(key);
        return null;
      },
    });
    const { record } = await run.summarize({ maxInteractions: 7 });
    const { tenant, contact, window, interactions, promptVersion } = record;
    expect(keys).toEqual([reuseKey({ tenant, contact, window, interactions, promptVersion })]);
    expect(record.reuse?.key).toBe(keys[0]);
  });

  it('is not shown when the id is of another account', async () => {
    const text = { record: aRecord(), archived: true, reuse: { key: 'x', textMadeAt: '2025-12-08' } };
    const run = setUp({
      findReusableText: () => async () => text,
      checkProcessId: () => Promise.reject(new OmniError('id_conflict')),
    });
    await expect(run.summarize()).rejects.toMatchObject({ code: 'id_conflict' });
  });
});

describe('the times and the signal', () => {
  it('are those of the arrival, the reading and the making of the record', async () => {
    const run = setUp({});
    const { record } = await run.summarize();
    expect(run.prompted[0]?.readAtMs).toBe(NOW_MS + 100);
    expect(record.window.to).toBe('2025-12-08T14:32:15.000Z');
    expect(record.dataAsOf).toBe('2025-12-08T14:32:15.100Z');
    expect(record.generatedAt).toBe('2025-12-08T14:32:15.200Z');
    expect(record.latencyMs).toBe(200);
  });

  it('reaches the history and the model, so that both end with the request', async () => {
    const run = setUp({});
    await run.summarize();
    expect(run.signals[0]).toBe(run.signal);
    expect(run.signals[1]?.aborted).toBe(false);
    run.end();
    expect(run.signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});

interface Settings extends Partial<SummarizeContactDependencies>, Partial<History> {
  readonly asked?: ModelAnswer;
  readonly storedIn?: 'ddb+s3' | 'none';
}

/** Its clock goes on by 100 ms each time that it is read. */
function setUp({
  interactions = [anInteraction()],
  foundCapped = false,
  skipped = 0,
  asked = OK,
  storedIn = 'ddb+s3',
  ...changes
}: Settings) {
  const queries: HistoryQuery[] = [];
  const prompted: PromptInput[] = [];
  const digested: DigestInput[] = [];
  const asks: Prompt[] = [];
  const signals: AbortSignal[] = [];
  const saved: SummaryRecord[] = [];
  const ending = new AbortController();
  const { signal } = ending;
  const end = () => ending.abort();
  let nowMs = NOW_MS;
  const summarizeOne = summarizeContact({
    checkProcessId: async () => undefined,
    readHistory: async (query, given) => {
      queries.push(query);
      signals.push(given);
      return { interactions, foundCapped, skipped };
    },
    redactContact: (contact) => JSON.parse(JSON.stringify(contact).replaceAll('secret', '[hidden]')),
    redactInteraction: (interaction) => ({ ...interaction, text: '[hidden]' }),
    writeDigest: (input) => {
      digested.push(input);
      return [{ section: 'history', text: `Digest of ${input.interactions.length}.`, interactionIds: [] }];
    },
    buildPrompt: (input) => {
      prompted.push(input);
      return A_PROMPT;
    },
    askModels: async (prompt, given) => {
      asks.push(prompt);
      signals.push(given);
      return asked;
    },
    ...NO_REUSE,
    saveSummary: async (record) => {
      saved.push(record);
      return storedIn;
    },
    now: () => {
      nowMs += 100;
      return nowMs;
    },
    ...changes,
  });
  const start = (contact: Partial<ContactRequest> = {}) =>
    summarizeOne(
      {
        contact: aContact(contact),
        idIsGiven: true,
        requestId: 'request-1',
        tenant: 'retail',
        arrivedAtMs: NOW_MS,
      },
      signalsOf({ deadline: signal }),
    );
  const summarize = async (contact: Partial<ContactRequest> = {}) => (await start(contact)).served;
  return { summarize, queries, digested, prompted, asks, signals, signal, end, saved };
}

const A_PROMPT = aPrompt();

function textsOf(interactions: readonly Interaction[] | undefined): readonly string[] | undefined {
  return interactions?.map(({ text }) => text);
}

function idsOf(interactions: readonly Interaction[] | undefined): readonly string[] | undefined {
  return interactions?.map(({ id }) => id);
}
