import type { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { OmniError } from '../lib/domain/errors.ts';

type Answering = Pick<ServerResponse, 'closed' | 'writableEnded'> & Pick<EventEmitter, 'once'>;

/** Aborts when the connection closes before the answer was given to it. */
export function clientGone(raw: Answering): AbortSignal {
  const gone = new AbortController();
  const leave = () => {
    if (!raw.writableEnded) gone.abort(new OmniError('client_gone'));
  };
  if (raw.closed) leave();
  else raw.once('close', leave);
  return gone.signal;
}
