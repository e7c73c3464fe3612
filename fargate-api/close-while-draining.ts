import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readiness } from './routes/health.ts';

/**
 * While the task is not ready, each answer ends its connection, so that the balancer opens the next one elsewhere. But not one
 * on which a body is still being sent, as after a refusal: closing it would reset it, and the balancer lose an answer that it
 * has not read yet. Such a connection is closed once it only waits.
 */
export function closeWhileDraining(app: FastifyInstance, readiness: Readiness): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (!readiness.ready && !isStillSending(request)) reply.header('connection', 'close');
    done();
  });
}

function isStillSending({ raw: { complete, headers } }: FastifyRequest): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return hasBody && !complete;
}
