import { AUTHORIZED, BODY, ONE_CHUNK, rawChunks, rawGet, rawPost, rawRequest } from './raw-requests.ts';

/** Three of them are those that every `rawGet` has. */
const MOST_HEADERS = 64;
const SMUGGLED = rawPost({ body: BODY.replace('abc-123-xyz', 'smuggled') });
const chunked = 'Transfer-Encoding: chunked';
const length = `Content-Length: ${BODY.length}`;
const framed = (framing: string, body = BODY) => rawPost({ framing, body });
const withHeader = (header: string) => rawPost({ headers: [header] });

/** Two readers of each of these may find two different requests in it; so it must not be read at all. */
export const AMBIGUOUS: readonly (readonly [name: string, bytes: string])[] = [
  ['a length and chunks', framed(`${length}\r\n${chunked}`, `0\r\n\r\n${SMUGGLED}`)],
  ['chunks and a length', framed(`${chunked}\r\nContent-Length: 3`, `0\r\n\r\n${SMUGGLED}`)],
  ['two lengths', framed(`${length}\r\nContent-Length: 3`)],
  ['the same length twice', framed(`${length}\r\n${length}`)],
  ['a list of lengths', framed(`${length}, ${BODY.length}`)],
  ['a length with a sign', framed(`Content-Length: +${BODY.length}`)],
  ['a negative length', framed('Content-Length: -1')],
  ['a length in hexadecimal', framed('Content-Length: 0x3a')],
  ['a length with a space inside', framed('Content-Length: 5 8')],
  ['a length beyond all numbers', framed('Content-Length: 99999999999999999999999')],
  ['no length, where the name has a space', framed(`Content-Length : ${BODY.length}`)],
  ['chunks by a misspelt name', framed('Transfer-Encoding: xchunked', ONE_CHUNK)],
  ['chunks that are not the last coding', framed('Transfer-Encoding: chunked, identity', ONE_CHUNK)],
  ['chunks twice', framed(`${chunked}\r\n${chunked}`, ONE_CHUNK)],
  ['two codings', framed(`${chunked}\r\nTransfer-Encoding: identity`, ONE_CHUNK)],
  ['chunks after a space in the name', framed('Transfer-Encoding : chunked', ONE_CHUNK)],
  ['chunks after a tab in the name', framed('Transfer-Encoding\t: chunked', ONE_CHUNK)],
  ['chunks in a folded line', framed('Transfer-Encoding:\r\n chunked', ONE_CHUNK)],
  ['chunks after a vertical tab', framed('Transfer-Encoding: \u000bchunked', ONE_CHUNK)],
  ['a chunk whose size is no number', rawChunks(`zz\r\n${BODY}\r\n0\r\n\r\n`)],
  ['a chunk of a negative size', rawChunks(`-3a\r\n${BODY}\r\n0\r\n\r\n`)],
  ['a chunk of a size with a prefix', rawChunks(`0x3a\r\n${BODY}\r\n0\r\n\r\n`)],
  ['a chunk of a size beyond all numbers', rawChunks(`fffffffffffffffff\r\n${BODY}\r\n0\r\n\r\n`)],
  ['a chunk longer than its size', rawChunks(`5\r\n${BODY}\r\n0\r\n\r\n`)],
  ['chunks with bare line feeds', rawChunks(ONE_CHUNK.replaceAll('\r\n', '\n'))],
  ['a chunk with 20 KB of extensions', rawChunks(ONE_CHUNK.replace('\r\n', `;a=${'b'.repeat(20_000)}\r\n`))],
  ['bare line feeds', rawPost().replaceAll('\r\n', '\n')],
  ['bare carriage returns', rawPost().replaceAll('\r\n', '\r')],
  ['a folded line', withHeader('X: a\r\n b')],
  ['a NUL in a header', withHeader('X: a\0b')],
  ['a space in the name of a header', withHeader('X Y: a')],
  ['a header without a colon', withHeader('X')],
  ['a header without a name', withHeader(': a')],
  ['two hosts', withHeader('Host: elsewhere')],
];

/** What is none of ours or cannot be read, and the problem that says so. */
export const REFUSED: readonly (readonly [name: string, bytes: string, status: number, code: string])[] = [
  ['HTTP/0.9', 'GET /livez\r\n', 400, 'malformed_http'],
  ['HTTP/1.2', rawRequest(['GET /livez HTTP/1.2', 'Host: api']), 400, 'malformed_http'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'malformed_http'],
  [
    'a greeting of TLS',
    '\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003',
    400,
    'malformed_http',
  ],
  ['no host', rawRequest(['GET /omni-channel-insights/a HTTP/1.1', ...AUTHORIZED]), 400, 'malformed_http'],
  ['an unknown method', rawPost({ line: 'FOO /omni-channel-insights HTTP/1.1' }), 400, 'malformed_http'],
  [
    'a method in small letters',
    rawPost({ line: 'post /omni-channel-insights HTTP/1.1' }),
    400,
    'malformed_http',
  ],
  ['PUT', rawPost({ line: 'PUT /omni-channel-insights HTTP/1.1' }), 404, 'route_not_found'],
  ['TRACE', rawPost({ line: 'TRACE /omni-channel-insights HTTP/1.1' }), 404, 'route_not_found'],
  ['OPTIONS of everything', rawRequest(['OPTIONS * HTTP/1.1', 'Host: api']), 404, 'route_not_found'],
  ['a path without a slash', rawGet('livez'), 400, 'malformed_http'],
  ['a path of two slashes', rawGet('//elsewhere/livez'), 404, 'route_not_found'],
  ['a path with a NUL', rawGet('/live\0z'), 400, 'malformed_http'],
  ['a path with a space', rawGet('/live z'), 400, 'malformed_http'],
  ['a path in Latin-1', rawGet('/\u00e9'), 400, 'malformed_http'],
  ['half a percent code', rawGet('/omni-channel-insights/%e'), 400, 'malformed_http'],
  ['percent codes that are not UTF-8', rawGet('/omni-channel-insights/%C0%AF'), 400, 'malformed_http'],
  ['17 KiB of headers', rawGet('/livez', [`X: ${'x'.repeat(17_000)}`]), 431, 'headers_too_large'],
  ['2,500 headers', rawGet('/livez', Array(2_500).fill('X:')), 431, 'headers_too_large'],
  [
    '65 headers',
    rawGet('/omni-channel-insights/a', Array(MOST_HEADERS - 3 + 1).fill('X: y')),
    431,
    'headers_too_large',
  ],
  [
    '64 headers to a summary that is not there',
    rawGet('/omni-channel-insights/a', Array(MOST_HEADERS - 3).fill('X: y')),
    404,
    'summary_not_found',
  ],
  ['33 KB of path', rawGet(`/${'x'.repeat(33_000)}`), 431, 'headers_too_large'],
  ['33 KB of body', rawPost({ body: BODY.padEnd(33_000) }), 413, 'payload_too_large'],
  ['33 KB in one chunk', rawChunks(`80e8\r\n${' '.repeat(33_000)}\r\n0\r\n\r\n`), 413, 'payload_too_large'],
  [
    '33 KB in many chunks',
    rawChunks(`${`a\r\n${' '.repeat(10)}\r\n`.repeat(3_300)}0\r\n\r\n`),
    413,
    'payload_too_large',
  ],
  ['10 GB that are only said', framed('Content-Length: 9999999999'), 413, 'payload_too_large'],
  [
    'a compressed transfer',
    framed('Transfer-Encoding: gzip, chunked', ONE_CHUNK),
    415,
    'unsupported_media_type',
  ],
  ['no body', framed('Content-Length: 0', ''), 400, 'malformed_json'],
  [
    'no body by HTTP/1.0',
    rawRequest(['POST /omni-channel-insights HTTP/1.0', ...AUTHORIZED]),
    400,
    'malformed_json',
  ],
  ['half the headers, then the end', rawPost().slice(0, 60), 400, 'malformed_http'],
  ['half the body, then the end', rawPost().slice(0, -9), 400, 'malformed_http'],
  ['a body on GET', rawGet('/omni-channel-insights/a', [length]) + BODY, 404, 'summary_not_found'],
  [
    'a large body on GET',
    rawGet('/omni-channel-insights/a', ['Content-Length: 99000']) + 'x'.repeat(99_000),
    404,
    'summary_not_found',
  ],
  [
    'an upgrade to WebSocket',
    rawGet('/omni-channel-insights/a', ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: a']),
    404,
    'summary_not_found',
  ],
];

/** What is unusual and right all the same. */
export const TAKEN: readonly (readonly [name: string, bytes: string, statuses: readonly number[]])[] = [
  ['by HTTP/1.0', rawPost({ line: 'POST /omni-channel-insights HTTP/1.0' }), [200]],
  [
    'by HTTP/1.0 without a host',
    rawPost({ line: 'POST /omni-channel-insights HTTP/1.0' }).replace('Host: api\r\n', ''),
    [200],
  ],
  ['to an absolute URL', rawPost({ line: 'POST http://elsewhere/omni-channel-insights HTTP/1.1' }), [200]],
  ['in one chunk', rawChunks(ONE_CHUNK), [200]],
  ['in chunks with extensions and trailers', rawChunks(`3a;a=b\r\n${BODY}\r\n0\r\nX: y\r\n\r\n`), [200]],
  [
    'in one chunk a byte',
    rawChunks(`${[...BODY].map((byte) => `1\r\n${byte}\r\n`).join('')}0\r\n\r\n`),
    [200],
  ],
  ['after empty lines', `\r\n\r\n${rawPost()}`, [200]],
  ['that waits to be told to go on', withHeader('Expect: 100-continue'), [100, 200]],
  ['that expects what nobody knows', withHeader('Expect: 200-ok'), [200]],
  [
    'that offers HTTP/2',
    withHeader('Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA'),
    [200],
  ],
  ['three times at once', rawPost().repeat(3), [200, 200, 200]],
];
