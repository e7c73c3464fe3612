import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LocalServer, listenLocally } from '../local-server.ts';
import { type ObjectStore, openObjectStore } from './object-store.ts';
import type { S3Answer } from './operations.ts';
import { runOperation } from './router.ts';
import { S3Error } from './s3-error.ts';
import { readRequest } from './s3-request.ts';
import { xmlElement, xmlText } from './xml.ts';

/** Load tests leave hundreds of connections idle between steps. */
const KEEP_ALIVE_TIMEOUT_MS = 75_000;

interface S3ServerOptions {
  /** Where the objects lie; created when missing, used by one server at a time. */
  readonly directory: string;
  /** Buckets to create unless they exist. */
  readonly buckets?: readonly string[];
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

/**
 * A stand-in for S3 on 127.0.0.1, path style, for the unmodified SDK. What it does not support it refuses with
 * `NotImplemented`. Credentials and signatures are not looked at.
 */
export async function startS3Server({
  directory,
  buckets = [],
  port = 0,
}: S3ServerOptions): Promise<LocalServer> {
  const store = await openObjectStore(directory);
  for (const bucket of buckets) await store.createBucket(bucket);
  const running = new Set<Promise<unknown>>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS }, (request, response) => {
    const exchange = answer(store, { request, response }).catch(() => response.destroy());
    running.add(exchange);
    void exchange.finally(() => running.delete(exchange));
  });
  const url = await listenLocally(server, port);
  return {
    url,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      // A put that is still writing must not change the directory under the server that comes next.
      await Promise.all([closed, ...running]);
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(store: ObjectStore, { request, response }: Exchange): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const {
    status,
    headers,
    body = '',
  } = await readRequest(request)
    .then((parsed) => runOperation(store, parsed))
    .catch((error: unknown) => describeError(error, { requestId, resource: request.url ?? '' }));
  response.writeHead(status, {
    ...(typeof body === 'string' && body !== '' ? { 'content-type': 'application/xml' } : {}),
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }),
    ...headers,
    'x-amz-request-id': requestId,
  });
  response.end(request.method === 'HEAD' ? '' : body);
}

function describeError(error: unknown, details: { requestId: string; resource: string }): S3Answer {
  const known = error instanceof S3Error ? error : new S3Error('InternalError', String(error));
  const body = xmlElement('Error', [
    xmlText('Code', known.code),
    xmlText('Message', known.message),
    xmlText('Resource', details.resource),
    xmlText('RequestId', details.requestId),
  ]);
  return { status: known.status, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}
