import { S3Error } from './s3-error.ts';

export interface DecodedBody {
  readonly body: Buffer;
  /** Trailing headers, names in lower case. */
  readonly trailers: ReadonlyMap<string, string>;
}

/**
 * Takes the `aws-chunked` framing off a body: `<hex size>[;extensions] CRLF <bytes> CRLF`, a last chunk of size 0,
 * then trailer lines. Chunk signatures are not verified.
 * @throws S3Error `IncompleteBody` when the framing is broken or ends early
 */
export function decodeAwsChunked(framed: Buffer): DecodedBody {
  const chunks: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const endOfLine = framed.indexOf('\r\n', offset);
    const line = framed.toString('latin1', offset, Math.max(endOfLine, offset));
    const size = /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw new S3Error('IncompleteBody', 'A chunk does not start with its size.');
    const start = endOfLine + 2;
    const end = start + Number.parseInt(size, 16);
    if (end === start) return { body: Buffer.concat(chunks), trailers: readTrailers(framed.subarray(start)) };
    if (framed.toString('latin1', end, end + 2) !== '\r\n') {
      throw new S3Error('IncompleteBody', 'A chunk is not as long as it says.');
    }
    chunks.push(framed.subarray(start, end));
    offset = end + 2;
  }
}

function readTrailers(lines: Buffer): Map<string, string> {
  const pairs = lines.toString('latin1').matchAll(/^([^:\r\n]+):(.*)\r$/gm);
  return new Map([...pairs].map(([, name = '', value = '']) => [name.trim().toLowerCase(), value.trim()]));
}
