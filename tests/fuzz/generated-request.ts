import fc from 'fast-check';
import { type ByteChange, cut, doubling, ending, flippedBit, insertion } from './byte-changes.ts';
import { toObject } from './member.ts';
import { memberChanges } from './member-changes.ts';
import { encodings, mediaTypes } from './odd-headers.ts';
import { bodyMembers } from './valid-members.ts';

/** One request of a caller who is allowed to ask, as it leaves him. */
export interface GeneratedRequest {
  readonly body: Buffer;
  readonly contentType: string;
  readonly contentEncoding: string | null;
}

const JUST_TOO_LARGE = 32_769;

/** Mostly a valid body with a few changes, so that each rule is met from close by; now and then no JSON at all. */
export function generatedRequest(): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({ body: anyBody(), contentType: mediaTypes(), contentEncoding: encodings() })
    .map((request) => ({ ...request, [fc.toStringMethod]: () => shown(request) }));
}

/** Long bodies are long because something in them comes again and again. */
function shown({ body, contentType, contentEncoding }: GeneratedRequest): string {
  const text = JSON.stringify(body.toString()).replace(/(.{1,20}?)\1{20,}/gsu, '($1)…');
  return `${contentType} ${contentEncoding ?? ''} ${body.length} bytes: ${text}`;
}

function anyBody(): fc.Arbitrary<Buffer> {
  const nearlyValid = fc
    .tuple(bodyMembers(), memberChanges())
    .map(([members, change]) => toObject(change(members)));
  return fc.oneof(
    { weight: 12, arbitrary: nearlyValid.map((text) => Buffer.from(text)) },
    {
      weight: 4,
      arbitrary: fc.tuple(nearlyValid, textChange()).map(([text, change]) => Buffer.from(change(text))),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(nearlyValid, byteChange()).map(([text, change]) => change(Buffer.from(text))),
    },
    { weight: 1, arbitrary: garbage() },
  );
}

function textChange(): fc.Arbitrary<(text: string) => string> {
  const other = bodyMembers().map(toObject);
  return fc.oneof(
    fc.constantFrom(
      (text: string) => `\uFEFF${text}`,
      (text: string) => `\uFEFF\uFEFF${text}`,
      (text: string) => ` \r\n\t${text}\n`,
      (text: string) => `\u00a0${text}`,
      (text: string) => `\u000b${text}`,
      (text: string) => `${text}\u0000`,
      (text: string) => `[${text}]`,
      (text: string) => JSON.stringify(text),
      (text: string) => `${text};`,
      (text: string) => `)]}',\n${text}`,
      (text: string) => `/* a */${text}`,
      (text: string) => text.replace('{', '{,'),
      (text: string) => text.replace(/\}$/, ',}'),
      (text: string) => text.replaceAll('"', "'"),
      (text: string) => text.replaceAll('":', '" : '),
      (text: string) => text.padEnd(JUST_TOO_LARGE - 1),
      (text: string) => text.padEnd(JUST_TOO_LARGE),
      (text: string) => text.padStart(JUST_TOO_LARGE),
    ),
    other.map((more) => (text: string) => `${text}${more}`),
  );
}

function byteChange(): fc.Arbitrary<ByteChange> {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 3 });
  const otherEncoding = fc
    .constantFrom<BufferEncoding>('utf16le', 'latin1', 'base64')
    .map((encoding) => (body: Buffer) => Buffer.from(body.toString(), encoding));
  return fc.oneof(flippedBit(), insertion(bytes), cut(), doubling(), ending(), otherEncoding);
}

function garbage(): fc.Arbitrary<Buffer> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
    fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(text)),
    fc
      .constantFrom('', ' ', '{}', '[]', 'null', '""', '{', '[', '-', '\uFEFF')
      .map((text) => Buffer.from(text)),
  );
}
