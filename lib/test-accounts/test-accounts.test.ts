import { describe, expect, it, test } from 'vitest';
import { aContact, aPrompt, NOW_MS } from '../../tests/fixtures/domain.ts';
import { signalsOf } from '../../tests/fixtures/request-signals.ts';
import type { ContactRequest } from '../domain/contact.ts';
import { lastAgentInteraction } from '../domain/transfer.ts';
import type { AskModels } from '../insights/ask-models.ts';
import { NOT_ASKED } from '../insights/ask-models.ts';
import type { PromptInput } from '../insights/ports.ts';
import type { CandidateModel } from '../insights/try-model.ts';
import { alone } from '../resilience/single-flight.ts';
import { TEST_ACCOUNTS, withTestAccounts } from './test-accounts.ts';

/** What is reused of real accounts is reused of these, but for what a model is made to do. */
const REUSING = ['looked for a text', 'asked once for all'];
const OF_STORE = 'of the store';
const OK = [{ section: 'reason', text: 'Asks about $30.', interactionIds: ['test-int-3'] }] as const;

/** Models answer unless they are out of order; what happened is told in words, in order. */
function setUp() {
  const events: string[] = [];
  const prompted: PromptInput[] = [];
  const model = (alias: string): CandidateModel => ({
    alias,
    generate: async () => {
      throw new Error('A model is asked by way of askInSequence only.');
    },
  });
  const models = [model('main'), model('second')];
  const askInSequence =
    (asked: readonly CandidateModel[]): AskModels =>
    async () => {
      const working = asked.find((candidate) => models.includes(candidate));
      events.push(`asked ${asked.map(({ alias }) => alias)}: ${working?.alias ?? 'none'} answers`);
      return working === undefined
        ? { ...NOT_ASKED, reason: 'model_unavailable' }
        : { ...NOT_ASKED, lines: OK };
    };
  const summarize = withTestAccounts({
    ports: {
      checkProcessId: async () => undefined,
      readHistory: async () => {
        events.push(`history ${OF_STORE}`);
        return { interactions: [], foundCapped: false, skipped: 0 };
      },
      redactContact: (contact) => contact,
      redactInteraction: (interaction) => interaction,
      writeDigest: () => OK,
      buildPrompt: (input) => {
        prompted.push(input);
        return aPrompt();
      },
      askModels: askInSequence(models),
      findReusableText: () => {
        events.push('looked for a text');
        return async () => null;
      },
      askOnce: (shared) => {
        events.push('asked once for all');
        return alone(shared);
      },
      saveSummary: async () => {
        events.push('saved');
        return 'ddb+s3';
      },
      now: () => NOW_MS,
    },
    models,
    askInSequence,
    sleep: async (ms) => {
      events.push(`slept ${ms} ms`);
    },
  });
  const start = (changes: Partial<ContactRequest>) =>
    summarize(
      {
        contact: aContact({ initialContactId: null, ...changes }),
        idIsGiven: false,
        requestId: '01JTEST',
        tenant: null,
        arrivedAtMs: NOW_MS,
      },
      signalsOf(),
    );
  const ask = async (changes: Partial<ContactRequest>) => (await start(changes)).served;
  return { ask, events, prompted };
}

describe('an account of a customer', () => {
  test.each(['1234567890', 'TEST', 'testok', 'TESTOK1'])('has its own history: %s', async (accountNumber) => {
    const { ask, events } = setUp();
    const { record } = await ask({ accountNumber });
    expect(record.status).toBe('no_interactions');
    expect(events).toEqual(['looked for a text', `history ${OF_STORE}`, 'saved']);
  });
});

describe('a test account', () => {
  test.each([
    ['TESTOK', 'ok', [...REUSING, 'asked main,second: main answers', 'saved']],
    ['TESTTRANSFER', 'ok', [...REUSING, 'asked main,second: main answers', 'saved']],
    ['TESTNOINTERACTIONS', 'no_interactions', ['looked for a text', 'saved']],
    ['TESTDEGRADED', 'degraded', ['asked main,second: none answers', 'saved']],
    ['TESTFAILOVER', 'ok', ['asked main,second: second answers', 'saved']],
    ['TESTSLOW', 'ok', ['slept 3000 ms', 'asked main,second: main answers', 'saved']],
  ])('%s is answered %s, and kept', async (accountNumber, status, expected) => {
    const { ask, events } = setUp();
    const { record } = await ask({ accountNumber });
    expect(record).toMatchObject({ status, contact: { accountNumber } });
    expect(events).toEqual(expected);
  });

  test.each([
    ['TEST503', 'history_unavailable'],
    ['TEST429', 'rate_limited'],
  ])('%s fails as %s, to be tried again in 2 s, and nothing is kept', async (accountNumber, code) => {
    const { ask, events } = setUp();
    await expect(ask({ accountNumber })).rejects.toMatchObject({
      code,
      retryable: true,
      retryAfterSeconds: 2,
    });
    expect(events).toEqual(['looked for a text']);
  });

  it('is every one that is listed', () => {
    expect(TEST_ACCOUNTS).toHaveLength(8);
  });

  it('has a history within what the caller asks for', async () => {
    const { ask } = setUp();
    const { record } = await ask({ accountNumber: 'TESTOK', maxHistoryDays: 7, channelFilter: ['agent'] });
    expect(record.interactions.map(({ id }) => id)).toEqual(['test-int-4', 'test-int-3']);
  });
});

describe('a transfer that is forced', () => {
  it.each([null, 'abc-123-xyz'])(
    'is one also when the caller says of no earlier contact: %s',
    async (initialContactId) => {
      const { ask, prompted } = setUp();
      await ask({ accountNumber: 'TESTTRANSFER', contactId: 'abc-123-xyz', initialContactId });
      const [{ contact, interactions }] = prompted as [PromptInput];
      expect(lastAgentInteraction(contact, interactions)?.id).toBe('test-int-4');
    },
  );

  it('keeps the earlier contact that the caller names', async () => {
    const { ask, prompted } = setUp();
    await ask({ accountNumber: 'TESTTRANSFER', initialContactId: 'abc-123-first' });
    expect(prompted[0]?.contact.initialContactId).toBe('abc-123-first');
  });
});
