import type { IncomingMessage } from 'node:http';
import { readBody } from './read-body.ts';
import { S3Error } from './s3-error.ts';

/** A path-style request, its body read and verified. */
export interface S3Request {
  readonly method: string;
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Empty for the bucket itself; otherwise exactly the client's key, dots and slashes included. */
  readonly key: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** @throws S3Error `InvalidURI`, and what `readBody` throws */
export async function readRequest(request: IncomingMessage): Promise<S3Request> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const body = await readBody(request, headers);
  const [path = '', ...search] = (request.url ?? '').split('?');
  return {
    method: request.method ?? '',
    ...parseLocation(path),
    query: new URLSearchParams(search.join('?')),
    headers,
    body,
  };
}

/** Splits `/bucket/key`, percent-encoded. @throws S3Error `InvalidURI` */
export function parseLocation(path: string): { bucket: string; key: string } {
  // Not by the URL class, which would resolve the dots of a key such as `a/../b`.
  const [, bucket, key = ''] = /^\/([^/]*)(?:\/(.*))?$/s.exec(path) ?? [];
  if (bucket === undefined) throw invalidUri();
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
  } catch {
    throw invalidUri();
  }
}

function invalidUri(): S3Error {
  return new S3Error('InvalidURI', "Couldn't parse the specified URI.");
}
