import type { ObjectRecord } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { xmlDocument } from './xml.ts';

const MOST_KEYS = 1_000;

interface Listing {
  readonly bucket: string;
  readonly records: ReadonlyMap<string, ObjectRecord>;
  readonly query: URLSearchParams;
}

/**
 * ListObjectsV2: up to `max-keys` (1000) keys and common prefixes together, in the order of their UTF-8 bytes. The
 * continuation token is the last name of the page before.
 * @throws S3Error `InvalidArgument` for a bad `max-keys`
 */
export function listObjects({ bucket, records, query }: Listing): string {
  const maxKeys = Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
  if (!(maxKeys >= 0)) throw new S3Error('InvalidArgument', 'max-keys is not a number from 0 on.');
  const start = Buffer.from(query.get('continuation-token') ?? '', 'base64url');
  const entries = rollUp(records, query)
    .map((entry) => ({ ...entry, bytes: Buffer.from(entry.name) }))
    .filter(({ bytes }) => Buffer.compare(bytes, start) > 0)
    .sort((left, right) => Buffer.compare(left.bytes, right.bytes));
  const page = entries.slice(0, maxKeys);
  const last = entries.length > page.length ? page.at(-1) : undefined;
  return xmlDocument('ListBucketResult', {
    Name: bucket,
    Prefix: query.get('prefix') ?? '',
    KeyCount: page.length,
    MaxKeys: maxKeys,
    IsTruncated: last !== undefined,
    NextContinuationToken: last === undefined ? [] : last.bytes.toString('base64url'),
    CommonPrefixes: page.flatMap(({ name, record }) => (record === undefined ? { Prefix: name } : [])),
    Contents: page.flatMap(({ record }) => (record === undefined ? [] : describe(record))),
  });
}

/** The keys under the prefix with their records, and the common prefixes, which have none. */
function rollUp(records: ReadonlyMap<string, ObjectRecord>, query: URLSearchParams) {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const entries = new Map<string, ObjectRecord | undefined>();
  for (const [key, record] of records) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end < 0) entries.set(key, record);
    else entries.set(key.slice(0, end + delimiter.length), undefined);
  }
  return [...entries].map(([name, record]) => ({ name, record }));
}

function describe({ key, lastModified, etag, sizeBytes }: ObjectRecord) {
  return { Key: key, LastModified: lastModified, ETag: etag, Size: sizeBytes };
}
