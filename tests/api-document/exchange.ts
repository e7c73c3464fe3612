import { request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Operation } from '../../lib/openapi/operations.ts';

/** A request of an operation as it goes over the wire. */
export interface Call {
  readonly operation: Operation;
  /** In the place of the parameter, as it is sent. */
  readonly pathParameter?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TIMEOUT_MS = 20_000;

/** Sends a request as it is: other than fetch, with any path and any header. */
export async function exchange(baseUrl: string, call: Call): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl);
  const path = call.operation.path.replace(/\{\w+\}/, () => call.pathParameter ?? '');
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = send({
    // The gateway may close one that has been idle just as it is used again.
    agent: false,
    hostname,
    port,
    path,
    method: call.operation.method.toUpperCase(),
    headers: { ...call.headers, ...(call.body && { 'content-length': String(call.body.length) }) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  request.once('error', reject);
  request.once('response', (response) => {
    const headers = Object.fromEntries(
      Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
    );
    buffer(response).then(
      (body) => resolve({ status: response.statusCode ?? 0, headers, body: body.toString() }),
      reject,
    );
  });
  request.end(call.body);
  return promise;
}
