import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { SCOPES } from '../../../lib/auth/caller.ts';
import { AUDIENCE } from '../../../local/local-aws.ts';
import { listenLocally } from '../../../local/local-server.ts';

/** A token issuer that signs whatever a test wants signed, and whose keys may be out of reach. */
export interface TestIssuer {
  readonly url: string;
  readonly keysUrl: string;
  /** A good token but for what differs. Times are seconds from now. */
  sign(differing?: TokenOptions): Promise<string>;
  /** Whether the keys can be fetched; they can at first. */
  reachable: boolean;
  close(): Promise<void>;
}

export interface TokenOptions {
  readonly clientId?: string;
  readonly scope?: string;
  readonly audience?: string;
  readonly issuedInSeconds?: number;
  readonly expiresInSeconds?: number;
  /** Signed with a key that the issuer has not published. */
  readonly unknownKey?: boolean;
}

export async function startTestIssuer(): Promise<TestIssuer> {
  const [own, strange] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const keys = [{ ...(await exportJWK(own.publicKey)), kid: 'chaos-1', alg: 'RS256', use: 'sig' }];
  const server = createServer((_request, response) => {
    response.writeHead(issuer.reachable ? 200 : 503, { 'content-type': 'application/json' });
    response.end(issuer.reachable ? JSON.stringify({ keys }) : '');
  });
  const url = await listenLocally(server);
  const issuer: TestIssuer = {
    url,
    keysUrl: `${url}/jwks.json`,
    reachable: true,
    sign: (differing = {}) =>
      differing.unknownKey
        ? signToken(url, { key: strange.privateKey, keyId: 'chaos-2', differing })
        : signToken(url, { key: own.privateKey, keyId: 'chaos-1', differing }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}

interface Signing {
  readonly key: CryptoKey;
  readonly keyId: string;
  readonly differing: TokenOptions;
}

function signToken(issuer: string, { key, keyId, differing }: Signing): Promise<string> {
  const {
    clientId = 'chaos',
    scope = SCOPES.join(' '),
    audience = AUDIENCE,
    issuedInSeconds = 0,
    expiresInSeconds = 3_600,
  } = differing;
  const nowSeconds = Math.floor(Date.now() / 1_000);
  return new SignJWT({ client_id: clientId, scope })
    .setProtectedHeader({ alg: 'RS256', kid: keyId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(nowSeconds + issuedInSeconds)
    .setExpirationTime(nowSeconds + expiresInSeconds)
    .sign(key);
}
