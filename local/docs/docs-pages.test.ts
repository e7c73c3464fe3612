import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../gateway/server.ts';
import { type LocalServer, listenLocally } from '../local-server.ts';

const documentFile = fileURLToPath(new URL('../../docs/openapi.yaml', import.meta.url));

let issuer: Server;
let gateway: LocalServer;
beforeAll(async () => {
  issuer = createServer(async (request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ form: await text(request), from: request.headers.authorization }));
  });
  const tokenUrl = `${await listenLocally(issuer)}/oauth2/token`;
  gateway = await startGateway({
    port: 0,
    routes: [],
    authorizer: { issuer: 'none', audiences: [], jwksUrl: `${tokenUrl}/keys` },
    functions: [],
    containerUrl: tokenUrl,
    watched: [],
    docs: { documentFile, tokenUrl },
  });
});
afterAll(async () => {
  await gateway.close();
  issuer.close();
});

describe('/docs of the local gateway', () => {
  it('is a page that names no other host and has a policy of its own each time', async () => {
    const answers = await Promise.all([fetch(`${gateway.url}/docs`), fetch(`${gateway.url}/docs/`)]);
    const nonces = await Promise.all(answers.map(nonceOf));
    expect(new Set(nonces).size).toBe(2);
  });

  it('brings the script along', async () => {
    const answer = await fetch(`${gateway.url}/docs/js/scalar.js`);
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect((await answer.text()).length).toBeGreaterThan(1_000_000);
  });

  it('shows the document with the addresses of the running system', async () => {
    const document: unknown = await (await fetch(`${gateway.url}/docs/openapi.json`)).json();
    expect(document).toMatchObject({
      openapi: '3.0.3',
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          clientCredentials: { flows: { clientCredentials: { tokenUrl: '/docs/token' } } },
        },
      },
    });
    expect(JSON.stringify(document)).not.toContain('.invalid');
  });

  it('hands a request for a token on to the issuer, with what it answers', async () => {
    const answer = await fetch(`${gateway.url}/docs/token`, {
      method: 'POST',
      headers: { authorization: 'Basic YTpi' },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ form: 'grant_type=client_credentials', from: 'Basic YTpi' });
  });

  it('is nothing but /docs', async () => {
    expect((await fetch(`${gateway.url}/docsx`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/docs/other`)).status).toBe(404);
  });
});

async function nonceOf(answer: Response): Promise<string> {
  const policy = answer.headers.get('content-security-policy') ?? '';
  const nonce = /script-src 'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? '';
  expect(policy).toBe(
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  const html = await answer.text();
  expect(html).not.toMatch(/https?:\/\//);
  expect(html.match(/<script/g)?.length).toBe(html.split(` nonce="${nonce}"`).length - 1);
  for (const setting of [
    '"withDefaultFonts": false',
    '"telemetry": false',
    '"showDeveloperTools": "never"',
  ]) {
    expect(html).toContain(setting);
  }
  return nonce;
}
