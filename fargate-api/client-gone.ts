import type { FastifyReply } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';

/** Aborts when the connection closes before the answer was given to it. */
export function clientGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const leave = () => {
    if (!raw.writableEnded) gone.abort(new OmniError('client_gone'));
  };
  if (raw.closed) leave();
  else raw.once('close', leave);
  return gone.signal;
}
