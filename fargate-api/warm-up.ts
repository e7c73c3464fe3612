import type { Log } from '../lib/telemetry/log-events.ts';

/** Opens what the first request would otherwise wait for. Rejections tell that it did not work. */
type WarmUpStep = (signal: AbortSignal) => Promise<unknown>;

export type WarmUpSteps = Readonly<Record<string, WarmUpStep>>;

interface WarmUpOptions {
  readonly steps: WarmUpSteps;
  readonly timeoutMs: number;
  readonly log: Log;
}

/**
 * Runs all steps at once. A step that fails is logged and otherwise ignored: a task that is not warm is better than none.
 */
export async function warmUp({ steps, timeoutMs, log }: WarmUpOptions): Promise<void> {
  const startedAt = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const names = Object.keys(steps);
  const outcomes = await Promise.allSettled(Object.values(steps).map((step) => step(signal)));
  const failed = names.filter((_name, index) => outcomes[index]?.status === 'rejected');
  log.info('WARM_UP_DONE', { ms: Math.round(performance.now() - startedAt), failed });
}
