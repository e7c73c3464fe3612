import type { ObjectRecord } from './object-record.ts';
import { S3Error } from './s3-error.ts';
import { xmlDocument, xmlElement, xmlText } from './xml.ts';

const MOST_KEYS = 1000;
/** Parameters that the answer repeats, and as what. */
const ECHOED = new Map([
  ['prefix', 'Prefix'],
  ['delimiter', 'Delimiter'],
  ['start-after', 'StartAfter'],
  ['continuation-token', 'ContinuationToken'],
  ['encoding-type', 'EncodingType'],
]);

interface Listing {
  readonly bucket: string;
  readonly records: ReadonlyMap<string, ObjectRecord>;
  readonly query: URLSearchParams;
}

/** A key with its record, or a common prefix, which has none. */
interface Entry {
  readonly name: string;
  readonly record: ObjectRecord | undefined;
}

/**
 * ListObjectsV2: up to `max-keys` (1000) keys and common prefixes together, in the order of their UTF-8 bytes.
 * A common prefix is listed only when it lies after `start-after` itself, as in S3.
 * @throws S3Error `InvalidArgument` for a bad `max-keys`, `continuation-token` or `encoding-type`
 */
export function listObjects({ bucket, records, query }: Listing): string {
  const maxKeys = readMaxKeys(query.get('max-keys'));
  const encode = readEncoding(query.get('encoding-type'));
  const entries = sortedAfter(rollUp(records, query), readStart(query));
  const page = entries.slice(0, maxKeys);
  const last = entries.length > page.length ? page.at(-1) : undefined;
  return xmlDocument('ListBucketResult', [
    xmlText('Name', bucket),
    ...[...query].flatMap(([parameter, value]) => {
      const name = ECHOED.get(parameter);
      return name === undefined ? [] : [xmlText(name, encode(value))];
    }),
    xmlText('KeyCount', page.length),
    xmlText('MaxKeys', maxKeys),
    xmlText('IsTruncated', last !== undefined),
    ...(last === undefined ? [] : [xmlText('NextContinuationToken', toToken(last.name))]),
    ...page.map((entry) => describe(entry, encode)),
  ]);
}

function rollUp(records: ReadonlyMap<string, ObjectRecord>, query: URLSearchParams): Entry[] {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const entries = new Map<string, Entry>();
  for (const [key, record] of records) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? key : key.slice(0, end + delimiter.length);
    entries.set(name, { name, record: end < 0 ? record : undefined });
  }
  return [...entries.values()];
}

function sortedAfter(entries: readonly Entry[], start: string): Entry[] {
  const startBytes = Buffer.from(start);
  return entries
    .map((entry) => ({ entry, bytes: Buffer.from(entry.name) }))
    .filter(({ bytes }) => Buffer.compare(bytes, startBytes) > 0)
    .sort((left, right) => Buffer.compare(left.bytes, right.bytes))
    .map(({ entry }) => entry);
}

function describe({ name, record }: Entry, encode: (text: string) => string): string {
  if (record === undefined) return xmlElement('CommonPrefixes', [xmlText('Prefix', encode(name))]);
  return xmlElement('Contents', [
    xmlText('Key', encode(name)),
    xmlText('LastModified', record.lastModified),
    xmlText('ETag', record.etag),
    xmlText('ChecksumAlgorithm', 'CRC32'),
    xmlText('ChecksumType', 'FULL_OBJECT'),
    xmlText('Size', record.sizeBytes),
    xmlText('StorageClass', 'STANDARD'),
  ]);
}

function readMaxKeys(value: string | null): number {
  if (value === null) return MOST_KEYS;
  if (!/^\d{1,9}$/.test(value)) throw new S3Error('InvalidArgument', 'max-keys is not a whole number.');
  return Math.min(Number(value), MOST_KEYS);
}

function readEncoding(value: string | null): (text: string) => string {
  if (value === null) return (text) => text;
  if (value === 'url') return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
  throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
}

function readStart(query: URLSearchParams): string {
  const token = query.get('continuation-token');
  if (token === null) return query.get('start-after') ?? '';
  const name = Buffer.from(token, 'base64url').toString();
  if (name === '' || toToken(name) !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  }
  return name;
}

function toToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}
