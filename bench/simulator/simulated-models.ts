import { resolveModel, usualCostUsd } from '../../lib/bedrock/model-catalogue.ts';
import type { ErrorCode } from '../../lib/domain/errors.ts';
import type { CandidateModel, TriedModel, TryModel } from '../../lib/insights/try-model.ts';
import type { Draws } from '../../tests/fixtures/seeded-draws.ts';
import type { VirtualTime } from '../../tests/fixtures/virtual-time.ts';
import type { Behaviour, Behaviours, Domain } from './scenarios.ts';

export const ALIASES: Readonly<Record<Domain, string>> = {
  A: 'nova-lite',
  B: 'nova-lite',
  M: 'nova-micro',
  H: 'claude-haiku-4.5',
};
const FAILED_AFTER_MS = 80;
const THROTTLED_AFTER_MS = 40;
const LINES = [{ section: 'reason', text: 'Asks about $45.', interactionIds: ['int-1'] }] as const;

/** US dollars of one call. */
export const COST_USD = mapDomains((domain) => usualCostUsd(resolveModel(ALIASES[domain], 0)));

export interface SimulatedModels {
  readonly modelOf: (domain: Domain) => CandidateModel;
  readonly tryModel: TryModel;
  /** Of all calls so far. */
  readonly calls: Record<Domain, number>;
  readonly costUsd: () => number;
}

interface SimulatedModelsOptions {
  readonly time: VirtualTime;
  readonly draws: Draws;
  readonly behaviours: (atMs: number) => Behaviours;
  /** Hard limit of one call, as in the product. */
  readonly attemptTimeoutMs: number;
}

interface SimulatedCall {
  readonly outcome: 'ok' | ErrorCode;
  readonly ms: number;
}

/** Models that behave as a scenario says. What they began to write is paid for, also when nobody waits for it any more. */
export function simulatedModels(options: SimulatedModelsOptions): SimulatedModels {
  const { time, draws, behaviours, attemptTimeoutMs } = options;
  const calls = mapDomains(() => 0);
  let costUsd = 0;

  const tryModel: TryModel = async ({ alias }, _prompt, signal) => {
    const domain = alias as Domain;
    const startedAtMs = time.now();
    const call = drawCall(behaviours(startedAtMs)[domain], draws);
    calls[domain] += 1;
    if (call.outcome === 'ok' || call.outcome === 'model_output_invalid') costUsd += COST_USD[domain];
    await time.sleep(Math.min(call.ms, attemptTimeoutMs), signal);
    const isCut = signal.aborted || call.ms > attemptTimeoutMs;
    return tried(alias, { outcome: isCut ? 'model_timeout' : call.outcome, ms: time.now() - startedAtMs });
  };

  return {
    modelOf: (domain) => ({ alias: domain, generate: notCalled }),
    tryModel,
    calls,
    costUsd: () => costUsd,
  };
}

function drawCall(behaviour: Behaviour, draws: Draws): SimulatedCall {
  const { medianMs, spread, stalled, failed, throttled, invalid } = behaviour;
  const fate = draws.uniform();
  if (fate < stalled) return { outcome: 'model_timeout', ms: Number.POSITIVE_INFINITY };
  if (fate < stalled + failed) return { outcome: 'model_unavailable', ms: FAILED_AFTER_MS };
  if (fate < stalled + failed + throttled) return { outcome: 'model_throttled', ms: THROTTLED_AFTER_MS };
  const ms = medianMs * Math.exp(spread * normal(draws));
  return { outcome: fate < stalled + failed + throttled + invalid ? 'model_output_invalid' : 'ok', ms };
}

/** Box and Muller's transform. */
function normal(draws: Draws): number {
  return Math.sqrt(-2 * Math.log(1 - draws.uniform())) * Math.cos(2 * Math.PI * draws.uniform());
}

function tried(model: string, { outcome, ms }: SimulatedCall): TriedModel {
  const isOk = outcome === 'ok';
  return {
    attempt: { model, outcome, ms },
    generated: null,
    lines: isOk ? LINES : null,
    removed: [],
    reason: isOk ? null : outcome,
  };
}

function mapDomains<Value>(of: (domain: Domain) => Value): Record<Domain, Value> {
  return { A: of('A'), B: of('B'), M: of('M'), H: of('H') };
}

async function notCalled(): Promise<never> {
  throw new Error('Simulated models are tried, not called.');
}
