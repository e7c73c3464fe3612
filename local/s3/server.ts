import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type LocalServer, listenLocally } from '../local-server.ts';
import { ObjectStore } from './object-store.ts';
import { runOperation, type S3Answer } from './operations.ts';
import { S3Error } from './s3-error.ts';
import { readRequest } from './s3-request.ts';
import { xmlDocument } from './xml.ts';

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
export async function startS3Server(options: S3ServerOptions): Promise<LocalServer> {
  const { directory, buckets = [], port = 0 } = options;
  const store = new ObjectStore(directory);
  for (const bucket of buckets) store.createBucket(bucket);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS }, async (request, response) => {
    const { status, headers, body = '' } = await answer(store, request);
    response.writeHead(status, {
      ...(typeof body === 'string' && body !== '' ? { 'content-type': 'application/xml' } : {}),
      ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }),
      ...headers,
      'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
    });
    response.end(request.method === 'HEAD' ? '' : body);
  });
  const url = await listenLocally(server, port);
  return {
    url,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(store: ObjectStore, request: IncomingMessage): Promise<S3Answer> {
  try {
    return runOperation(store, await readRequest(request));
  } catch (error) {
    const known = error instanceof S3Error ? error : new S3Error('InternalError', String(error));
    const body = xmlDocument('Error', { Code: known.code, Message: known.message });
    return { status: known.status, body };
  }
}
