import { describe, expect, inject, it } from 'vitest';
import { fetchToken } from '../../local/system.ts';
import { type RollingOptions, rollUnderLoad } from './rolling/rolling-world.ts';

const CLIENTS = 40;
const SLOW_CLIENTS = 5;

async function roll(options: Pick<RollingOptions, 'restarts' | 'signal' | 'looks'>) {
  const aws = inject('aws');
  return rollUnderLoad({
    ...options,
    aws,
    token: await fetchToken(`${aws.tokenIssuer}/oauth2/token`, inject('credentials')),
    clients: CLIENTS,
    slowClients: SLOW_CLIENTS,
    slowBodyMs: 1_500,
    modelMs: 3_000,
    drainDelayMs: 4_000,
  });
}

describe('tasks that are replaced while clients ask', () => {
  it('fail no request, not even one whose body is still coming', async () => {
    const figures = await roll({ restarts: 2, signal: 'SIGTERM', looks: true });
    expect(figures).toMatchObject({ failed: 0, resets: 0, unserved: 0 });
    expect(figures.slowRequests).toBeGreaterThanOrEqual(2 * SLOW_CLIENTS);
    expect(figures.restarts.map(({ exitCode, forced }) => ({ exitCode, forced }))).toEqual(
      Array(2).fill({ exitCode: 0, forced: false }),
    );
    for (const { inFlight, inFlightOfTask } of figures.restarts) {
      expect(inFlight).toBeGreaterThan(CLIENTS / 2);
      expect(inFlightOfTask).toBeGreaterThan(0);
    }
  });

  it('fail some when the balancer does not look at /readyz (control)', async () => {
    const { failed } = await roll({ restarts: 1, signal: 'SIGTERM', looks: false });
    expect(failed).toBeGreaterThan(0);
  });

  it('fail some when they are killed (control)', async () => {
    const { failed, resets } = await roll({ restarts: 1, signal: 'SIGKILL', looks: true });
    expect([failed > 0, resets > 0]).toEqual([true, true]);
  });
});
