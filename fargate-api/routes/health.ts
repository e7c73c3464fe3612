import type { FastifyInstance } from 'fastify';

/** Whether this task wants traffic: after the warm-up, and until it is told to stop. */
export interface Readiness {
  ready: boolean;
  /** Once true, the task is never ready again. */
  draining?: boolean;
}

interface Health {
  readonly readiness: Readiness;
  /** Whether hardly anything is done any more. */
  readonly isStuck: () => boolean;
}

/**
 * `/livez`: the process answers. `/readyz`: send requests here. Neither looks at a dependency: a store that is down for
 * all tasks must not make the load balancer take all tasks away.
 */
export function addHealthRoutes(app: FastifyInstance, { readiness, isStuck }: Health): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (readiness.ready && !isStuck()) return { status: 'ok' };
    return reply.code(503).send({ status: 'not_ready' });
  });
}
