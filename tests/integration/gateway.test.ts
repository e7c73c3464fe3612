import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type GatewayOptions, startGateway } from '../../local/gateway/server.ts';
import { gatewayOptions } from '../../local/gateway/start-local-gateway.ts';
import { type LocalServer, listenLocally } from '../../local/local-server.ts';
import { printService } from '../../local/serverless/print-service.ts';
import {
  AUDIENCE,
  ISSUER,
  inSeconds,
  type KeyServer,
  rs256,
  STRANGER,
  startKeyServer,
  token,
} from '../fuzz/token-keys.ts';
import { startTestApi, type TestApi } from './test-api.ts';

const SOURCE = fileURLToPath(new URL('../fixtures/echo-function.ts', import.meta.url));
const SCOPE = 'insights/feedback';
const GOOD = { scope: SCOPE };

let directory: string;
let keyServer: KeyServer;
let container: Server;
/** What reached the container, and how its side of each ended. */
const received: { readonly path: string; readonly headers: IncomingMessage['headers']; body: string }[] = [];
let hungUp = 0;
let gateway: LocalServer;
let options: GatewayOptions;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'omni-gateway-'));
  const file = join(directory, 'echo-function.ts');
  copyFileSync(SOURCE, file);
  keyServer = await startKeyServer();
  container = createServer(async (request, response) => {
    request.socket.once('close', () => (hungUp += 1));
    received.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    if (request.url === '/items/slow') return;
    response.writeHead(418, { 'x-from': 'container', 'content-type': 'text/plain' });
    response.end('short and stout');
  });
  options = {
    port: 0,
    routes: [
      { method: 'POST', path: '/echo', scopes: [SCOPE, 'insights/other'], target: { function: 'echo' } },
      { method: 'POST', path: '/items/{id}', scopes: [SCOPE], target: 'container' },
    ],
    authorizer: { issuer: ISSUER, audiences: [AUDIENCE], jwksUrl: `${keyServer.url}/keys` },
    functions: [
      {
        name: 'echo',
        file,
        exported: 'handler',
        timeoutMs: 1_500,
        environment: process.env,
        logFile: join(directory, 'echo.log'),
      },
    ],
    containerUrl: await listenLocally(container),
    watched: [directory],
  };
  gateway = await startGateway(options);
});
afterAll(async () => {
  await gateway.close();
  await keyServer.close();
  container.closeAllConnections();
  container.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly authorization?: string;
}

function call({ path = '/echo', method = 'POST', body = '', headers = {}, authorization }: Call = {}) {
  return fetch(`${gateway.url}${path}`, {
    method,
    body,
    headers: {
      'content-type': 'text/plain',
      authorization: authorization ?? `Bearer ${token({ claims: GOOD })}`,
      ...headers,
    },
  });
}

describe('a token at the gateway', () => {
  it.each<[string, string, number, string]>([
    ['none', '', 401, 'Bearer'],
    ['no bearer token', 'Basic YTpi', 401, 'Bearer'],
    ['expired', `Bearer ${token({ claims: { ...GOOD, exp: inSeconds(-1) } })}`, 401, 'invalid_token'],
    ['without an end', `Bearer ${token({ claims: { ...GOOD, exp: undefined } })}`, 401, 'invalid_token'],
    ['of tomorrow', `Bearer ${token({ claims: { ...GOOD, nbf: inSeconds(90) } })}`, 401, 'invalid_token'],
    [
      'of another issuer',
      `Bearer ${token({ claims: { ...GOOD, iss: 'https://other' } })}`,
      401,
      'invalid_token',
    ],
    ['for another audience', `Bearer ${token({ claims: { ...GOOD, aud: 'other' } })}`, 401, 'invalid_token'],
    [
      'of a foreign key',
      `Bearer ${token({ claims: GOOD, signature: rs256(STRANGER.privateKey) })}`,
      401,
      'invalid_token',
    ],
    [
      'tampered with',
      `Bearer ${tampered(token({ claims: { scope: 'insights/read' } }))}`,
      401,
      'invalid_token',
    ],
    [
      'unsigned',
      `Bearer ${token({ header: { alg: 'none' }, claims: GOOD, signature: () => '' })}`,
      401,
      'invalid_token',
    ],
    ['without a scope', `Bearer ${token({ claims: { scope: undefined } })}`, 403, 'insufficient_scope'],
    [
      'of another scope',
      `Bearer ${token({ claims: { scope: 'insights/read' } })}`,
      403,
      'insufficient_scope',
    ],
    ['of a longer scope', `Bearer ${token({ claims: { scope: `${SCOPE}s` } })}`, 403, 'insufficient_scope'],
  ])('is refused, and nothing runs: %s', async (_name, authorization, status, challenge) => {
    for (const path of ['/echo', '/items/1']) {
      const before = received.length;
      const answer = await call({ path, authorization, body: 'x' });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('www-authenticate')).toContain(challenge);
      expect(await answer.json()).toEqual({ message: status === 401 ? 'Unauthorized' : 'Forbidden' });
      expect(received.length).toBe(before);
    }
  });

  it.each([
    ['by its audience', { ...GOOD, aud: ['other', AUDIENCE] }],
    ['by its client, without an audience', { ...GOOD, aud: undefined, client_id: AUDIENCE }],
    ['by one scope of the route', { scope: 'insights/other insights/read' }],
  ])('is taken %s', async (_name, claims) => {
    expect((await call({ authorization: `Bearer ${token({ claims })}` })).status).toBe(200);
  });
});

/** With another scope in its claims, under the signature of the first. */
function tampered(signed: string): string {
  const [header, claims = '', signature] = signed.split('.');
  const changed = Buffer.from(claims, 'base64url').toString().replace('insights/read', SCOPE);
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.');
}

describe('a function behind the gateway', () => {
  it('gets an event of payload 2.0, with the claims as texts', async () => {
    const answer = await call({ path: '/echo?a=1&b=two', body: '{"é":1}', headers: { 'X-Mixed': 'Case' } });
    const event = await answer.json();
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /echo',
      rawPath: '/echo',
      rawQueryString: 'a=1&b=two',
      queryStringParameters: { a: '1', b: 'two' },
      headers: { 'x-mixed': 'Case', 'content-type': 'text/plain' },
      body: '{"é":1}',
      isBase64Encoded: false,
      requestContext: {
        authorizer: {
          jwt: { claims: { iss: ISSUER, aud: AUDIENCE, scope: SCOPE, exp: expect.stringMatching(/^\d+$/) } },
        },
        http: { method: 'POST', path: '/echo', sourceIp: expect.any(String) },
        requestId: answer.headers.get('apigw-requestid'),
        stage: '$default',
      },
    });
  });

  it('gets what is no text in base64, and no body where there is none', async () => {
    const bytes = await call({ body: 'ÿ', headers: { 'content-type': 'application/octet-stream' } });
    expect(await bytes.json()).toMatchObject({ body: 'w78=', isBase64Encoded: true });
    expect(await (await call()).json()).not.toHaveProperty('body');
  });

  it('answers with its status, headers, cookies and bytes', async () => {
    const answer = await call({ body: 'binary' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-number')).toBe('7');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0, 255]));
  });

  it('answers any other value as JSON', async () => {
    expect(await (await call({ body: 'value' })).json()).toEqual({ said: 'a value' });
  });

  it.each([
    ['throw', 500, 'Internal Server Error'],
    ['exit', 500, 'Internal Server Error'],
    ['nothing', 500, 'Internal Server Error'],
    ['no answer', 500, 'Internal Server Error'],
    ['hang', 503, 'Service Unavailable'],
  ])('that does not answer (%s) is %i, and the next one is served', async (body, status, message) => {
    const answer = await call({ body });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ message });
    expect((await call()).status).toBe(200);
  });

  it('is ended when its time is up', async () => {
    const pidOf = async () => (await call({ body: 'process' })).text();
    const before = await pidOf();
    expect(await pidOf()).toBe(before);
    await call({ body: 'hang' });
    expect(await pidOf()).not.toBe(before);
  });

  it('leaves its last words in its log', () => {
    expect(readFileSync(join(directory, 'echo.log'), 'utf8')).toContain('a fault of the function');
  });

  it('runs one event at a time in a process, and four at most at once', async () => {
    const startedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 8 }, () => call({ body: 'slow' })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    // Two rounds of four.
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(600);
  });

  it('is loaded anew when its source has changed, also by a process that was at work then', async () => {
    const file = join(directory, 'echo-function.ts');
    const atWork = Promise.all(Array.from({ length: 4 }, () => call({ body: 'slow' })));
    writeFileSync(file, readFileSync(file, 'utf8').replace("'a value'", "'another value'"));
    await atWork;
    await expect
      .poll(async () => (await call({ body: 'value' })).json(), { timeout: 10_000 })
      .toEqual({ said: 'another value' });
  });
});

describe('the container behind the gateway', () => {
  it('gets the request as it came, and its answer is the gateway’s', async () => {
    const answer = await call({ path: '/items/7?x=1', body: 'hello', headers: { 'x-mine': 'yes' } });
    expect(answer.status).toBe(418);
    expect(answer.headers.get('x-from')).toBe('container');
    expect(answer.headers.get('apigw-requestid')).not.toBeNull();
    expect(await answer.text()).toBe('short and stout');
    expect(received.at(-1)).toMatchObject({
      path: '/items/7?x=1',
      body: 'hello',
      headers: { 'x-mine': 'yes', authorization: expect.stringMatching(/^Bearer /), 'content-length': '5' },
    });
  });

  it('learns when the client has gone', async () => {
    const before = hungUp;
    const request = send(`${gateway.url}/items/slow`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token({ claims: GOOD })}` },
    }).end();
    request.on('error', () => {});
    await expect.poll(() => received.at(-1)?.path).toBe('/items/slow');
    request.destroy();
    await expect.poll(() => hungUp).toBeGreaterThan(before);
  });

  it('is unavailable when it is gone', async () => {
    const alone = await startGateway({ ...options, containerUrl: 'http://127.0.0.1:1', watched: [] });
    const answer = await fetch(`${alone.url}/items/1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token({ claims: GOOD })}` },
    });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ message: 'Service Unavailable' });
    await alone.close();
  });
});

describe('what is no request for anybody', () => {
  it.each([
    ['GET', '/echo'],
    ['POST', '/nothing'],
    ['POST', '/livez'],
  ])('is not found: %s %s', async (method, path) => {
    const answer = await fetch(`${gateway.url}${path}`, { method });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ message: 'Not Found' });
  });

  it('is too large beyond ten megabytes', async () => {
    const answer = await call({ body: 'x'.repeat(10 * 1_024 * 1_024 + 1) });
    expect(answer.status).toBe(413);
  });
});

describe('the whole way', () => {
  let api: TestApi;
  let front: LocalServer;
  beforeAll(async () => {
    api = await startTestApi();
    front = await startGateway(
      gatewayOptions({
        aws: inject('aws'),
        apiUrl: api.url,
        credentials: inject('credentials'),
        port: 0,
        printedService: await printService(join(directory, 'serverless')),
        stateDirectory: directory,
      }),
    );
  });
  afterAll(async () => {
    await front.close();
    await api.stop();
  });

  const post = (path: string, body: object, bearer = api.token) =>
    fetch(`${front.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('leads from a summary to what the agent thinks of it', async () => {
    const made = await post('/omni-channel-insights', {
      account_number: '1234567890',
      contact_id: 'gateway-1',
    });
    expect(made.status).toBe(200);
    const summary: { request_id: string; unique_process_id: string } = JSON.parse(await made.text());

    const clicked = await post('/feedback', { request_id: summary.request_id, feedback: 'helpful' });
    expect(clicked.status).toBe(200);
    expect(await clicked.json()).toEqual({
      request_id: summary.request_id,
      unique_process_id: summary.unique_process_id,
      feedback: 'helpful',
    });

    const got = await fetch(`${front.url}/omni-channel-insights/${summary.unique_process_id}`, {
      headers: { authorization: `Bearer ${api.token}` },
    });
    expect(await got.json()).toMatchObject({ request_id: summary.request_id });
  });

  it('has no route that a token of the wrong scope opens', async () => {
    const { tokenIssuer } = inject('aws');
    const { clientId, clientSecret } = inject('credentials');
    const answer = await fetch(`${tokenIssuer}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'insights/summarize',
      }),
    });
    const { access_token: summarizeOnly }: { access_token: string } = JSON.parse(await answer.text());
    const click = { request_id: '01JEXAMPLE', feedback: 'helpful' };
    expect((await post('/feedback', click, summarizeOnly)).status).toBe(403);
    expect((await post('/feedback', click, 'no-token')).status).toBe(401);
  });
});
