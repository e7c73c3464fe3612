import { OmniError } from '../lib/domain/errors.ts';

/** What of a `ServerResponse` tells that its connection is over. */
interface Answering {
  readonly closed: boolean;
  /** Whether the whole answer was given to the connection. */
  readonly writableEnded: boolean;
  readonly once: (event: 'close', listener: () => void) => unknown;
}

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
