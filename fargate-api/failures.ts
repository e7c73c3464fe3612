import type { Socket } from 'node:net';
import type { ConnectionError, FastifyReply, FastifyRequest } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';
import { toProblem } from '../lib/http/problem.ts';
import { type FailureObserver, observeFailure } from '../lib/telemetry/observe-failure.ts';
import { toOmniError } from './known-faults.ts';

/** Answers a request that failed, and logs why: by code, never by message. */
export function answerFailure(observer: FailureObserver, { request, reply, error }: Failure): FastifyReply {
  const failure = hasLeft(request) ? new OmniError('client_gone', { cause: error }) : toOmniError(error);
  const { status, headers, body } = toProblem(failure, request.id);
  observeFailure(observer, { failure, status, client: request.caller?.clientId });
  return reply.code(status).headers(headers).send(body);
}

/** Logs a failure of what goes on after its answer. Who left before it was made has been told of. */
export function observeLateFailure(
  observer: FailureObserver,
  { request, error }: Pick<Failure, 'request' | 'error'>,
): void {
  const failure = toOmniError(error);
  const { status } = toProblem(failure, request.id);
  observeFailure(observer, { failure, status, client: request.caller?.clientId });
}

interface Failure {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly error: unknown;
}

/** A client that goes while it sends its body leaves an error that looks like one of our connections. */
function hasLeft({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

/** Answers what never became a request: headers that are too large, too slow or no HTTP. */
export function answerConnectionError(
  observer: FailureObserver,
  { error, socket, requestId }: BrokenConnection,
): void {
  const failure = toOmniError(error);
  const { status, headers, body } = toProblem(failure, requestId);
  observeFailure(observer, { failure, status, client: undefined });
  const text = JSON.stringify(body);
  const lines = Object.entries({ ...headers, 'x-request-id': requestId, 'content-length': text.length });
  // Ended is not closed: a client that keeps its side open would keep the connection. Not at once, or the answer is lost.
  setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref();
  socket.end(
    [
      `HTTP/1.1 ${status} ${body.title}`,
      ...lines.map(([name, value]) => `${name}: ${value}`),
      'connection: close',
      '',
      text,
    ].join('\r\n'),
  );
}

const LAST_WORDS_MS = 500;

interface BrokenConnection {
  readonly error: ConnectionError;
  readonly socket: Socket;
  readonly requestId: string;
}
