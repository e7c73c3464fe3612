import fc from 'fast-check';
import { type ByteChange, cut, doubling, ending, flippedBit, insertion } from './byte-changes.ts';
import { AUTHORIZED, BODY, ONE_CHUNK, rawChunks, rawGet, rawPost } from './raw-requests.ts';

/** Stands where no answer may repeat it: in a header, in a query and in a member that is only kept. */
export const WIRE_MARK = 'w1r3m8rk5q';

export interface WireRequest {
  readonly bytes: Buffer;
  /** Whether the client waits for an answer with its side open, however incomplete what it sent is. */
  readonly waits: boolean;
}

const MARKED_BODY = BODY.replace('{', `{"agent_key":"${WIRE_MARK}",`);
const MARKED = [`X-Mark: ${WIRE_MARK}`];
const VALID = [
  rawPost({ headers: MARKED, body: MARKED_BODY }),
  rawPost({ headers: [...MARKED, 'Expect: 100-continue'] }),
  rawChunks(`${MARKED_BODY.length.toString(16)}\r\n${MARKED_BODY}\r\n0\r\n\r\n`),
  rawChunks(ONE_CHUNK),
  rawGet(`/omni-channel-insights/upi-1?mark=${WIRE_MARK}`),
  rawGet('/livez', MARKED),
];

/** What is put in somewhere: bytes that mean something to a reader of HTTP, or to none. */
const INSERTS = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\r\n\r\n',
    '\0',
    ' ',
    '\t',
    ':',
    ',',
    ';',
    '%',
    '%00',
    '\u00ff',
    '\u0080',
    '0',
    '-1',
  ],
  ...['Transfer-Encoding: chunked\r\n', 'Content-Length: 5\r\n', 'Content-Length: 0\r\n', 'Host: b\r\n'],
  ...[
    'Expect: 200-ok\r\n',
    'Connection: close\r\n',
    'Connection: upgrade\r\nUpgrade: h2c\r\n',
    ' HTTP/1.0\r\n',
  ],
  ...[
    `${AUTHORIZED[0]}\r\n`,
    'X'.repeat(17_000),
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    '0\r\n\r\n',
    `"${WIRE_MARK}"`,
  ],
];

/** Valid requests of which bits were flipped, and parts cut out, doubled or put in. One in twelve waits. */
export function wireRequest(): fc.Arbitrary<WireRequest> {
  const requests = fc.array(fc.constantFrom(...VALID), { minLength: 1, maxLength: 2 });
  return fc
    .tuple(requests, fc.array(change(), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 12 }))
    .map(([valid, changes, turn]) => ({
      bytes: changes.reduce<Buffer>((bytes, apply) => apply(bytes), Buffer.from(valid.join(''), 'latin1')),
      waits: turn === 12,
    }));
}

function change(): fc.Arbitrary<ByteChange> {
  const inserts = fc.constantFrom(...INSERTS).map((text) => Buffer.from(text, 'latin1'));
  return fc.oneof(flippedBit(), insertion(inserts), cut(), doubling(), ending());
}
