import { constants, sign } from 'node:crypto';
import { base64url, goodClaims, hmac, KEYS, rs256, SHARED_SECRET, STRANGER, token } from './token-keys.ts';

const stranger = rs256(STRANGER.privateKey);
const publicPem = String(KEYS.issuer.publicKey.export({ format: 'pem', type: 'spki' }));
const publicJwk = KEYS.issuer.publicKey.export({ format: 'jwk' });
const strangerJwk = STRANGER.publicKey.export({ format: 'jwk' });
const [goodHeader, , goodSignature] = token().split('.');
const nothing = () => '';

export type Attack = readonly [name: string, bytes: () => string];

/** Signed by nobody, by a secret that everybody knows, or in another way than RS256. */
export const ALGORITHMS: readonly Attack[] = [
  ['none, with the signature of a good token', () => token({ header: { alg: 'none' } })],
  ['none, without kid and signature', () => token({ header: '{"alg":"none"}', signature: nothing })],
  ['none in mixed letters', () => token({ header: { alg: 'nOnE' }, signature: nothing })],
  ['RS256 with a space', () => token({ header: { alg: 'RS256 ' } })],
  ['rs256 in small letters', () => token({ header: { alg: 'rs256' } })],
  ['RS256 in a list', () => token({ header: { alg: ['RS256'] } })],
  [
    'none and then RS256, of a stranger',
    () => token({ header: '{"alg":"none","alg":"RS256","kid":"issuer"}', signature: stranger }),
  ],
  [
    'RS256 and then none',
    () => token({ header: '{"alg":"RS256","kid":"issuer","alg":"none"}', signature: nothing }),
  ],
  ['HS256 with the public key in PEM', () => token({ header: { alg: 'HS256' }, signature: hmac(publicPem) })],
  [
    'HS256 with the public key in PEM, cut',
    () => token({ header: { alg: 'HS256' }, signature: hmac(publicPem.trim()) }),
  ],
  [
    'HS256 with the public key as JSON',
    () => token({ header: { alg: 'HS256' }, signature: hmac(JSON.stringify(publicJwk)) }),
  ],
  [
    'HS256 with the modulus',
    () => token({ header: { alg: 'HS256' }, signature: hmac(Buffer.from(String(publicJwk.n), 'base64url')) }),
  ],
  ['HS256 with an empty secret', () => token({ header: { alg: 'HS256' }, signature: hmac('') })],
  [
    'HS512 with the public key',
    () => token({ header: { alg: 'HS512' }, signature: hmac(publicPem, 'sha512') }),
  ],
  [
    'HS256 with a secret that was published',
    () => token({ header: { alg: 'HS256', kid: 'shared' }, signature: hmac(SHARED_SECRET) }),
  ],
  [
    'RS256 with a secret that was published',
    () => token({ header: { kid: 'shared' }, signature: hmac(SHARED_SECRET) }),
  ],
  [
    'ES256 with a key of the issuer',
    () => token({ header: { alg: 'ES256', kid: 'elliptic' }, signature: elliptic }),
  ],
  ['RS256 as the name of an elliptic key', () => token({ header: { kid: 'elliptic' }, signature: elliptic })],
  [
    'EdDSA with a key of the issuer',
    () => token({ header: { alg: 'EdDSA', kid: 'edwards' }, signature: edwards }),
  ],
  [
    'RS384 with the key of the issuer',
    () =>
      token({
        header: { alg: 'RS384' },
        signature: (input) => sign('sha384', Buffer.from(input), KEYS.issuer.privateKey),
      }),
  ],
  [
    'RS256 over SHA-1',
    () => token({ signature: (input) => sign('sha1', Buffer.from(input), KEYS.issuer.privateKey) }),
  ],
  [
    'RS256 with the padding of PSS',
    () =>
      token({
        signature: (input) =>
          sign('sha256', Buffer.from(input), {
            key: KEYS.issuer.privateKey,
            padding: constants.RSA_PKCS1_PSS_PADDING,
          }),
      }),
  ],
];

/** The header says where the key is to be found. */
export const KEY_FINDERS: readonly Attack[] = [
  ['a key brought along', () => token({ header: { jwk: strangerJwk }, signature: stranger })],
  [
    'a key brought along under no kid',
    () => token({ header: JSON.stringify({ alg: 'RS256', jwk: strangerJwk }), signature: stranger }),
  ],
  [
    'a chain of certificates',
    () => token({ header: { x5c: [base64url('certificate')], x5t: 'AA' }, signature: stranger }),
  ],
  [
    'a key for encryption',
    () => token({ header: { kid: 'encryption' }, signature: rs256(KEYS.encryption.privateKey) }),
  ],
  ['no kid, where there are several keys', () => token({ header: '{"alg":"RS256"}', signature: stranger })],
  ...[
    'ISSUER',
    'issuer ',
    'issuer\u0000',
    '',
    '../../../dev/null',
    'file:///dev/null',
    "x' UNION SELECT 'issuer",
    '__proto__',
    'constructor',
    'k'.repeat(10_000),
  ].map((kid): Attack => [`the kid ${JSON.stringify(kid.slice(0, 30))}`, () => token({ header: { kid } })]),
  ...[null, ['issuer'], { kid: 'issuer' }, 0, true].map(
    (kid): Attack => [`the kid ${JSON.stringify(kid)}`, () => token({ header: { kid } })],
  ),
];

/** A good token that was changed, or parts of two. */
export const FORMS: readonly Attack[] = [
  [
    'the claims of another token',
    () =>
      `${goodHeader}.${base64url(JSON.stringify({ ...goodClaims(), tenant: 'globex' }))}.${goodSignature}`,
  ],
  [
    'the header of another token',
    () => [base64url('{"alg":"RS256","kid":"issuer","a":1}'), ...token().split('.').slice(1)].join('.'),
  ],
  ['a signature of zeros', () => token({ signature: () => Buffer.alloc(256) })],
  ['a signature of one byte', () => token({ signature: () => Buffer.of(1) })],
  ['a signature twice', () => `${token()}${goodSignature}`],
  [
    'a signature with one byte more',
    () =>
      token({ signature: (input) => Buffer.concat([rs256(KEYS.issuer.privateKey)(input), Buffer.of(0)]) }),
  ],
  ['a signature that wants half its bytes', () => token().slice(0, -171)],
  ['a padded header', () => token().replace('.', '=.')],
  ['padded claims', () => token().replace(/\.([^.]*)$/, '=.$1')],
  ['four parts', () => `${token()}.`],
  ['an empty part in front', () => `.${token()}`],
  ['two tokens with a comma', () => `${token()},${token()}`],
  ['a control character at the end', () => `${token()}\u0000`],
  [
    'JSON in place of dots',
    () =>
      JSON.stringify({
        protected: goodHeader,
        payload: base64url(JSON.stringify(goodClaims())),
        signature: goodSignature,
      }),
  ],
  ['a million dots', () => '.'.repeat(1_000_000)],
  ['a header of 20,000 levels', () => token({ header: `${'{"alg":'.repeat(20_000)}1${'}'.repeat(20_000)}` })],
];

function elliptic(input: string): Buffer {
  return sign('sha256', Buffer.from(input), { key: KEYS.elliptic.privateKey, dsaEncoding: 'ieee-p1363' });
}

function edwards(input: string): Buffer {
  return sign(null, Buffer.from(input), KEYS.edwards.privateKey);
}
