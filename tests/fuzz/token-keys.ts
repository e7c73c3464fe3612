import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { type LocalServer, listenLocally } from '../../local/local-server.ts';

export const ISSUER = 'https://issuer.example';
export const AUDIENCE = 'omni-channel-insights';

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });

/** Keys of the issuer, all published; only `issuer` is for signing tokens. */
export const KEYS = {
  issuer: rsa(),
  encryption: rsa(),
  elliptic: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  edwards: generateKeyPairSync('ed25519'),
};
export const SHARED_SECRET = 'a secret that was published by mistake';
/** Somebody else's key, not published. */
export const STRANGER = rsa();

/** Tokens are put together by hand here, because a library refuses to write what must be refused. */
export interface TokenParts {
  readonly header?: object | string;
  readonly claims?: object | string;
  readonly signature?: (input: string) => Buffer | string;
}

export function token({
  header = {},
  claims = {},
  signature = rs256(KEYS.issuer.privateKey),
}: TokenParts = {}): string {
  const headerJson =
    typeof header === 'string' ? header : JSON.stringify({ alg: 'RS256', kid: 'issuer', ...header });
  const claimsJson = typeof claims === 'string' ? claims : JSON.stringify({ ...goodClaims(), ...claims });
  const input = `${base64url(headerJson)}.${base64url(claimsJson)}`;
  return `${input}.${base64url(signature(input))}`;
}

export function goodClaims(): Readonly<Record<string, unknown>> {
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    client_id: 'client-1',
    scope: 'insights/read',
    iat: inSeconds(0),
    exp: inSeconds(3_600),
  };
}

/** Epoch seconds. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1_000) + seconds;
}

export function rs256(key: KeyObject): (input: string) => Buffer {
  return (input) => sign('sha256', Buffer.from(input), key);
}

export function hmac(secret: string | Buffer, hash = 'sha256'): (input: string) => Buffer {
  return (input) => createHmac(hash, secret).update(input).digest();
}

export function base64url(bytes: string | Buffer): string {
  return Buffer.from(bytes as string).toString('base64url');
}

export interface KeyServer extends LocalServer {
  /** The paths that were asked for. */
  readonly asked: string[];
}

/** Publishes the issuer's keys; whoever is sent to another path of it gets the stranger's. */
export async function startKeyServer(): Promise<KeyServer> {
  const asked: string[] = [];
  const published = Object.entries(KEYS).map(([kid, { publicKey }]) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid,
    ...(kid === 'encryption' ? { use: 'enc' } : {}),
  }));
  const shared = { kty: 'oct', k: base64url(SHARED_SECRET), kid: 'shared' };
  const strangers = [{ ...STRANGER.publicKey.export({ format: 'jwk' }), kid: 'issuer' }];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ keys: request.url === '/keys' ? [...published, shared] : strangers }));
  });
  const url = await listenLocally(server);
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, close, asked };
}
