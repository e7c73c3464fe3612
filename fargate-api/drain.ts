import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { faultFrames, faultName } from '../lib/telemetry/fault-name.ts';
import type { Log } from '../lib/telemetry/log-events.ts';
import type { ListeningSockets } from './listening-sockets.ts';
import type { Readiness } from './routes/health.ts';

interface DrainOptions {
  readonly app: FastifyInstance;
  readonly sockets: ListeningSockets;
  readonly readiness: Readiness;
  readonly log: Log;
  /** For how long requests are still taken after `/readyz` says no: the load balancer needs that to look elsewhere. */
  readonly delayMs: number;
  /** What is still under way this long after that is cut. */
  readonly deadlineMs: number;
  /** Ends everything that is behind the application. Resolves with how many records are in no store. */
  readonly close: () => Promise<number>;
}

/** Why the process ends: a signal, or an error that nobody caught. */
interface Ending {
  readonly signal?: string | undefined;
  readonly err?: unknown;
}

/**
 * Ends the task without failing a request: says no to `/readyz`, goes on answering, each time with `connection: close`,
 * then closes. Connections that only wait are closed at once: a balancer keeps them open for as long as it can.
 */
export function drain({ app, sockets, readiness, log, delayMs, deadlineMs, close }: DrainOptions) {
  return async ({ signal, err }: Ending): Promise<void> => {
    const startedAt = performance.now();
    if (err !== undefined) log.error('PROCESS_FAILED', { fault: faultName(err), at: faultFrames(err) });
    log.info('DRAIN_START', { signal: signal ?? 'error' });
    readiness.ready = false;
    readiness.draining = true;
    if (err === undefined) await delay(delayMs);

    const idle = setInterval(() => app.server.closeIdleConnections(), 100);
    let forced = false;
    const cut = setTimeout(() => {
      forced = true;
      app.server.closeAllConnections();
    }, deadlineMs);
    await sockets.close();
    clearInterval(idle);
    clearTimeout(cut);
    const unstored = await close();
    log.info('DRAIN_END', { ms: Math.round(performance.now() - startedAt), forced, unstored });
  };
}
