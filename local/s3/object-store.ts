import { createHash, randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeStoredObject,
  encodeStoredObject,
  type ObjectRecord,
  type StoredObject,
} from './object-record.ts';
import { crc32Base64 } from './read-body.ts';
import { S3Error } from './s3-error.ts';

const LONGEST_KEY_BYTES = 1024;

export interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
}

/** What must hold at the moment of writing; the values are those of the HTTP headers. */
export interface PutCondition {
  readonly ifNoneMatch?: string | undefined;
  readonly ifMatch?: string | undefined;
}

interface NewObject {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly condition: PutCondition;
}

/**
 * Opens the objects that lie in a directory, which one server at a time may use. What a killed server had half
 * written is removed.
 */
export async function openObjectStore(directory: string): Promise<ObjectStore> {
  await mkdir(directory, { recursive: true });
  const buckets = new Map<string, Map<string, ObjectRecord>>();
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) buckets.set(entry.name, await readBucket(join(directory, entry.name)));
  }
  return new ObjectStore(directory, buckets);
}

async function readBucket(directory: string): Promise<Map<string, ObjectRecord>> {
  const records = new Map<string, ObjectRecord>();
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.endsWith('.temporary')) {
      await rm(path);
    } else {
      const { record } = decodeStoredObject(await readFile(path));
      records.set(record.key, record);
    }
  }
  return records;
}

/** Buckets and objects on disk. Every change of an object goes through `put` or `remove`. */
export class ObjectStore {
  readonly #directory: string;
  readonly #buckets: Map<string, Map<string, ObjectRecord>>;

  constructor(directory: string, buckets: Map<string, Map<string, ObjectRecord>>) {
    this.#directory = directory;
    this.#buckets = buckets;
  }

  /** Creates the bucket unless it exists. @throws S3Error `InvalidBucketName` */
  async createBucket(bucket: string): Promise<void> {
    if (!/^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/.test(bucket)) {
      throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
    }
    await mkdir(join(this.#directory, bucket), { recursive: true });
    if (!this.#buckets.has(bucket)) this.#buckets.set(bucket, new Map());
  }

  /** The bucket's records by key, in no order. @throws S3Error `NoSuchBucket` */
  records(bucket: string): ReadonlyMap<string, ObjectRecord> {
    return this.#recordsOf(bucket);
  }

  /** The object as it was at one moment, or undefined. @throws S3Error `NoSuchBucket` */
  async read({ bucket, key }: ObjectLocation): Promise<StoredObject | undefined> {
    if (!this.#recordsOf(bucket).has(key)) return undefined;
    try {
      return decodeStoredObject(await readFile(this.#pathOf({ bucket, key })));
    } catch (error) {
      if (this.#recordsOf(bucket).has(key)) throw error;
      return undefined;
    }
  }

  /**
   * Writes the whole object or nothing. Of writers that race, each sees what the one before it left.
   * @throws S3Error `PreconditionFailed`, `NoSuchKey` (If-Match without an object), `NoSuchBucket`, `KeyTooLongError`
   */
  async put(location: ObjectLocation, { body, headers, condition }: NewObject): Promise<ObjectRecord> {
    const records = this.#recordsOf(location.bucket);
    if (Buffer.byteLength(location.key) > LONGEST_KEY_BYTES) {
      throw new S3Error('KeyTooLongError', 'Your key is too long.');
    }
    const record = describe(location.key, { body, headers });
    const path = this.#pathOf(location);
    const temporary = `${path}.${randomUUID()}.temporary`;
    try {
      await writeFile(temporary, encodeStoredObject({ record, body }));
      // Nothing is awaited from here on, so that no other request gets in between the check and the change.
      assertCondition(records.get(record.key), condition);
      renameSync(temporary, path);
      records.set(record.key, record);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    return record;
  }

  /** Removes the object if it is there. @throws S3Error `NoSuchBucket` */
  remove(location: ObjectLocation): void {
    const records = this.#recordsOf(location.bucket);
    rmSync(this.#pathOf(location), { force: true });
    records.delete(location.key);
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

function describe(key: string, { body, headers }: Omit<NewObject, 'condition'>): ObjectRecord {
  return {
    key,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    sizeBytes: body.length,
    crc32: crc32Base64(body),
    lastModified: new Date(Math.floor(Date.now() / 1000) * 1000).toISOString(),
    headers,
  };
}

function assertCondition(current: ObjectRecord | undefined, { ifNoneMatch, ifMatch }: PutCondition): void {
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'If-None-Match of a put takes * only.');
  }
  if (ifMatch !== undefined && current === undefined) {
    throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  }
  const changed = ifMatch !== undefined && ifMatch.replaceAll('"', '') !== current?.etag.replaceAll('"', '');
  if (changed || (ifNoneMatch === '*' && current !== undefined)) {
    throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  }
}
