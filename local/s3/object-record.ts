import { z } from 'zod';

const recordSchema = z.object({
  key: z.string(),
  /** MD5 of the bytes in hex, in double quotes. */
  etag: z.string(),
  sizeBytes: z.number(),
  crc32: z.string(),
  /** ISO 8601, whole seconds. */
  lastModified: z.string(),
  /** Headers given back with the object: content type and its like, and `x-amz-meta-*`. */
  headers: z.record(z.string(), z.string()),
});

/** All that is known of an object besides its bytes. */
export type ObjectRecord = Readonly<z.infer<typeof recordSchema>>;

export interface StoredObject {
  readonly record: ObjectRecord;
  readonly body: Buffer;
}

/** One file holds both, the record as a line of JSON before the bytes, so that no crash can part them. */
export function encodeStoredObject({ record, body }: StoredObject): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(record)}\n`), body]);
}

/** @throws when the bytes are not what `encodeStoredObject` wrote */
export function decodeStoredObject(file: Buffer): StoredObject {
  const endOfRecord = file.indexOf('\n');
  const record = recordSchema.parse(JSON.parse(file.toString('utf8', 0, endOfRecord)));
  return { record, body: file.subarray(endOfRecord + 1) };
}
