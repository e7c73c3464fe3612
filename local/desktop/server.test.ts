import { createServer, request, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalServer, listenLocally } from '../local-server.ts';
import { startDesktop } from './server.ts';

const MOST_SCRIPT_BYTES = 100 * 1_024;

interface Seen {
  readonly route: string;
  readonly token: string;
  readonly prefer: string | undefined;
  readonly body: Record<string, unknown>;
}

/** Stands for issuer and gateway: tokens are numbered, and the statuses are those that a test asks for. */
const seen: Seen[] = [];
let statuses: number[] = [];
let tokensIssued = 0;
let system: Server;
let desktop: LocalServer;

beforeAll(async () => {
  system = createServer(async (incoming, response) => {
    const body = await text(incoming);
    if (incoming.url === '/token') {
      tokensIssued += 1;
      response.end(JSON.stringify({ access_token: `token-${tokensIssued}` }));
      return;
    }
    const route = `${incoming.method} ${incoming.url}`;
    const token = incoming.headers.authorization ?? '';
    const prefer = incoming.headers.prefer?.toString();
    seen.push({ route, token, prefer, body: body === '' ? {} : JSON.parse(body) });
    response.writeHead(statuses.shift() ?? 503, { 'retry-after': '2', 'x-request-id': '01J' });
    response.end('{"code":"history_unavailable"}');
  });
  const url = await listenLocally(system);
  desktop = await startDesktop({
    port: 0,
    gatewayUrl: url,
    tokenUrl: `${url}/token`,
    credentials: { clientId: 'desktop', clientSecret: 'secret' },
    s3Url: url,
    bucket: 'none',
    links: { Docs: `${url}/docs` },
  });
});
afterEach(() => {
  seen.length = 0;
  statuses = [];
});
afterAll(async () => {
  await desktop.close();
  system.close();
});

async function post(path: string, body: object, headers: Record<string, string> = { origin: desktop.url }) {
  const answer = await fetch(`${desktop.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

async function queued(accountNumber: string): Promise<string> {
  const { body } = await post('/calls', { account_number: accountNumber });
  return body.recordId;
}

describe('the page', () => {
  it('may load what this server has, and is in nobody else’s frame', async () => {
    const answer = await fetch(desktop.url);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await answer.text()).not.toMatch(/<style|\s(?:style|on[a-z]+)=|<script>/);
  });

  it('has a script of at most 100 KB', async () => {
    const script = await (await fetch(`${desktop.url}/desktop.js`)).text();
    expect(script).toContain('c-omni-insights-card');
    expect(gzipSync(script).length).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  });
});

describe('another site', () => {
  it('cannot send, also when its name leads here', async () => {
    const account = { account_number: '2000000005' };
    expect((await post('/calls', account, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/calls', account, {})).status).toBe(403);
  });

  it('cannot read by a name that leads here', async () => {
    const status = await new Promise((resolve) => {
      const { port } = new URL(desktop.url);
      request({ port, path: '/scenarios', headers: { host: `evil.example:${port}` } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

describe('what stands for Apex', () => {
  it('asks for the customer of the call, and gives status, body and the seconds to wait', async () => {
    const recordId = await queued('2000000005');
    const { body } = await post('/apex/requestSummary', { recordId });
    expect(body.reply).toEqual({
      statusCode: 503,
      body: '{"code":"history_unavailable"}',
      retryAfterSeconds: 2,
    });
    expect(seen).toMatchObject([
      {
        route: 'POST /omni-channel-insights',
        prefer: 'wait=0',
        body: {
          account_number: '2000000005',
          contact_id: 'call-0005-a',
          ivr_intent: 'refund',
          language: 'en',
        },
      },
    ]);
    expect(body.exchange).toMatchObject({ status: 503, headers: { 'x-request-id': '01J' }, steps: [] });
    expect(body.exchange).not.toHaveProperty('body');
  });

  it('fetches another token after a 401, once', async () => {
    statuses = [401, 401, 202];
    const recordId = await queued('2000000005');
    const { body } = await post('/apex/requestSummary', { recordId });
    expect(body.reply.statusCode).toBe(401);
    expect(seen).toHaveLength(2);
    expect(seen[1]?.token).not.toBe(seen[0]?.token);
  });

  it('sends what the agent said and leaves out what was not', async () => {
    const recordId = await queued('2000000005');
    const said = { feedback: 'not_helpful', reason: null, sentence: 0, comment: null };
    await post('/apex/sendFeedback', { recordId, requestId: '01JREQUEST', ...said });
    expect(seen[0]?.body).toEqual({
      request_id: '01JREQUEST',
      contact_id: 'call-0005-a',
      account_number: '2000000005',
      feedback: 'not_helpful',
      sentence: 0,
      agent_key: 'local-desktop',
    });
  });

  it('is no way to anything else', async () => {
    const recordId = await queued('2000000005');
    expect((await post('/apex/constructor', { recordId })).status).toBe(404);
    expect((await post('/apex/requestSummary', { recordId: 'call-unknown' })).status).toBe(404);
    expect(seen).toEqual([]);
  });
});

describe('a call', () => {
  it('is refused without an account number, in words', async () => {
    expect(await post('/calls', { account_number: 'x' })).toEqual({
      status: 400,
      body: { message: 'Send an account number of 4 to 20 letters or digits.' },
    });
  });
});
