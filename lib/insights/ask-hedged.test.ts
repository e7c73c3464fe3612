import { describe, expect, it } from 'vitest';
import { aPrompt } from '../../tests/fixtures/domain.ts';
import { aFailureDomain } from '../../tests/fixtures/failure-domain.ts';
import { virtualTime } from '../../tests/fixtures/virtual-time.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { CallOutcome, Permission } from '../resilience/breaker.ts';
import { askHedged } from './ask-hedged.ts';
import type { FailureDomain } from './failure-domain.ts';
import type { TriedModel, TryModel } from './try-model.ts';

const LINES = [{ section: 'reason' as const, text: 'Asks.', interactionIds: ['int-1'] }];
const HEDGE_AFTER_MS = 1_700;
const SLOW_AFTER_MS = 2_500;
const NEVER_MS = 60_000;

/** How each call of a model ends, and after how many milliseconds; the last one again and again. */
type Script = Readonly<Record<string, readonly (readonly ['ok' | ErrorCode, number])[]>>;

interface SetUp {
  readonly script: Script;
  readonly domains?: readonly FailureDomain[];
  readonly budget?: number;
  readonly deadlineMs?: number;
}

const A = aFailureDomain('A');
const B = aFailureDomain('B', { modelId: 'model-A' });
const M = aFailureDomain('M', { costUsd: 0.6 });
const H = aFailureDomain('H', { costUsd: 14 });

/** A domain whose breaker says what it is told to, and whose reports are noted. */
function watched(alias: string, permission: Permission = 'granted') {
  const reports: CallOutcome[] = [];
  const late: boolean[] = [];
  const waits: number[] = [];
  const domain = aFailureDomain(alias, {
    breaker: {
      ask: () => permission,
      report: (outcome) => reports.push(outcome),
      isOpen: () => permission !== 'granted',
    },
    hedgeDelay: { ms: () => HEDGE_AFTER_MS, note: (ms) => waits.push(ms) },
  });
  return {
    domain: { ...domain, lateness: { value: () => 0, note: (isLate: boolean) => late.push(isLate) } },
    reports,
    late,
    waits,
  };
}

async function ask({ script, domains = [A, B, M, H], budget = 10, deadlineMs = 4_800 }: SetUp) {
  const time = virtualTime();
  const asked: string[] = [];
  const cancelled: string[] = [];
  let units = budget;
  const tryModel: TryModel = async ({ alias }, _prompt, signal) => {
    const turn = asked.filter((one) => one.startsWith(`${alias} `)).length;
    asked.push(`${alias} at ${time.now()}`);
    const [outcome = 'ok', ms = 1_000] = script[alias]?.[turn] ?? script[alias]?.at(-1) ?? ['ok', 1_000];
    const startedAtMs = time.now();
    await time.sleep(Number(ms), signal);
    const isCut = time.now() - startedAtMs < Number(ms);
    if (isCut) cancelled.push(alias);
    return triedOf(alias, { outcome: isCut ? 'model_timeout' : outcome, ms: time.now() - startedAtMs });
  };
  const askModels = askHedged({
    main: domains[0],
    route: () => domains,
    budget: {
      earn: () => undefined,
      spend: () => {
        units -= 1;
        return units >= 0;
      },
    },
    tryModel,
    slowAfterMs: SLOW_AFTER_MS,
    sleep: time.sleep,
    now: time.now,
  });
  const deadline = new AbortController();
  time.after(deadlineMs, () => deadline.abort());
  let endedAtMs = Number.NaN;
  const answered = askModels(aPrompt(), deadline.signal).then((answer) => {
    endedAtMs = time.now();
    return answer;
  });
  await time.run();
  return { answer: await answered, asked, cancelled, endedAtMs, spent: budget - Math.max(0, units) };
}

function triedOf(model: string, { outcome, ms }: { outcome: string | number; ms: number }): TriedModel {
  const isOk = outcome === 'ok';
  return {
    attempt: { model, outcome: String(outcome), ms },
    generated: null,
    lines: isOk ? LINES : null,
    removed: [],
    reason: isOk ? null : (outcome as ErrorCode),
  };
}

describe('a call in time', () => {
  it('is the only one, and costs nothing of the budget', async () => {
    const { answer, asked, spent } = await ask({ script: { A: [['ok', 1_000]] } });
    expect(asked).toEqual(['A at 0']);
    expect(spent).toBe(0);
    expect(answer).toMatchObject({ lines: LINES, reason: null, hedged: false, failover: false });
    expect(answer.attempts).toEqual([{ model: 'A', outcome: 'ok', ms: 1_000 }]);
  });
});

describe('a call that is late', () => {
  const STALLED: Script = { A: [['ok', NEVER_MS]], M: [['ok', 700]] };

  it('gets company by the cheapest domain, which answers while it is cancelled', async () => {
    const { answer, asked, cancelled, endedAtMs } = await ask({ script: STALLED });
    expect(asked).toEqual(['A at 0', 'M at 1700']);
    expect(cancelled).toEqual(['A']);
    expect(endedAtMs).toBe(2_400);
    expect(answer).toMatchObject({ hedged: true, failover: false });
    expect(answer.attempts).toEqual([
      { model: 'A', outcome: 'superseded', ms: 2_400 },
      { model: 'M', outcome: 'ok', ms: 700 },
    ]);
  });

  it('may win all the same, and then the other one is cancelled', async () => {
    const { answer, cancelled, endedAtMs } = await ask({ script: { A: [['ok', 1_900]], M: [['ok', 700]] } });
    expect(cancelled).toEqual(['M']);
    expect(endedAtMs).toBe(1_900);
    expect(answer.attempts.map(({ outcome }) => outcome)).toEqual(['ok', 'superseded']);
    expect(answer).toMatchObject({ hedged: true, failover: false });
  });

  it('stays alone when the budget is spent, until it is so slow that it counts as failed', async () => {
    const { answer, asked, cancelled } = await ask({ script: STALLED, budget: 0 });
    expect(asked).toEqual(['A at 0', 'B at 2500']);
    expect(cancelled).toEqual(['A']);
    expect(answer).toMatchObject({ lines: LINES, hedged: false });
  });

  it('gets no third one while a second one is open', async () => {
    const { asked } = await ask({ script: { A: [['ok', NEVER_MS]], M: [['ok', 3_000]] } });
    expect(asked).toEqual(['A at 0', 'M at 1700']);
  });

  it('never gets company that costs more', async () => {
    const { asked } = await ask({ script: STALLED, domains: [A, H] });
    expect(asked).toEqual(['A at 0', 'A at 1700']);
  });

  it('gets other company at once when the first one fails, within the budget', async () => {
    const script: Script = { ...STALLED, M: [['model_throttled', 40]] };
    expect((await ask({ script })).asked).toEqual(['A at 0', 'M at 1700', 'B at 1740']);
    expect((await ask({ script, budget: 1 })).asked).toEqual(['A at 0', 'M at 1700', 'B at 2500']);
  });
});

describe('a call that fails', () => {
  it('is followed by the next domain at once, and pays for it from the budget', async () => {
    const { answer, asked, spent } = await ask({ script: { A: [['model_unavailable', 80]] } });
    expect(asked).toEqual(['A at 0', 'B at 80']);
    expect(spent).toBe(1);
    expect(answer).toMatchObject({ lines: LINES, hedged: false, failover: true });
  });

  it('is followed also when the budget is spent', async () => {
    const { answer } = await ask({ script: { A: [['model_unavailable', 80]] }, budget: 0 });
    expect(answer.lines).toEqual(LINES);
  });

  it('is followed by another model when it was the text that failed', async () => {
    const { asked } = await ask({ script: { A: [['model_output_invalid', 900]] } });
    expect(asked).toEqual(['A at 0', 'M at 900']);
  });

  it('is made again when all others have failed, and five are made at most', async () => {
    const script: Script = { A: [['model_unavailable', 80]], H: [['model_throttled', 40]] };
    const { answer, asked, endedAtMs } = await ask({ script, domains: [A, H] });
    expect(asked).toEqual(['A at 0', 'H at 80', 'A at 120', 'H at 200']);
    expect(endedAtMs).toBe(240);
    expect(answer).toMatchObject({ lines: null, reason: 'model_throttled', failover: false });
    const failing: Script[string] = [['model_unavailable', 80]];
    const all = await ask({ script: { A: failing, B: failing, M: failing, H: failing } });
    expect(all.asked).toEqual(['A at 0', 'B at 80', 'M at 160', 'H at 240', 'A at 320']);
  });
});

describe('the end of time', () => {
  it('cancels what is open and leaves no text', async () => {
    const { answer, cancelled, endedAtMs } = await ask({
      script: { A: [['ok', NEVER_MS]] },
      domains: [A],
      budget: 0,
    });
    expect(cancelled).toEqual(['A', 'A']);
    expect(endedAtMs).toBe(4_800);
    expect(answer).toMatchObject({ lines: null, reason: 'model_timeout' });
  });
});

describe('a breaker', () => {
  it('keeps requests from its domain, and with no other there is no call at all', async () => {
    const { answer, asked, endedAtMs } = await ask({ script: {}, domains: [watched('A', 'refused').domain] });
    expect(asked).toEqual([]);
    expect(endedAtMs).toBe(0);
    expect(answer).toMatchObject({ lines: null, attempts: [] });
  });

  it('has its probe made beside the call that answers', async () => {
    const { domain } = watched('A', 'probe');
    const { answer, asked, endedAtMs } = await ask({
      script: { A: [['ok', NEVER_MS]] },
      domains: [domain, M],
    });
    expect(asked).toEqual(['A at 0', 'M at 0']);
    expect(endedAtMs).toBe(1_000);
    expect(answer).toMatchObject({ lines: LINES, hedged: false });
  });

  it('keeps calls beside slow ones from its domain', async () => {
    const { domain } = watched('B', 'refused');
    const { asked } = await ask({ script: { A: [['ok', 2_000]] }, domains: [A, domain] });
    expect(asked).toEqual(['A at 0', 'A at 1700']);
  });

  it('is told nothing of a text that was filtered, which is for what the customer said', async () => {
    const { domain, reports } = watched('A');
    await ask({ script: { A: [['model_output_filtered', 30]] }, domains: [domain, H] });
    expect(reports).toEqual([]);
  });

  it.each([
    ['a valid text', ['ok', 1_000], ['good']],
    ['a failure', ['model_unavailable', 80], ['bad']],
    ['a throttled call', ['model_throttled', 40], ['bad']],
    ['a refused text', ['model_output_invalid', 900], ['bad']],
    ['a call that no permission will let pass', ['model_misconfigured', 30], ['fatal']],
    ['a call that is open for too long, once', ['ok', 3_000], ['bad']],
  ] as const)('is told of %s', async (_, outcome, told) => {
    const { domain, reports } = watched('A');
    await ask({ script: { A: [outcome] }, domains: [domain, H], budget: 0 });
    expect(reports).toEqual(told);
  });

  it('is told nothing of a call that was overtaken before it was slow', async () => {
    const { domain, reports } = watched('A');
    await ask({ script: { A: [['ok', NEVER_MS]], M: [['ok', 700]] }, domains: [domain, M] });
    expect(reports).toEqual([]);
  });

  it('is told of a call that hangs while it hangs, though another one answers later', async () => {
    const { domain, reports } = watched('A');
    await ask({ script: { A: [['ok', NEVER_MS]], M: [['ok', 900]] }, domains: [domain, M] });
    expect(reports).toEqual(['bad']);
  });
});

describe('what is learned', () => {
  it('is the wait for a call in time', async () => {
    const { domain, late, waits } = watched('A');
    await ask({ script: { A: [['ok', 1_000]] }, domains: [domain, M] });
    expect({ late, waits }).toEqual({ late: [false], waits: [1_000] });
  });

  it('is also how long nobody waited any more for one that was late', async () => {
    const { domain, late, waits } = watched('A');
    await ask({ script: { A: [['ok', NEVER_MS]], M: [['ok', 700]] }, domains: [domain, M] });
    expect({ late, waits }).toEqual({ late: [true], waits: [2_400] });
  });

  it('is nothing from a call that failed, or was made beside another one', async () => {
    const failed = watched('A');
    const beside = watched('M');
    await ask({ script: { A: [['model_unavailable', 80]] }, domains: [failed.domain, B] });
    await ask({ script: { A: [['ok', NEVER_MS]] }, domains: [A, beside.domain] });
    expect([failed.late, failed.waits, beside.late, beside.waits]).toEqual([[], [], [], []]);
  });
});

it('hides no bug', async () => {
  const asked = askHedged({
    main: A,
    route: () => [A],
    budget: { earn: () => undefined, spend: () => false },
    tryModel: async () => {
      throw new TypeError('a bug');
    },
    slowAfterMs: SLOW_AFTER_MS,
    sleep: async () => undefined,
    now: () => 0,
  })(aPrompt(), new AbortController().signal);
  await expect(asked).rejects.toThrow('a bug');
});
