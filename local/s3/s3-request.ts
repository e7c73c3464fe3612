import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { decodeAwsChunked } from './aws-chunked.ts';
import { crc32Base64, type ObjectLocation } from './object-store.ts';
import { S3Error } from './s3-error.ts';

/** A path-style request, its body read and verified. The bucket is empty for the service, the key for a bucket. */
export interface S3Request extends ObjectLocation {
  readonly method: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** What the client meant to send, without the framing of the transfer. */
  readonly body: Buffer;
}

const CRC32_HEADER = 'x-amz-checksum-crc32';

/** @throws S3Error `InvalidURI`, `BadDigest`, `IncompleteBody` */
export async function readRequest(request: IncomingMessage): Promise<S3Request> {
  // Before anything is refused: a client that is still sending does not see an early answer.
  const received = await buffer(request);
  const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const [path = '', ...search] = (request.url ?? '').split('?');
  return {
    method: request.method ?? '',
    ...parseLocation(path),
    query: new URLSearchParams(search.join('?')),
    headers,
    body: verifiedBody(received, headers),
  };
}

/** Splits `/bucket/key`, percent-encoded. @throws S3Error `InvalidURI` */
export function parseLocation(path: string): ObjectLocation {
  try {
    // Not by the URL class, which would resolve the dots of a key such as `a/../b`.
    const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(path)) ?? [];
    return { bucket, key };
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
}

function verifiedBody(received: Buffer, headers: ReadonlyMap<string, string>): Buffer {
  const framed = headers.get('x-amz-content-sha256')?.startsWith('STREAMING-') ?? false;
  const { body, trailers } = framed ? decodeAwsChunked(received) : { body: received, trailers: headers };
  const isMissing = headers.has('x-amz-trailer') && !trailers.has(CRC32_HEADER);
  const expected = trailers.get(CRC32_HEADER) ?? headers.get(CRC32_HEADER) ?? crc32Base64(body);
  if (isMissing || expected !== crc32Base64(body)) {
    throw new S3Error('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  }
  return body;
}
