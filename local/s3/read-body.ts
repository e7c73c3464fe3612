import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { type DecodedBody, decodeAwsChunked } from './aws-chunked.ts';
import { S3Error } from './s3-error.ts';

const CRC32_HEADER = 'x-amz-checksum-crc32';
const LONGEST_BODY_BYTES = 256 * 1024 * 1024;

/** The CRC32 of some bytes as S3 writes it: big-endian, in base64. */
export function crc32Base64(bytes: Buffer): string {
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(crc32(bytes));
  return digest.toString('base64');
}

/**
 * The bytes a client meant to send: framing taken off, length and checksums verified. A body is held in memory and
 * may be 256 MiB long.
 * @throws S3Error `BadDigest`, `InvalidDigest`, `IncompleteBody`, `MalformedTrailerError`, `EntityTooLarge`,
 *   `NotImplemented` for a trailer other than CRC32
 */
export async function readBody(
  request: IncomingMessage,
  headers: ReadonlyMap<string, string>,
): Promise<Buffer> {
  const received = await receive(request);
  const framed = headers.get('x-amz-content-sha256')?.startsWith('STREAMING-') ?? false;
  const decoded = framed
    ? decodeAwsChunked(received)
    : { body: received, trailers: new Map<string, string>() };
  const announcedLength = headers.get('x-amz-decoded-content-length');
  if (announcedLength !== undefined && Number(announcedLength) !== decoded.body.length) {
    throw new S3Error('IncompleteBody', 'You did not provide the number of bytes you announced.');
  }
  verifyCrc32(decoded, headers);
  verifyMd5(decoded.body, headers.get('content-md5'));
  return decoded.body;
}

async function receive(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // A body that is too long is still read to its end: a client that is sending does not see an early answer.
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= LONGEST_BODY_BYTES) chunks.push(chunk);
  }
  if (length > LONGEST_BODY_BYTES) {
    throw new S3Error('EntityTooLarge', `The local S3 takes up to ${LONGEST_BODY_BYTES} bytes.`);
  }
  return Buffer.concat(chunks);
}

function verifyCrc32({ body, trailers }: DecodedBody, headers: ReadonlyMap<string, string>): void {
  const trailer = headers.get('x-amz-trailer');
  if (trailer !== undefined && trailer.toLowerCase() !== CRC32_HEADER) {
    throw new S3Error('NotImplemented', `The local S3 does not support the trailer ${trailer}.`);
  }
  const expected = trailer === undefined ? headers.get(CRC32_HEADER) : trailers.get(CRC32_HEADER);
  if (trailer !== undefined && expected === undefined) {
    throw new S3Error('MalformedTrailerError', 'The announced trailer is missing.');
  }
  if (expected !== undefined && expected !== crc32Base64(body)) {
    throw new S3Error('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  }
}

function verifyMd5(body: Buffer, expected: string | undefined): void {
  if (expected === undefined) return;
  if (Buffer.from(expected, 'base64').length !== 16) {
    throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  if (createHash('md5').update(body).digest('base64') !== expected) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}
