import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type LocalServer, listenLocally } from '../local-server.ts';

export interface TokenIssuerOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  readonly scopes: readonly string[];
}

const TOKEN_LIFETIME_SECONDS = 3_600;
const KEY_ID = 'local-1';

/** An OAuth 2.0 issuer for client credentials (RFC 6749, 4.4) with its key set, for one client. Keys are new at each start. */
export async function startTokenIssuer(options: TokenIssuerOptions): Promise<LocalServer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  const server = createServer((request, response) => {
    route(request, response).catch(() =>
      reply(response, { status: 400, body: { error: 'invalid_request' } }),
    );
  });
  const url = await listenLocally(server);
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    switch (`${request.method} ${request.url}`) {
      case 'GET /.well-known/jwks.json':
        return reply(response, { status: 200, body: jwks });
      case 'POST /oauth2/token':
        return reply(response, await issueToken(request));
      default:
        return reply(response, { status: 404, body: { error: 'not_found' } });
    }
  }

  async function issueToken(request: IncomingMessage): Promise<Reply> {
    const form = new URLSearchParams(await text(request));
    if (form.get('grant_type') !== 'client_credentials')
      return { status: 400, body: { error: 'unsupported_grant_type' } };
    const { clientId, clientSecret } = credentials(request, form);
    if (clientId !== options.clientId || clientSecret !== options.clientSecret) {
      return { status: 401, body: { error: 'invalid_client' } };
    }
    const scopes = form.get('scope')?.split(' ') ?? options.scopes;
    if (scopes.some((scope) => !options.scopes.includes(scope)))
      return { status: 400, body: { error: 'invalid_scope' } };
    const token = await new SignJWT({ client_id: clientId, scope: scopes.join(' '), token_use: 'access' })
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
      .setIssuer(url)
      .setSubject(clientId)
      .setAudience(options.audience)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFETIME_SECONDS}s`)
      .sign(privateKey);
    return {
      status: 200,
      body: { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFETIME_SECONDS },
    };
  }
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

function reply(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** From the Authorization header (Basic) or the form, as clients differ. */
function credentials(
  request: IncomingMessage,
  form: URLSearchParams,
): { clientId: string; clientSecret: string } {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined)
    return { clientId: form.get('client_id') ?? '', clientSecret: form.get('client_secret') ?? '' };
  const [clientId = '', clientSecret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId: decodeURIComponent(clientId), clientSecret: decodeURIComponent(clientSecret) };
}
