import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalServer } from '../local-server.ts';
import { startS3Server } from './server.ts';

const Bucket = 'test-bucket';
const ODD_KEYS = [
  'with space/and more',
  'With space/and more',
  'with space/and mor',
  'ümläut/日本/😀',
  'a:b+c=d%e',
  '%2F%20',
  'quote\'"<&>(!*)~',
  'dots/../up/./x//y/',
  '#hash?query=1&b',
  'line\r\nbreak\ttab',
];

let directory: string;
let server: LocalServer;
let client: S3Client;

function clientOf({ url }: LocalServer): S3Client {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new S3Client({ endpoint: url, region: 'us-east-1', credentials });
}

async function freshBucket(): Promise<string> {
  const name = `bucket-${randomBytes(6).toString('hex')}`;
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

async function put(bucket: string, keys: readonly string[]): Promise<void> {
  for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
}

async function readText(bucket: string, Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return Body?.transformToString();
}

/** Sends a request as it stands over a bare socket and gives back all that comes. */
async function sendRaw(request: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(request, 'latin1');
  return text(socket);
}

function putFramed(framed: string, headers: readonly string[]): Promise<string> {
  const lines = ['Host: local', 'Connection: close', `Content-Length: ${framed.length}`, ...headers];
  const streaming = 'x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  return sendRaw(`PUT /${Bucket}/framed HTTP/1.1\r\n${[...lines, streaming].join('\r\n')}\r\n\r\n${framed}`);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-s3-'));
  server = await startS3Server({ directory, buckets: [Bucket] });
  client = clientOf(server);
});

afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(directory, { recursive: true });
});

describe('put, get and head', () => {
  test('a string comes back with its content type, metadata, etag and checksum', async () => {
    const Key = 'note.json';
    const written = await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: 'hello',
        ContentType: 'application/json',
        Metadata: { 'prompt-version': 'v1.0.0' },
      }),
    );
    expect(written.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const read = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await read.Body?.transformToString()).toBe('hello');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
    for (const answer of [read, head]) {
      expect(answer).toMatchObject({
        ETag: written.ETag,
        ContentType: 'application/json',
        ContentLength: 5,
        Metadata: { 'prompt-version': 'v1.0.0' },
        ChecksumCRC32: 'NhCmhg==',
      });
      expect(Math.abs(Date.now() - (answer.LastModified?.getTime() ?? 0))).toBeLessThan(5_000);
      expect(answer.$metadata.requestId).toMatch(/^[0-9A-F]{16}$/);
    }
  });

  test('a streamed random megabyte comes back byte for byte, without the framing it was sent in', async () => {
    const bytes = randomBytes(1_000_003);
    const pieces = [1, 65_536, 65_537, 500_000].map((end, index, ends) =>
      bytes.subarray(ends[index - 1] ?? 0, end),
    );
    const Body = Readable.from([...pieces, bytes.subarray(500_000)]);
    let sentAs: unknown;
    const streaming = clientOf(server);
    streaming.middlewareStack.add(
      (next) => (args) => {
        sentAs = (args.request as { headers: Record<string, string> }).headers['content-encoding'];
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    await streaming.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: bytes.length }));
    streaming.destroy();
    expect(sentAs).toBe('aws-chunked');
    const read = await client.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
    expect(read.ContentEncoding).toBeUndefined();
    expect(bytes.equals((await read.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true);
  });

  test('buffers and empty objects come back, and a second put replaces the first', async () => {
    const bytes = randomBytes(3_000);
    await client.send(new PutObjectCommand({ Bucket, Key: 'twice', Body: bytes }));
    const first = await client.send(new GetObjectCommand({ Bucket, Key: 'twice' }));
    expect(bytes.equals((await first.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true);
    await client.send(new PutObjectCommand({ Bucket, Key: 'twice', Body: Buffer.alloc(0) }));
    expect(await readText(Bucket, 'twice')).toBe('');
  });

  test('keys of odd characters are kept apart, listed, copied and deleted as they are', async () => {
    const bucket = await freshBucket();
    await put(bucket, ODD_KEYS);
    for (const key of ODD_KEYS) expect(await readText(bucket, key)).toBe(key);
    const listing = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(new Set(listing.Contents?.map(({ Key }) => Key))).toEqual(new Set(ODD_KEYS));
    for (const key of ODD_KEYS) {
      const CopySource = `${bucket}/${encodeURIComponent(key)}`;
      await client.send(new CopyObjectCommand({ Bucket, Key: 'odd-copy', CopySource }));
      expect(await readText(Bucket, 'odd-copy')).toBe(key);
    }
    const Objects = ODD_KEYS.map((Key) => ({ Key }));
    await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
    expect((await client.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount).toBe(0);
  });
});

describe('conditional puts', () => {
  test('of 20 puts that race with If-None-Match exactly one wins and its bytes stay', async () => {
    const Key = 'race';
    const bodies = Array.from({ length: 20 }, () => randomBytes(20_000).toString('hex'));
    const results = await Promise.allSettled(
      bodies.map((Body) => client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }))),
    );
    const winners = bodies.filter((_body, index) => results[index]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await readText(Bucket, Key)).toBe(winners[0]);
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({
          name: 'PreconditionFailed',
          $metadata: { httpStatusCode: 412 },
        });
      }
    }
  });

  test('If-Match writes over the named version only', async () => {
    const write = (Body: string, IfMatch?: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'versioned', Body, IfMatch }));
    await expect(write('none', '"5d41402abc4b2a76b9719d911017c592"')).rejects.toThrow(
      expect.objectContaining({ name: 'NoSuchKey' }),
    );
    const { ETag } = await write('one');
    await write('two', ETag);
    await expect(write('three', ETag)).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await readText(Bucket, 'versioned')).toBe('two');
  });

  test('a deleted key can be put again with If-None-Match', async () => {
    const write = () =>
      client.send(new PutObjectCommand({ Bucket, Key: 'again', Body: 'x', IfNoneMatch: '*' }));
    await write();
    await expect(write()).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'again' }));
    await write();
  });
});

describe('checksums', () => {
  test('a wrong CRC32 in a header is refused and nothing is stored', async () => {
    const wrong = { Bucket, Key: 'wrong', Body: 'hello' };
    const badDigest = { name: 'BadDigest', $metadata: { httpStatusCode: 400 } };
    const crc = client.send(new PutObjectCommand({ ...wrong, ChecksumCRC32: 'AAAAAA==' }));
    await expect(crc).rejects.toMatchObject(badDigest);
    await expect(readText(Bucket, 'wrong')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('a trailer is checked against the bytes without their framing', async () => {
    const trailer = 'x-amz-trailer: x-amz-checksum-crc32';
    const framed = (last: string) => `5\r\nhello\r\n5\r\nthere\r\n0\r\n${last}\r\n`;
    const right = await putFramed(framed('x-amz-checksum-crc32:mbPYeA==\r\n'), [trailer]);
    expect(right).toMatch(/^HTTP\/1.1 200/);
    expect(await readText(Bucket, 'framed')).toBe('hellothere');
    const refused: [string, string, string[]][] = [
      ['BadDigest', framed('x-amz-checksum-crc32:mbPYeQ==\r\n'), [trailer]],
      ['BadDigest', framed(''), [trailer]],
      ['BadDigest', framed('x-amz-checksum-crc32:mbPYeA==\r\n').replace('5\r\nthere\r\n', ''), [trailer]],
      ['IncompleteBody', '5\r\nhel', []],
      ['IncompleteBody', '5\r\nhelloXX0\r\n\r\n', []],
      ['IncompleteBody', 'rubbish\r\n\r\n', []],
      ['BadDigest', framed('x-amz-checksum-sha256:x\r\n'), ['x-amz-trailer: x-amz-checksum-sha256']],
    ];
    for (const [code, body, headers] of refused) {
      expect(await putFramed(body, headers)).toContain(`<Code>${code}</Code>`);
    }
  });

  test('bytes that rot on disk are noticed by the client that reads them', async () => {
    const bucket = await freshBucket();
    await put(bucket, ['rotten']);
    const [name = ''] = await readdir(join(directory, bucket));
    const file = await readFile(join(directory, bucket, name));
    file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
    await writeFile(join(directory, bucket, name), file);
    await expect(readText(bucket, 'rotten')).rejects.toThrow(/checksum/i);
  });
});

describe('copy and delete', () => {
  test('a copy keeps content type and metadata', async () => {
    const CopySource = `${Bucket}/original`;
    const source = { Bucket, Key: 'original', Body: 'x', ContentType: 'text/plain', Metadata: { a: '1' } };
    await client.send(new PutObjectCommand(source));
    const copy = await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'copy' }));
    expect(head).toMatchObject({
      ETag: copy.CopyObjectResult?.ETag,
      ContentType: 'text/plain',
      Metadata: { a: '1' },
    });
    expect(await readText(Bucket, 'copy')).toBe('x');
    const ofNothing = client.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/none` }),
    );
    await expect(ofNothing).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('deletes succeed for keys that are there and keys that are not', async () => {
    const bucket = await freshBucket();
    await put(bucket, ['a', 'b', 'c']);
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a' }));
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a' }));
    const Objects = [{ Key: 'b' }, { Key: 'none' }];
    const answer = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
    expect(answer.Deleted).toEqual(Objects);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['c']);
    const none = client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [] } }));
    await expect(none).rejects.toMatchObject({ name: 'MalformedXML' });
  });
});

describe('listing', () => {
  const keys = ['a/1', 'a/2', 'a0', 'b', 'b/x/1', 'b/y/1', '\u{ff5e}', '\u{1f600}'];
  let bucket: string;

  beforeAll(async () => {
    bucket = await freshBucket();
    await put(bucket, keys.toReversed());
  });

  async function list(input: Partial<ConstructorParameters<typeof ListObjectsV2Command>[0]>) {
    const answer = await client.send(new ListObjectsV2Command({ Bucket: bucket, ...input }));
    return {
      keys: answer.Contents?.map(({ Key }) => Key) ?? [],
      prefixes: answer.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [],
      answer,
    };
  }

  test('keys come in the order of their UTF-8 bytes, with size, etag and date', async () => {
    const { keys: listed, answer } = await list({});
    // UTF-16 would put the emoji, a surrogate pair, before U+FF5E.
    expect(listed).toEqual(keys);
    expect(answer.Contents?.[0]).toMatchObject({
      Size: 3,
      ETag: expect.any(String),
      LastModified: expect.any(Date),
    });
    expect(answer).toMatchObject({ Name: bucket, IsTruncated: false, KeyCount: keys.length, MaxKeys: 1000 });
  });

  test('prefix and delimiter roll keys up into common prefixes', async () => {
    expect(await list({ Delimiter: '/' })).toMatchObject({
      keys: ['a0', 'b', '\u{ff5e}', '\u{1f600}'],
      prefixes: ['a/', 'b/'],
    });
    expect(await list({ Prefix: 'b/', Delimiter: '/' })).toMatchObject({
      keys: [],
      prefixes: ['b/x/', 'b/y/'],
    });
    expect(await list({ Prefix: 'a/' })).toMatchObject({ keys: ['a/1', 'a/2'], prefixes: [] });
    expect((await list({ Prefix: 'none' })).answer.KeyCount).toBe(0);
  });

  test('pages give every key and common prefix once', async () => {
    for (const [pageSize, Delimiter] of [
      [1, '/'],
      [2, '/'],
      [3, undefined],
    ] as const) {
      const seen: unknown[] = [];
      for await (const page of paginateListObjectsV2({ client, pageSize }, { Bucket: bucket, Delimiter })) {
        expect(page.KeyCount).toBeLessThanOrEqual(pageSize);
        for (const { Key } of page.Contents ?? []) seen.push(Key);
        for (const { Prefix } of page.CommonPrefixes ?? []) seen.push(Prefix);
      }
      const whole = await list({ Delimiter });
      expect(seen).toHaveLength(whole.keys.length + whole.prefixes.length);
      expect(new Set(seen)).toEqual(new Set([...whole.keys, ...whole.prefixes]));
    }
  });

  test('a bad max-keys is refused', async () => {
    await expect(list({ MaxKeys: -1 })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('buckets and errors', () => {
  test('what is missing is named as S3 names it', async () => {
    const missing = client.send(new GetObjectCommand({ Bucket, Key: 'none' }));
    await expect(missing).rejects.toMatchObject({
      name: 'NoSuchKey',
      message: 'The specified key does not exist.',
      $metadata: { httpStatusCode: 404, requestId: expect.stringMatching(/^[0-9A-F]{16}$/) },
    });
    const head = client.send(new HeadObjectCommand({ Bucket, Key: 'none' }));
    await expect(head).rejects.toMatchObject({ name: 'NotFound' });
    await client.send(new HeadBucketCommand({ Bucket }));
    await expect(client.send(new HeadBucketCommand({ Bucket: 'none' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    const noBucket = { name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } };
    const calls = [
      client.send(new PutObjectCommand({ Bucket: 'none', Key: 'x', Body: 'x' })),
      client.send(new GetObjectCommand({ Bucket: 'none', Key: 'x' })),
      client.send(new DeleteObjectCommand({ Bucket: 'none', Key: 'x' })),
      client.send(new ListObjectsV2Command({ Bucket: 'none' })),
    ];
    for (const result of await Promise.allSettled(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: noBucket });
    }
    const answer = await fetch(`${server.url}/${Bucket}/none`);
    expect(answer.headers.get('content-type')).toBe('application/xml');
    expect(await answer.text()).toContain('<Code>NoSuchKey</Code>');
  });

  test('a bad bucket name is refused, and a key may be as long as S3 allows', async () => {
    for (const path of ['Bad_Name', '%2e%2e', '..', 'no']) {
      expect(await sendRaw(`PUT /${path} HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n`)).toContain(
        '<Code>InvalidBucketName</Code>',
      );
    }
    const longest = 'ü'.repeat(512);
    await put(Bucket, [longest]);
    expect(await readText(Bucket, longest)).toBe(longest);
  });

  test('what is not supported is refused by name', async () => {
    const refusal = { name: 'NotImplemented', $metadata: { httpStatusCode: 501, attempts: 1 } };
    const tagging = client.send(new PutObjectTaggingCommand({ Bucket, Key: 'x', Tagging: { TagSet: [] } }));
    await expect(tagging).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('PUT object tagging'),
    });
    const range = client.send(new GetObjectCommand({ Bucket, Key: 'x', Range: 'bytes=0-1' }));
    await expect(range).rejects.toMatchObject({
      ...refusal,
      message: expect.stringMatching(/GetObject.*range/),
    });
    const conditional = client.send(new GetObjectCommand({ Bucket, Key: 'x', IfNoneMatch: '"etag"' }));
    await expect(conditional).rejects.toMatchObject(refusal);
    const replacing = { MetadataDirective: 'REPLACE', CopySource: `${Bucket}/x` } as const;
    const copy = client.send(new CopyObjectCommand({ Bucket, Key: 'x', ...replacing }));
    await expect(copy).rejects.toMatchObject(refusal);
    const sha256 = new PutObjectCommand({ Bucket, Key: 'x', Body: 'x', ChecksumAlgorithm: 'SHA256' });
    await expect(client.send(sha256)).rejects.toMatchObject(refusal);
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', `/${Bucket}`],
      ['DELETE', `/${Bucket}`],
      ['POST', `/${Bucket}/x?uploads`],
      ['PATCH', `/${Bucket}/x`],
    ] as const) {
      const answer = await fetch(server.url + path, { method });
      expect([method, path, answer.status]).toEqual([method, path, 501]);
      expect(await answer.text()).toContain('<Code>NotImplemented</Code>');
    }
  });

  test('rubbish is refused and the server lives on', async () => {
    const close = 'Host: local\r\nConnection: close\r\n';
    expect(await sendRaw('rubbish\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
    expect(await sendRaw(`GET /${Bucket}/%FF%zz HTTP/1.1\r\n${close}\r\n`)).toContain(
      '<Code>InvalidURI</Code>',
    );
    expect(await sendRaw(`OPTIONS * HTTP/1.1\r\n${close}\r\n`)).toContain('<Code>NotImplemented</Code>');
    for (const xml of ['<Delete><Object></Object></Delete>', '<<<', '']) {
      const answer = await fetch(`${server.url}/${Bucket}?delete`, { method: 'POST', body: xml });
      expect(await answer.text()).toContain('<Code>MalformedXML</Code>');
    }
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await new Promise((sent) => {
      socket.write(`PUT /${Bucket}/cut HTTP/1.1\r\nHost: local\r\nContent-Length: 100\r\n\r\nhalf`, sent);
    });
    socket.destroy();
    await expect(readText(Bucket, 'cut')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

test('objects and buckets outlive a restart, and half-written files do not', async () => {
  const ownDirectory = await mkdtemp(join(tmpdir(), 'local-s3-'));
  try {
    const before = await startS3Server({ directory: ownDirectory, buckets: [Bucket, 'empty-bucket'] });
    const beforeClient = clientOf(before);
    const body = randomBytes(2_000);
    const input = { Bucket, Key: 'kept ü', Body: body, Metadata: { a: '1' } };
    const { ETag } = await beforeClient.send(new PutObjectCommand(input));
    await beforeClient.send(new PutObjectCommand({ Bucket, Key: 'deleted', Body: 'x' }));
    await beforeClient.send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }));
    beforeClient.destroy();
    await before.close();
    await expect(fetch(before.url)).rejects.toThrow();
    await writeFile(join(ownDirectory, Bucket, 'abc.temporary'), '{"key":"half","etag":"half');

    const after = await startS3Server({ directory: ownDirectory, buckets: [Bucket] });
    const afterClient = clientOf(after);
    const { Contents } = await afterClient.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toMatchObject([{ Key: 'kept ü', ETag }]);
    const read = await afterClient.send(new GetObjectCommand({ Bucket, Key: 'kept ü' }));
    expect(read).toMatchObject({ ETag, Metadata: { a: '1' } });
    expect(body.equals((await read.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true);
    await afterClient.send(new HeadBucketCommand({ Bucket: 'empty-bucket' }));
    const again = afterClient.send(new PutObjectCommand({ ...input, IfNoneMatch: '*' }));
    await expect(again).rejects.toMatchObject({ name: 'PreconditionFailed' });
    afterClient.destroy();
    await after.close();
    expect(await readdir(join(ownDirectory, Bucket))).toHaveLength(1);
  } finally {
    await rm(ownDirectory, { recursive: true });
  }
});

test('a closed server has finished or dropped every put, and leaves no temporary files', async () => {
  const ownDirectory = await mkdtemp(join(tmpdir(), 'local-s3-'));
  const own = await startS3Server({ directory: ownDirectory, buckets: [Bucket] });
  const body = randomBytes(500_000);
  const puts = Array.from({ length: 10 }, (_unused, index) =>
    fetch(`${own.url}/${Bucket}/${index}`, { method: 'PUT', body }),
  );
  await Promise.race(puts);
  await own.close();
  await Promise.allSettled(puts);
  const files = await readdir(join(ownDirectory, Bucket));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((name) => name.endsWith('.temporary'))).toEqual([]);
  await rm(ownDirectory, { recursive: true });
});

test('300 clients at once each get their own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 300 }, async (_unused, index) => {
      const answer = await fetch(`${server.url}/${Bucket}/many-${index}`, {
        method: 'PUT',
        body: `${index}`,
      });
      return answer.headers.get('x-amz-checksum-crc32');
    }),
  );
  expect(answers).toEqual(
    answers.map((_answer, index) => {
      const digest = Buffer.alloc(4);
      digest.writeUInt32BE(crc32(`${index}`));
      return digest.toString('base64');
    }),
  );
});
