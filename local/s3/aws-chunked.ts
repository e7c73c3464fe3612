import { S3Error } from './s3-error.ts';

export interface DecodedBody {
  readonly body: Buffer;
  /** Trailing headers, names in lower case. */
  readonly trailers: ReadonlyMap<string, string>;
}

/**
 * Takes the `aws-chunked` framing off a body: `<hex size> CRLF <bytes> CRLF`, a last chunk of size 0, then trailers.
 * @throws S3Error `IncompleteBody` when the framing is broken or ends early
 */
export function decodeAwsChunked(framed: Buffer): DecodedBody {
  const chunks: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const [line, size] = /^([0-9a-f]{1,8})\r\n/i.exec(framed.toString('latin1', offset, offset + 10)) ?? [];
    if (line === undefined || size === undefined) throw incomplete('A chunk does not start with its size.');
    const start = offset + line.length;
    const end = start + Number.parseInt(size, 16);
    if (end === start) return { body: Buffer.concat(chunks), trailers: readTrailers(framed.subarray(start)) };
    if (framed.toString('latin1', end, end + 2) !== '\r\n') throw incomplete('A chunk ends too early.');
    chunks.push(framed.subarray(start, end));
    offset = end + 2;
  }
}

function readTrailers(lines: Buffer): Map<string, string> {
  const pairs = lines.toString('latin1').matchAll(/^([^:\r\n]+):(.*)\r$/gm);
  return new Map([...pairs].map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()]));
}

function incomplete(message: string): S3Error {
  return new S3Error('IncompleteBody', message);
}
