import { listObjects } from './list-objects.ts';
import type { ObjectRecord, ObjectStore } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { parseLocation, type S3Request } from './s3-request.ts';
import { elementTexts, xmlDocument } from './xml.ts';

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is an XML document. */
  readonly body?: Buffer | string;
}

type S3Operation = (store: ObjectStore, request: S3Request) => S3Answer;

const MOST_DELETED_KEYS = 1_000;
const KEPT_HEADER = /^(?:content-type|x-amz-meta-.*)$/;
/** What would change the meaning of a request, so that to overlook it would be a wrong answer. */
const MEANINGFUL_HEADER =
  /^(?:if-.*|range|x-amz-(?:copy-source.*|metadata-directive|tagging|checksum-(?!crc32|mode).*))$/;

/** Each operation, with the query parameters and meaningful headers it understands. */
const OPERATIONS: Readonly<Record<string, readonly [S3Operation, ...string[]]>> = {
  'PUT bucket': [createBucket],
  'HEAD bucket': [headBucket],
  'GET bucket': [listObjectsV2, 'list-type', 'prefix', 'delimiter', 'max-keys', 'continuation-token'],
  'POST bucket': [deleteObjects, 'delete'],
  'PUT object': [putObject, 'if-none-match', 'if-match'],
  'COPY object': [copyObject, 'x-amz-copy-source'],
  'GET object': [getObject],
  'HEAD object': [getObject],
  'DELETE object': [deleteObject],
};

/** Runs the operation that a request asks for. @throws S3Error `NotImplemented` naming what is not supported */
export function runOperation(store: ObjectStore, request: S3Request): S3Answer {
  const { bucket, key, headers, query } = request;
  const scope = key !== '' ? 'object' : bucket !== '' ? 'bucket' : 'service';
  const method = headers.has('x-amz-copy-source') ? 'COPY' : request.method;
  const [operation, ...understood] = OPERATIONS[`${method} ${scope}`] ?? [];
  const meaningful = [...headers.keys()].filter((name) => MEANINGFUL_HEADER.test(name));
  const unknown = [...query.keys(), ...meaningful].filter((name) => !['x-id', ...understood].includes(name));
  if (operation === undefined || unknown.length > 0) {
    const name = [query.get('x-id') ?? '', method, scope, ...unknown].join(' ').trim();
    throw new S3Error('NotImplemented', `The local S3 does not support this operation: ${name}.`);
  }
  return operation(store, request);
}

function createBucket(store: ObjectStore, { bucket }: S3Request): S3Answer {
  store.createBucket(bucket);
  return { status: 200 };
}

function headBucket(store: ObjectStore, { bucket }: S3Request): S3Answer {
  store.records(bucket);
  return { status: 200 };
}

function listObjectsV2(store: ObjectStore, { bucket, query }: S3Request): S3Answer {
  if (query.get('list-type') !== '2') throw new S3Error('NotImplemented', 'ListObjects: use version 2.');
  return { status: 200, body: listObjects({ bucket, records: store.records(bucket), query }) };
}

function deleteObjects(store: ObjectStore, { bucket, body }: S3Request): S3Answer {
  const keys = elementTexts(body.toString(), 'Key');
  if (keys.length === 0 || keys.length > MOST_DELETED_KEYS) {
    throw new S3Error('MalformedXML', `1 to ${MOST_DELETED_KEYS} keys are expected.`);
  }
  for (const key of keys) store.remove({ bucket, key });
  return { status: 200, body: xmlDocument('DeleteResult', { Deleted: keys.map((Key) => ({ Key })) }) };
}

function putObject(store: ObjectStore, request: S3Request): S3Answer {
  const { body, headers } = request;
  const record = store.put(request, {
    body,
    headers: keptHeaders(headers),
    ifNoneMatch: headers.get('if-none-match'),
    ifMatch: headers.get('if-match'),
  });
  return { status: 200, headers: identityHeaders(record) };
}

/** Answers GetObject and HeadObject alike; the server leaves the body of a HEAD out. */
function getObject(store: ObjectStore, request: S3Request): S3Answer {
  const { record, body } = store.read(request);
  const lastModified = new Date(record.lastModified).toUTCString();
  const headers = { ...record.headers, ...identityHeaders(record), 'last-modified': lastModified };
  return { status: 200, headers, body };
}

function deleteObject(store: ObjectStore, request: S3Request): S3Answer {
  store.remove(request);
  return { status: 204 };
}

function copyObject(store: ObjectStore, request: S3Request): S3Answer {
  const source = (request.headers.get('x-amz-copy-source') ?? '').replace(/^\/?/, '/');
  const { record, body } = store.read(parseLocation(source));
  const { lastModified, etag } = store.put(request, { body, headers: record.headers });
  return { status: 200, body: xmlDocument('CopyObjectResult', { LastModified: lastModified, ETag: etag }) };
}

function identityHeaders({ etag, crc32 }: ObjectRecord): Record<string, string> {
  return { etag, 'x-amz-checksum-crc32': crc32, 'x-amz-checksum-type': 'FULL_OBJECT' };
}

function keptHeaders(headers: ReadonlyMap<string, string>): Record<string, string> {
  const kept = Object.fromEntries([...headers].filter(([name]) => KEPT_HEADER.test(name)));
  return { 'content-type': 'binary/octet-stream', ...kept };
}
