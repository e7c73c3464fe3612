import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';
import { toProblem } from '../lib/http/problem.ts';
import { clientGone } from './client-gone.ts';
import type { Load } from './load.ts';
import { SECURITY_HEADERS } from './request-context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What goes on for the request, perhaps after its answer; its place is taken until then. */
    work: Promise<unknown>[];
  }
}

interface SheddingOptions {
  readonly load: Load;
  readonly now: () => number;
}

const RETRY_AFTER_SECONDS = { least: 1, most: 3 };

/**
 * Refuses requests while there is too much to do. To be added before all other hooks: a refusal must cost next to nothing,
 * or refusing becomes what there is too much of. It is counted, and neither logged nor checked for a token.
 */
export function addLoadShedding(api: FastifyInstance, { load, now }: SheddingOptions): void {
  api.addHook('onRequest', (request, reply, done) => {
    if (!load.isTooMuch()) return done();
    request.arrivedAtMs = now();
    refuse(load, { request, reply });
  });
}

/** A hook that has a request wait for a place, and refuses it when there is none in time. To be run when its body is there. */
export function addPlaces(api: FastifyInstance, load: Load) {
  api.decorateRequest('work');
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const leave = await load.takePlace(clientGone(reply.raw));
    if (leave === null) return refuse(load, { request, reply });
    request.work = [];
    const whenAnswered = () => Promise.allSettled(request.work).then(leave);
    if (reply.raw.closed) void whenAnswered();
    else reply.raw.once('close', whenAnswered);
    return undefined;
  };
}

function refuse(
  load: Load,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): FastifyReply {
  load.noteRefusal();
  const { status, headers, body } = toProblem(overloaded(), request.id);
  reply.code(status).headers({ ...SECURITY_HEADERS, 'X-Request-Id': request.id, ...headers });
  return reply.send(body);
}

/** Not all are to come back at the same time. */
function overloaded(): OmniError {
  const { least, most } = RETRY_AFTER_SECONDS;
  const retryAfterSeconds = least + Math.floor(Math.random() * (most - least + 1));
  return new OmniError('overloaded', { retryable: true, retryAfterSeconds });
}
