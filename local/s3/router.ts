import type { ObjectStore } from './object-store.ts';
import * as operations from './operations.ts';
import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

interface Route {
  readonly operation: operations.S3Operation;
  /** Query parameters and headers it understands besides those of every request; another one is refused. */
  readonly understands: readonly string[];
}

const PAGE_PARAMETERS = ['max-keys', 'continuation-token', 'start-after'];
const LIST_UNDERSTANDS = ['list-type', 'prefix', 'delimiter', 'encoding-type', ...PAGE_PARAMETERS];
const PUT_UNDERSTANDS = ['if-none-match', 'if-match'];
const ROUTES: Readonly<Record<string, Route>> = {
  'PUT bucket': { operation: operations.createBucket, understands: [] },
  'HEAD bucket': { operation: operations.headBucket, understands: [] },
  'GET bucket': {
    operation: operations.listObjectsV2,
    understands: LIST_UNDERSTANDS,
  },
  'POST bucket': { operation: operations.deleteMany, understands: ['delete'] },
  'PUT object': { operation: operations.putObject, understands: PUT_UNDERSTANDS },
  'COPY object': {
    operation: operations.copyObject,
    understands: [...PUT_UNDERSTANDS, 'x-amz-copy-source', 'x-amz-metadata-directive'],
  },
  'GET object': { operation: operations.getObject, understands: ['x-amz-checksum-mode'] },
  'HEAD object': { operation: operations.getObject, understands: ['x-amz-checksum-mode'] },
  'DELETE object': { operation: operations.deleteObject, understands: [] },
};
const ALWAYS_UNDERSTOOD = new Set([
  'x-id',
  'x-amz-checksum-crc32',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-trailer',
  'x-amz-user-agent',
]);
/** Headers that change what a request means, so that to overlook one would be a wrong answer. */
const MEANINGFUL_HEADER = /^(?:x-amz-(?!meta-)|if-|range$)/;

/** Runs the operation a request asks for. @throws S3Error `NotImplemented` naming what is not supported */
export async function runOperation(store: ObjectStore, request: S3Request): Promise<operations.S3Answer> {
  const { headers, query } = request;
  const method = request.method === 'PUT' && headers.has('x-amz-copy-source') ? 'COPY' : request.method;
  const name = `${method} ${scopeOf(request)}`;
  const route = ROUTES[name];
  if (route === undefined) throw notImplemented(request, name);
  const meaningful = [...headers.keys()].filter((header) => MEANINGFUL_HEADER.test(header));
  for (const part of [...query.keys(), ...meaningful]) {
    if (!ALWAYS_UNDERSTOOD.has(part) && !route.understands.includes(part)) {
      throw notImplemented(request, `${name} with ${part}`);
    }
  }
  return route.operation(store, request);
}

function scopeOf({ bucket, key }: S3Request): string {
  if (key !== '') return 'object';
  return bucket === '' ? 'service' : 'bucket';
}

function notImplemented({ query }: S3Request, what: string): S3Error {
  const operation = query.get('x-id') ?? 'this operation';
  return new S3Error('NotImplemented', `The local S3 does not support ${operation}: ${what}.`);
}
