import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { S3Error } from './s3-error.ts';

export interface ObjectLocation {
  readonly bucket: string;
  /** Exactly the client's key, dots and slashes included. */
  readonly key: string;
}

/** All that is known of an object besides its bytes. */
export interface ObjectRecord {
  readonly key: string;
  /** MD5 of the bytes in hex, in double quotes. */
  readonly etag: string;
  readonly sizeBytes: number;
  readonly crc32: string;
  /** ISO 8601. */
  readonly lastModified: string;
  /** Headers given back with the object: `content-type` and `x-amz-meta-*`. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface StoredObject {
  readonly record: ObjectRecord;
  readonly body: Buffer;
}

interface NewObject {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** Conditions as in the HTTP headers. */
  readonly ifNoneMatch?: string | undefined;
  readonly ifMatch?: string | undefined;
}

const TEMPORARY = '.temporary';

/**
 * Buckets and objects in a directory, which one server at a time may use. It works synchronously, so that no other
 * request gets in between the check of a condition and the change. Every method but `createBucket` throws `NoSuchBucket`.
 */
export class ObjectStore {
  readonly #directory: string;
  readonly #buckets = new Map<string, Map<string, ObjectRecord>>();

  /** Opens what lies in the directory; what a killed server had half written is removed. */
  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
    for (const bucket of readdirSync(directory)) {
      this.#buckets.set(bucket, readRecords(join(directory, bucket)));
    }
  }

  /** Creates the bucket unless it exists. @throws S3Error `InvalidBucketName` */
  createBucket(bucket: string): void {
    if (!/^[a-z0-9][a-z0-9.-]{2,62}$/.test(bucket)) {
      throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
    }
    mkdirSync(join(this.#directory, bucket), { recursive: true });
    if (!this.#buckets.has(bucket)) this.#buckets.set(bucket, new Map());
  }

  /** The bucket's records by key, in no order. */
  records(bucket: string): ReadonlyMap<string, ObjectRecord> {
    return this.#recordsOf(bucket);
  }

  /** @throws S3Error `NoSuchKey` */
  read(location: ObjectLocation): StoredObject {
    if (!this.#recordsOf(location.bucket).has(location.key)) throw noSuchKey();
    return readObject(this.#pathOf(location));
  }

  /** Writes the whole object or nothing. @throws S3Error `PreconditionFailed`, `NoSuchKey` (If-Match without an object) */
  put(location: ObjectLocation, { body, headers, ifNoneMatch, ifMatch }: NewObject): ObjectRecord {
    const { bucket, key } = location;
    const current = this.#recordsOf(bucket).get(key);
    if (ifMatch !== undefined && current === undefined) throw noSuchKey();
    const isChanged = ifMatch !== undefined && ifMatch !== current?.etag;
    if (isChanged || (ifNoneMatch !== undefined && current !== undefined)) {
      throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions did not hold');
    }
    const record = {
      key,
      etag: `"${createHash('md5').update(body).digest('hex')}"`,
      sizeBytes: body.length,
      crc32: crc32Base64(body),
      lastModified: new Date().toISOString(),
      headers,
    };
    // One file holds record and bytes, and gets its name when it is complete: no crash can part or halve them.
    const path = this.#pathOf(location);
    writeFileSync(path + TEMPORARY, Buffer.concat([Buffer.from(`${JSON.stringify(record)}\n`), body]));
    renameSync(path + TEMPORARY, path);
    this.#recordsOf(bucket).set(key, record);
    return record;
  }

  /** Removes the object if it is there. */
  remove(location: ObjectLocation): void {
    if (this.#recordsOf(location.bucket).delete(location.key)) rmSync(this.#pathOf(location));
  }

  #recordsOf(bucket: string): Map<string, ObjectRecord> {
    const records = this.#buckets.get(bucket);
    if (records === undefined) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist.');
    return records;
  }

  // A digest is a valid file name on every system, whatever the key holds and however long it is.
  #pathOf({ bucket, key }: ObjectLocation): string {
    return join(this.#directory, bucket, createHash('sha256').update(key).digest('hex'));
  }
}

function readRecords(directory: string): Map<string, ObjectRecord> {
  const records = new Map<string, ObjectRecord>();
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (name.endsWith(TEMPORARY)) {
      rmSync(path);
    } else {
      const { record } = readObject(path);
      records.set(record.key, record);
    }
  }
  return records;
}

function readObject(path: string): StoredObject {
  const file = readFileSync(path);
  const endOfRecord = file.indexOf('\n');
  return { record: JSON.parse(file.toString('utf8', 0, endOfRecord)), body: file.subarray(endOfRecord + 1) };
}

/** The CRC32 of some bytes as S3 writes it: big-endian, in base64. */
export function crc32Base64(bytes: Buffer): string {
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(crc32(bytes));
  return digest.toString('base64');
}

function noSuchKey(): S3Error {
  return new S3Error('NoSuchKey', 'The specified key does not exist.');
}
