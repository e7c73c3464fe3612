import type { Socket } from 'node:net';
import type { ConnectionError, FastifyReply, FastifyRequest } from 'fastify';
import { OmniError } from '../lib/domain/errors.ts';
import { faultFrames, faultName } from '../lib/telemetry/fault-name.ts';
import type { Log } from '../lib/telemetry/log-events.ts';
import type { AddMetric } from '../lib/telemetry/metrics.ts';
import { toOmniError, toProblem } from './problem.ts';

/** Answers a request that failed, and logs why: by code, never by message. */
export function answerFailure(observer: FailureObserver, { request, reply, error }: Failure): FastifyReply {
  const failure = hasLeft(request) ? new OmniError('client_gone', { cause: error }) : toOmniError(error);
  const { status, headers, body } = toProblem(failure, request.id);
  observeFailure(observer, { failure, status, client: request.caller?.clientId });
  return reply.code(status).headers(headers).send(body);
}

export interface FailureObserver {
  readonly log: Log;
  readonly addMetric: AddMetric;
}

interface ObservedFailure {
  readonly failure: OmniError;
  readonly status: number;
  readonly client: string | undefined;
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

function observeFailure(
  { log, addMetric }: FailureObserver,
  { failure, status, client }: ObservedFailure,
): void {
  const { code, cause = failure } = failure;
  if (status === 403) addMetric('AuthorizationDenied', 1, { client: client ?? 'unknown' });
  if (status >= 500) log.error('REQUEST_FAILED', { code, fault: faultName(cause), at: faultFrames(cause) });
  else if (status === 401) log.warn('AUTH_REJECTED', { code, fault: faultName(cause) });
  else if (status === 403) log.warn('AUTHZ_DENIED', { code });
  else log.info('REQUEST_REJECTED', { code, members: failure.faults.map(({ path }) => path) });
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
