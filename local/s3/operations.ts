import { deleteObjects } from './delete-objects.ts';
import { listObjects } from './list-objects.ts';
import type { ObjectRecord } from './object-record.ts';
import type { ObjectLocation, ObjectStore, PutCondition } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { parseLocation, type S3Request } from './s3-request.ts';
import { xmlDocument, xmlText } from './xml.ts';

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  /** A string is an XML document. */
  readonly body?: Buffer | string;
}

export type S3Operation = (store: ObjectStore, request: S3Request) => S3Answer | Promise<S3Answer>;

const KEPT_HEADERS =
  /^(?:content-(?:type|encoding|disposition|language)|cache-control|expires|x-amz-meta-.*)$/;

export const createBucket: S3Operation = async (store, { bucket }) => {
  await store.createBucket(bucket);
  return { status: 200, headers: { location: `/${bucket}` } };
};

export const headBucket: S3Operation = (store, { bucket }) => {
  store.records(bucket);
  return { status: 200 };
};

export const listObjectsV2: S3Operation = (store, { bucket, query }) => {
  if (query.get('list-type') !== '2') throw new S3Error('NotImplemented', 'ListObjects: use version 2.');
  return { status: 200, body: listObjects({ bucket, records: store.records(bucket), query }) };
};

export const deleteMany: S3Operation = (store, { bucket, query, body }) => {
  if (!query.has('delete')) throw new S3Error('NotImplemented', 'The local S3 does not support PostObject.');
  return { status: 200, body: deleteObjects(store, { bucket, xml: body.toString() }) };
};

export const putObject: S3Operation = async (store, request) => {
  const { body, headers } = request;
  const record = await store.put(request, {
    body,
    headers: keptHeaders(headers),
    condition: conditionOf(headers),
  });
  return { status: 200, headers: { etag: record.etag, ...checksumHeaders(record) } };
};

/** Answers GetObject and HeadObject alike; the server leaves the body of a HEAD out. */
export const getObject: S3Operation = async (store, request) => {
  const { record, body } = await readExisting(store, request);
  const checksum = request.headers.get('x-amz-checksum-mode') === 'ENABLED' ? checksumHeaders(record) : {};
  const lastModified = new Date(record.lastModified).toUTCString();
  const headers = { etag: record.etag, 'last-modified': lastModified, ...record.headers, ...checksum };
  return { status: 200, headers, body };
};

export const deleteObject: S3Operation = (store, request) => {
  store.remove(request);
  return { status: 204 };
};

export const copyObject: S3Operation = async (store, request) => {
  const { headers } = request;
  const location = (headers.get('x-amz-copy-source') ?? '').replace(/^\/?/, '/');
  if (location.includes('?'))
    throw new S3Error('NotImplemented', 'CopyObject of a version is not supported.');
  const source = parseLocation(location);
  const replace = headers.get('x-amz-metadata-directive') === 'REPLACE';
  if (!replace && source.bucket === request.bucket && source.key === request.key) {
    throw new S3Error('InvalidRequest', 'This copy request is illegal because it changes nothing.');
  }
  const original = await readExisting(store, source);
  const record = await store.put(request, {
    body: original.body,
    headers: replace ? keptHeaders(headers) : original.record.headers,
    condition: conditionOf(headers),
  });
  const result = [xmlText('LastModified', record.lastModified), xmlText('ETag', record.etag)];
  return { status: 200, body: xmlDocument('CopyObjectResult', result) };
};

async function readExisting(store: ObjectStore, location: ObjectLocation) {
  const stored = await store.read(location);
  if (stored === undefined) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  return stored;
}

function checksumHeaders({ crc32 }: ObjectRecord): Record<string, string> {
  return { 'x-amz-checksum-crc32': crc32, 'x-amz-checksum-type': 'FULL_OBJECT' };
}

function conditionOf(headers: ReadonlyMap<string, string>): PutCondition {
  return { ifNoneMatch: headers.get('if-none-match'), ifMatch: headers.get('if-match') };
}

function keptHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of headers) {
    if (KEPT_HEADERS.test(name)) kept[name] = value;
  }
  // aws-chunked describes the transfer, not the object.
  const encodings = (kept['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  delete kept['content-encoding'];
  const encoding = encodings.filter((name) => name !== 'aws-chunked' && name !== '').join(',');
  return encoding === '' ? kept : { ...kept, 'content-encoding': encoding };
}
