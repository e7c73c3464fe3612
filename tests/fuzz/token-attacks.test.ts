import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TokenVerifier, tokenVerifier } from '../../lib/auth/token-verifier.ts';
import { OmniError } from '../../lib/domain/errors.ts';
import { ALGORITHMS, FORMS, KEY_FINDERS } from './forged-tokens.ts';
import {
  AUDIENCE,
  goodClaims,
  ISSUER,
  inSeconds,
  type KeyServer,
  rs256,
  STRANGER,
  startKeyServer,
  token,
} from './token-keys.ts';

let keyServer: KeyServer;
let tokens: TokenVerifier;
beforeAll(async () => {
  keyServer = await startKeyServer();
  const jwksUrl = new URL('/keys', keyServer.url);
  tokens = tokenVerifier({ issuer: ISSUER, audiences: [AUDIENCE], jwksUrl });
});
afterAll(() => keyServer.close());

const DAY_SECONDS = 86_400;
/** Signed by the issuer, but not for us or not for now. */
const CLAIMS: readonly (readonly [name: string, claims: object | string, code?: 'token_expired'])[] = [
  [
    'of a day ago, good for a year',
    { iat: inSeconds(-DAY_SECONDS), exp: inSeconds(365 * DAY_SECONDS) },
    'token_expired',
  ],
  ['issued an hour and a minute ago', { iat: inSeconds(-3_660) }, 'token_expired'],
  [
    'issued before all times',
    JSON.stringify(goodClaims()).replace(/"iat":\d+/, '"iat":-1e999'),
    'token_expired',
  ],
  ['that expired in 1970', { exp: 0 }, 'token_expired'],
  ['issued in milliseconds', { iat: Date.now() }],
  ['that never starts', JSON.stringify({ ...goodClaims(), nbf: 1 }).replace('"nbf":1', '"nbf":1e999')],
  ['that starts tomorrow', { nbf: inSeconds(DAY_SECONDS) }],
  ['with true as its end', { exp: true }],
  ['with null as its end', { exp: null }],
  ['with a list as its end', { exp: [inSeconds(60)] }],
  ['with null as the time of issue', { iat: null }],
  ['of a list of issuers', { iss: [ISSUER] }],
  ['of an issuer with our issuer as its user', { iss: `${ISSUER}@evil.example` }],
  ['of an issuer below our issuer', { iss: `${ISSUER}.evil.example` }],
  ['of our issuer in capitals', { iss: ISSUER.toUpperCase() }],
  ['for an object', { aud: { [AUDIENCE]: AUDIENCE } }],
  ['for a list in a list', { aud: [[AUDIENCE]] }],
  ['for us with a space', { aud: `${AUDIENCE} ` }],
  ['for nobody, by a client with our name', { aud: '', client_id: AUDIENCE }],
  ['for null, by a client with our name', { aud: null, client_id: AUDIENCE }],
  ['of Cognito that is an ID token of our client', { token_use: 'id' }],
  ['about a person, as an ID token', { client_id: undefined, sub: 'person', token_use: 'id' }],
  ['of a list of clients', { client_id: ['client-1'] }],
  ['of the tenant null', { tenant: null }],
  ['with scopes as an object', { scope: { 'insights/read': true } }],
  ['with claims of 20,000 levels', `${'{"iss":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['with claims that are no JSON', '{"iss":'],
];

describe('a token is token_invalid', () => {
  test.each([...ALGORITHMS, ...KEY_FINDERS, ...FORMS])('by %s', async (_name, bytes) => {
    expect(await verdictOn(`Bearer ${bytes()}`)).toBe('token_invalid');
  });

  test.each(CLAIMS.map(([name, claims, code = 'token_invalid']) => [name, claims, code] as const))(
    'or expired when it is one %s',
    async (_name, claims, code) => {
      expect(await verdictOn(`Bearer ${token({ claims })}`)).toBe(code);
    },
  );

  test.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', ''])('by the type %j', async (typ) => {
    expect(await verdictOn(`Bearer ${token({ header: { typ } })}`)).toBe('token_invalid');
  });

  test.each([
    ['other keys', { jku: '/keys-of-a-stranger' }],
    ['a certificate', { x5u: '/certificate-of-a-stranger' }],
    ['other keys that must be understood', { jku: '/keys-of-a-stranger', crit: ['jku'] }],
  ])('by the address of %s', async (_name, header) => {
    expect(await verdictOn(`Bearer ${pointing(header)}`)).toBe('token_invalid');
    expect(keyServer.asked).toEqual(['/keys']);
  });
});

test.each([
  ['a colon', 'Bearer:'],
  ['a form', 'access_token='],
  ['DPoP', 'DPoP '],
  ['two words', 'Bearer Bearer '],
  ['a space that does not break', 'Bearer\u00a0'],
  ['a vertical tab', 'Bearer \u000b'],
  ['a space in front', ' Bearer '],
])('a good token after %s is token_missing', async (_name, before) => {
  expect(await verdictOn(`${before}${token()}`)).toBe('token_missing');
});

describe('between all attacks', () => {
  const attacks = [...ALGORITHMS, ...KEY_FINDERS, ...FORMS].map(([, bytes]) => bytes);

  test('every good token is taken, however it is written, and no forged one', async () => {
    const good = [
      () => `Bearer ${token()}`,
      () => `bearer ${token()}`,
      () => `BEARER ${token({ header: { typ: 'JWT' } })}`,
      () => `Bearer ${token({ header: { typ: 'at+jwt', extra: ['x'] } })}`,
      () => `Bearer ${token({ claims: { token_use: 'access' } })}`,
      () => `Bearer ${token({ claims: { aud: ['others', AUDIENCE], nbf: inSeconds(-5) } })}`,
      () => `Bearer ${token({ claims: { aud: undefined, client_id: AUDIENCE } })}`,
    ];
    const mixed = attacks.flatMap((attack) => [
      verdictOn(`Bearer ${attack()}`),
      ...good.map((header) => verdictOn(header())),
    ]);
    const verdicts = await Promise.all(mixed);
    expect(verdicts.filter((verdict) => verdict === 'taken')).toHaveLength(attacks.length * good.length);
  });

  test('the keys are asked for once', async () => {
    await Promise.all(attacks.map((attack) => verdictOn(`Bearer ${attack()}`)));
    expect(keyServer.asked).toEqual(['/keys']);
  });
});

/** A stranger's token that says where, on the key server, his keys lie. */
function pointing(header: Readonly<Record<string, unknown>>): string {
  const there = Object.entries(header).map(([name, value]) => [
    name,
    typeof value === 'string' ? new URL(value, keyServer.url).href : value,
  ]);
  return token({ header: Object.fromEntries(there), signature: rs256(STRANGER.privateKey) });
}

/** `taken`, or the code of the refusal, which is never said to help when it is tried again. */
async function verdictOn(authorization: string): Promise<string> {
  return tokens.verify(authorization).then(
    () => 'taken',
    (error: unknown) =>
      error instanceof OmniError && !error.retryable ? error.code : `not a refusal: ${error}`,
  );
}
